"""The PDF for a print shop: page boxes, inks, opaque images, blank pages, PDF/X."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from sphinx_bindery.print.page_counts import ANY_SHOP, PageCounts, blank_pages
from sphinx_bindery.print.press.inks import Inks
from sphinx_bindery.print.press.pdf_images import (
    convert_images,
    remove_groups,
    transparent_pages,
)
from sphinx_bindery.print.press.pdf_streams import page_operators
from sphinx_bindery.print.press.pdfx import claim_pdfx, obstacles
from sphinx_bindery.print.press.resolution import PlacedImage, placed_images

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN_KEYS = (
    *("/Outlines", "/PageMode", "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Names"),
    *("/Dests", "/ViewerPreferences", "/OpenAction", "/AcroForm"),
)
"""The entries of the catalog that a press ignores: bookmarks, tags, metadata and actions."""

SCREEN_PAGE_KEYS = ("/Annots", "/StructParents", "/Tabs", "/AA")
"""The same for pages, such as links."""


@dataclass(frozen=True, slots=True)
class PressFile:
    """A PDF for a press.

    Attributes:
        content: The PDF.
        pages: Its page count.
        images: The images as pages show them, in order.
        is_pdfx: Whether it claims PDF/X-1a.
        problems: What a shop may refuse, each with the page, from 1, or 0 for the whole file.
    """

    content: bytes
    pages: int
    images: tuple[PlacedImage, ...]
    is_pdfx: bool
    problems: tuple[tuple[int, str], ...]


def make_press_file(
    content: bytes, *, only_black: bool, counts: PageCounts = ANY_SHOP
) -> PressFile:
    """Turn a PDF of Typst into one for a press.

    Args:
        content: The PDF. Its pages are as large as the trim size, or have a TrimBox.
        only_black: Whether all colors become grays.
        counts: The page counts that the shop binds.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        images = tuple(placed_images(pdf))
        problems = [
            *Inks(only_black).convert(pdf),
            *convert_images(pdf, only_black=only_black),
            *((page, "there is transparency") for page in transparent_pages(pdf)),
        ]
        _remove_screen_features(pdf)
        _add_blank_pages(pdf, counts)
        _set_boxes(pdf)
        if not transparent_pages(pdf):
            remove_groups(pdf)
        is_pdfx = not problems and not obstacles(pdf)
        if is_pdfx:
            claim_pdfx(pdf)
        output = io.BytesIO()
        pdf.save(
            output,
            # PDF 1.3 has no object streams
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version="1.3" if is_pdfx else pdf.pdf_version,
        )
        pages = len(pdf.pages)
        return PressFile(output.getvalue(), pages, images, is_pdfx, tuple(problems))


def _remove_screen_features(pdf: pikepdf.Pdf) -> None:
    _remove(pdf.Root, SCREEN_KEYS)
    for page in pdf.pages:
        _remove(page.obj, SCREEN_PAGE_KEYS)


def _remove(dictionary: pikepdf.Object, keys: Sequence[str]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _add_blank_pages(pdf: pikepdf.Pdf, counts: PageCounts) -> None:
    """Add blank pages as large as the pages on the same side of a leaf."""
    last = pdf.pages[-1]
    needed = blank_pages(len(pdf.pages), counts, last_is_blank=_is_blank(last))
    for _number in range(needed):
        like = pdf.pages[max(len(pdf.pages) - 2, 0)].obj
        page = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        for key in ("/MediaBox", "/TrimBox"):
            if key in like:
                page[key] = like[key]
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _is_blank(page: pikepdf.Page) -> bool:
    """Return whether a page has no text, no images, and neither rectangles nor lines."""
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    if any(key in resources and resources[key] for key in ("/Font", "/XObject")):
        return False
    operators = page_operators(page)
    return not (b" re" in operators or b" l" in operators)


def _set_boxes(pdf: pikepdf.Pdf) -> None:
    """Give each page a TrimBox, and a BleedBox as large as the sheet: Typst adds no marks."""
    for page in pdf.pages:
        media = page.obj.get("/MediaBox", page.mediabox)
        page.obj.MediaBox = media
        if "/TrimBox" not in page.obj:
            page.obj.TrimBox = media
        page.obj.BleedBox = media
        _remove(page.obj, ("/CropBox", "/ArtBox"))
