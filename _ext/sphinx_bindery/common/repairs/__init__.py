"""Repairs of documents for every output, and a check of conf.py; both extensions set them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common import set_up_modules

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_REPAIRS = (
    "conditional_sections",
    "empty_captions",
    "empty_headings",
    "empty_quotations",
    "forbidden_characters",
    "hidden_footnotes",
    "option_names",
    "quotation_marks",
    "shared_labels",
    "smart_quotes",
    "unbroken_words",
    "unsafe_links",
    "unusable_images",
    "wide_line_joins",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each repair."""
    return set_up_modules(app, __name__, _REPAIRS)
