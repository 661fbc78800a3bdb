"""The cover image: that of the project, or one typeset from title, authors and years."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from sphinx.util import logging

from sphinx_bindery.common.dates import format_years
from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.epub.images import SUFFIXES, SVG_TYPE, ImageError, read_image
from sphinx_bindery.epub.package.publication import Resource

if TYPE_CHECKING:
    from sphinx_bindery.metadata import BookMetadata

PATH = "cover.xhtml"
_PIXELS_PER_INCH = 240.0
"""1600 by 2560 pixels, as the large shops recommend."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover: the raster image that shops show, and a vector drawing if it is typeset."""

    image: Resource
    drawing: Resource | None = None

    def resources(self) -> list[Resource]:
        """Return the files of the cover."""
        return [self.image] if self.drawing is None else [self.image, self.drawing]


def find_cover(name: str, folder: Path, book: BookMetadata) -> Cover:
    """Return the cover; warn about an image that is missing or has no supported format.

    Args:
        name: The project's image; empty for a typeset cover.
        folder: The folder that ``name`` is relative to.
        book: The metadata of a typeset cover.
    """
    if name:
        try:
            image = read_image(Path(folder, name).read_bytes())
        except (OSError, ImageError) as error:
            _logger.warning(
                "bindery_cover: %s: %s; write the path of a PNG, JPEG, GIF, WebP or SVG image",
                name, error, type="bindery", subtype="cover",
            )  # fmt: skip
        else:
            href = f"cover{SUFFIXES[image.media_type]}"
            return Cover(Resource(href, image.media_type, image.data, ("cover-image",)))
    drawing, raster = typeset_cover(book)
    return Cover(
        Resource("cover.png", "image/png", raster, ("cover-image",)),
        Resource("cover.svg", SVG_TYPE, drawing),
    )


def typeset_cover(book: BookMetadata) -> tuple[bytes, bytes]:
    """Typeset a cover; return it as SVG and as PNG."""
    template = files("sphinx_bindery.epub").joinpath("template", "cover.typ").read_bytes()
    inputs = {
        "title": xml_text(book.title),
        "subtitle": xml_text(book.subtitle),
        "authors": xml_text(", ".join(author.name for author in book.authors)),
        "years": format_years(book.published_from, book.published),
        "lang": book.language.partition("-")[0].lower(),
    }
    is_covered = _embedded_fonts_cover("".join(inputs.values()))
    # a compiler loses a source given as bytes after its first document
    drawing, raster = (
        typst.Compiler(template, ignore_system_fonts=is_covered, sys_inputs=inputs).compile(
            format=kind, ppi=_PIXELS_PER_INCH
        )
        for kind in ("svg", "png")
    )
    return _single_page(drawing), _single_page(raster)


def _embedded_fonts_cover(text: str) -> bool:
    """Return whether Typst's embedded fonts have all characters (Latin, Greek, Cyrillic)."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2200 for c in text)


def _single_page(pages: object) -> bytes:
    page = pages[0] if isinstance(pages, list) else pages
    if not isinstance(page, bytes):
        message = "Typst returned no page for the cover"
        raise TypeError(message)
    return page
