"""Limits for documents that are nested deeper than those of Python and markdown-it allow."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

RECURSION_LIMIT = 4_000
"""Enough for 100 levels of nested tables, the deepest recursion; Python's default allows 37."""


def replace_parser(app: Sphinx, _config: Config) -> None:
    """Handle ``config-inited``: replace MyST's parser, but no parser of another extension."""
    if "myst_parser" not in app.extensions:
        return
    # imported here: projects without Markdown need not have MyST
    from sphinx_bindery.common.nesting.markdown_parser import NestingMystParser  # noqa: PLC0415

    if app.registry.get_source_parsers().get("markdown") is NestingMystParser.__base__:
        app.add_source_parser(NestingMystParser, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Raise Python's recursion limit, as Sphinx advises for deep documents; replace the parser."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    app.connect("config-inited", replace_parser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
