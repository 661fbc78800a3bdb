"""The cover: made from the book's own words, as a drawing and as the raster that shops ask for."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import typst

from .markup import xml_text

if TYPE_CHECKING:
    from bindery.metadata import BookMetadata

_PIXELS_PER_INCH = 240.0
"""1600 by 2560 pixels: what the large shops recommend."""


def make_cover(book: BookMetadata) -> tuple[bytes, bytes]:
    """Draw the cover; return it as SVG and as PNG, the same bytes for the same facts."""
    template = files(__package__).joinpath("template", "cover.typ").read_bytes()
    inputs = {
        "title": xml_text(book.title),
        "subtitle": xml_text(book.subtitle),
        "authors": xml_text(", ".join(author.name for author in book.authors)),
        "year": book.published[:4],
        "lang": book.language.partition("-")[0].lower(),
    }
    european = _in_european_script("".join(inputs.values()))
    # A compiler forgets a source given as bytes after its first document.
    drawing, raster = (
        typst.Compiler(template, ignore_system_fonts=european, sys_inputs=inputs).compile(
            format=kind, ppi=_PIXELS_PER_INCH
        )
        for kind in ("svg", "png")
    )
    return _one(drawing), _one(raster)


def _in_european_script(text: str) -> bool:
    """Tell whether the embedded fonts have all characters, so that no other font is needed."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2200 for c in text)


def _one(pages: object) -> bytes:
    page = pages[0] if isinstance(pages, list) else pages
    if not isinstance(page, bytes):
        message = "Typst made no cover"
        raise TypeError(message)
    return page
