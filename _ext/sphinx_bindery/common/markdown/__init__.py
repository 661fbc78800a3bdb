"""Markdown as other programs read it: what MyST or docutils loses, or warns about in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    "code_languages",
    "heading_attributes",
    "html_anchors",
    "thematic_breaks",
    "undefined_footnotes",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each of them."""
    for name in _PARTS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
