"""The PDF that Typst wrote: its page count, its fonts, and code points in its text strings."""

from __future__ import annotations

import io
import re

import typst
from sphinx.util import logging

from sphinx_bindery.pdf.typst.escape import ZERO_WIDTH_SPACE

_logger = logging.getLogger(__name__)
_CODE_POINT = re.compile(f"\u2039U\\+([0-9A-F]{{4,6}})\u203a{ZERO_WIDTH_SPACE}?")
_TEXTS = ("/Title", "/Alt", "/ActualText", "/T", "/E", "/Contents")
"""The keys of text strings that viewers show in fonts of theirs, such as titles of bookmarks."""


def system_font_names(content: bytes) -> list[str]:
    """Return the names of the fonts in a PDF that are not Typst's own, without styles, sorted."""
    import pikepdf  # noqa: PLC0415 (takes 0.2 s)

    families = typst.Fonts(include_system_fonts=False).families()
    embedded = {re.sub("[^a-z0-9]", "", family.lower()) for family in families} | {"newcm"}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = {
            str(item["/FontName"]).lstrip("/").rpartition("+")[2]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
        }
    found = {name.partition("-")[0] for name in names}
    return sorted(
        name
        for name in found
        if not any(re.sub("[^a-z0-9]", "", name.lower()).startswith(family) for family in embedded)
    )


def with_characters(content: bytes) -> bytes:
    """Return a PDF with characters in place of code points in text strings, such as bookmarks.

    Typst takes the titles of bookmarks from the printed headings, in which code points stand for
    characters without a glyph.
    """
    import pikepdf  # noqa: PLC0415 (takes 0.2 s)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                for key in _TEXTS:
                    value = item.get(key)
                    if isinstance(value, pikepdf.String) and _CODE_POINT.search(str(value)):
                        item[key] = _CODE_POINT.sub(_character, str(value))
        output = io.BytesIO()
        pdf.save(output, fix_metadata_version=False, deterministic_id=True)
    return output.getvalue()


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def log_machine_fonts(content: bytes) -> None:
    """Log the fonts of the machine that are in a PDF."""
    if names := system_font_names(content):
        message = (
            "fonts: %s of this machine have what the fonts of the book lack; for the same "
            "bytes on every machine, copy them to a folder of bindery_font_paths"
        )
        _logger.info(message, ", ".join(names))


def page_count(content: bytes) -> int:
    """Return the number of pages of a PDF."""
    import pikepdf  # noqa: PLC0415 (takes 0.2 s)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
