"""What both extensions set up: repairs of documents for every output, and a check of conf.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_REPAIRS = (
    "conditional_sections",
    "empty_captions",
    "empty_headings",
    "empty_quotations",
    "forbidden_characters",
    "option_names",
    "shared_labels",
    "unsafe_links",
    "unusable_images",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each of them."""
    for name in _REPAIRS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
