"""Templates of themes, compiled once for all builds of a test process.

Else each of many small builds compiles some 40 templates, in a quarter of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket
    from sphinx.testing.util import SphinxTestApp


class CompiledTemplates(BytecodeCache):
    """Code of templates by their name and file, for the source that they had."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Use the code, unless the source of the template has changed."""
        checksum, code = self._code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that was compiled."""
        if bucket.code is not None:
            self._code[bucket.key] = (bucket.checksum, bucket.code)

    def serve(self, app: SphinxTestApp) -> SphinxTestApp:
        """Let a build use the code, unless it keeps code itself, as live builds do."""
        templates = getattr(app.builder, "templates", None)
        if (
            isinstance(templates, BuiltinTemplateLoader)
            and templates.environment.bytecode_cache is None
        ):
            templates.environment.bytecode_cache = self
        return app
