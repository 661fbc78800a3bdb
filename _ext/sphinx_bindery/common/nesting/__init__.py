"""Room for documents that are nested deeper than Python, MyST and docutils expect."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

RECURSION_LIMIT = 4_000
"""Enough for 100 levels of tables in tables, the costliest; Python's default is for 37."""


def use_nesting_parser(app: Sphinx, _config: Config) -> None:
    """Handle ``config-inited``: replace MyST's parser, but not one derived from it."""
    if "myst_parser" not in app.extensions:
        return
    # It needs MyST, which projects without Markdown need not have.
    from sphinx_bindery.common.nesting.markdown_parser import NestingMystParser  # noqa: PLC0415

    if app.registry.get_source_parsers().get("markdown") is NestingMystParser.__base__:
        app.add_source_parser(NestingMystParser, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Raise Python's recursion limit, as Sphinx advises in such cases, and replace the parser."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    app.connect("config-inited", use_nesting_parser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
