"""Markdown as other programs read it: what MyST or docutils loses, or warns about in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common import set_up_modules

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    "code_languages",
    "heading_attributes",
    "html_anchors",
    "notebook_errors",
    "open_comments",
    "thematic_breaks",
    "undefined_footnotes",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each of them."""
    return set_up_modules(app, __name__, _PARTS)
