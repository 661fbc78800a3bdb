"""Markdown as other programs read it, where MyST or docutils loses content or warns needlessly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common import set_up_modules

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    "callouts",
    "code_languages",
    "heading_attributes",
    "html_anchors",
    "notebook_errors",
    "open_comments",
    "strikethrough",
    "thematic_breaks",
    "undefined_footnotes",
    "unpaired_tags",
    "web_addresses",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up the transforms and the parser of notebooks."""
    return set_up_modules(app, __name__, _PARTS)
