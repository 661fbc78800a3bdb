"""The cover: the user's own picture, or one made from the book's words.

It is made as a drawing, for the page, and as the raster that shops ask for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from sphinx.locale import _
from sphinx.util import logging

from sphinx_bindery.common.dates import format_years
from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.epub.images import SUFFIXES, SVG_TYPE, PictureError, read_picture
from sphinx_bindery.epub.package.publication import XHTML_TYPE, Resource
from sphinx_bindery.epub.package.templates import render

if TYPE_CHECKING:
    from sphinx_bindery.epub.xhtml.pages import Look
    from sphinx_bindery.metadata import BookMetadata

PATH = "cover.xhtml"
_PIXELS_PER_INCH = 240.0
"""1600 by 2560 pixels: what the large shops recommend."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover: the picture that shops and shelves show, and a drawing of it where there is one."""

    picture: Resource
    drawing: Resource | None = None

    def files(self) -> list[Resource]:
        """Return what goes into the package."""
        return [self.picture] if self.drawing is None else [self.picture, self.drawing]

    def page(self, book: BookMetadata, look: Look) -> Resource:
        """Return the page that shows it; its text alternative is what stands on it."""
        words = [book.title, book.subtitle, *(author.name for author in book.authors)]
        data = render(
            "cover.xhtml.jinja",
            language=look.language,
            direction=look.direction,
            title=_("Cover"),
            root="",
            matter="frontmatter",
            image=self.picture.href,
            drawing="" if self.drawing is None else self.drawing.href,
            alt=". ".join(word for word in [*words, _years(book)] if word),
        )
        return Resource(PATH, XHTML_TYPE, data)


def find_cover(name: str, folder: Path, book: BookMetadata) -> Cover:
    """Return the cover.

    Args:
        name: the user's picture, empty for none. One that is no picture warns.
        folder: where ``name`` is seen from.
        book: what a cover that is made says.
    """
    if name:
        try:
            picture = read_picture(Path(folder, name).read_bytes())
        except (OSError, PictureError) as error:
            _logger.warning(
                "bindery_cover: %s: %s; a cover is made instead",
                name, error, type="bindery", subtype="cover",
            )  # fmt: skip
        else:
            href = f"cover{SUFFIXES[picture.media_type]}"
            return Cover(Resource(href, picture.media_type, picture.data, ("cover-image",)))
    drawing, raster = make_cover(book)
    return Cover(
        Resource("cover.png", "image/png", raster, ("cover-image",)),
        Resource("cover.svg", SVG_TYPE, drawing),
    )


def make_cover(book: BookMetadata) -> tuple[bytes, bytes]:
    """Draw the cover; return it as SVG and as PNG, the same bytes for the same facts."""
    template = files("sphinx_bindery.epub").joinpath("template", "cover.typ").read_bytes()
    inputs = {
        "title": xml_text(book.title),
        "subtitle": xml_text(book.subtitle),
        "authors": xml_text(", ".join(author.name for author in book.authors)),
        "years": _years(book),
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


def _years(book: BookMetadata) -> str:
    return format_years(book.published_from, book.published)


def _in_european_script(text: str) -> bool:
    """Tell whether the embedded fonts have all characters, so that no other font is needed."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2200 for c in text)


def _one(pages: object) -> bytes:
    page = pages[0] if isinstance(pages, list) else pages
    if not isinstance(page, bytes):
        message = "Typst made no cover"
        raise TypeError(message)
    return page
