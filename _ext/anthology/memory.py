"""What a builder last wrote to a folder, so that the next build knows what is out of date there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from .cache import cache_folder, write_if_other

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@dataclass(slots=True)
class Record:
    """What one output holds.

    shown: by docname, the digest of what its page shows from outside its own file. listed: by name,
    that of each page for a tag or the like. copied: pictures and downloads, by their paths. beside:
    by kind, the paths of other files, such as feeds.
    """

    shown: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)


class Memory:
    """The record of the build before, and that of this one, of one application.

    The new one is kept when the build has ended well: what an interrupted build, or a build of
    some files alone, has not written is as it was.
    """

    def __init__(self) -> None:
        self.before = Record()
        self.now = Record()
        self._written: set[str] = set()

    def recall(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``, before all who ask: read what the last build kept."""
        path = _path(app.builder)
        try:
            self.before = Record(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            self.before = Record()
        self.now = Record()
        self._written = set()
        return []

    def note(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: the page of the document is about to be written."""
        self._written.add(docname)

    def keep(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``."""
        if exception is None:
            self.now.shown = {
                docname: digest if docname in self._written else self.before.shown.get(docname, "")
                for docname, digest in self.now.shown.items()
            }
            write_if_other(_path(app.builder), json.dumps(asdict(self.now)).encode())


def _path(builder: Builder) -> Path:
    outdir = blake2b(str(Path(builder.outdir)).encode(), digest_size=8).hexdigest()
    return cache_folder(builder) / f"written-{outdir}.json"
