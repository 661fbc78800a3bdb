"""Page breaks where the pages of the PDF begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.epub.package.pagination import page_break_marker
from sphinx_bindery.epub.package.publication import PageBreak
from sphinx_bindery.epub.xhtml.markup import ids_of, unused_id
from sphinx_bindery.epub.xhtml.vocabulary import xhtml
from sphinx_bindery.pdf_pages import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from sphinx_bindery.pdf_pages import PdfPage

_BLOCKS = {xhtml("section"): "div", xhtml("p"): "span", xhtml("dt"): "span"}
"""Elements that may begin a page, and the element that marks the page break at their start."""


def paginate_like_pdf(
    pages: Iterable[tuple[str, etree._Element]], places: Mapping[str, PdfPage]
) -> tuple[PageBreak, ...]:
    """Insert page breaks into pages, and return them in reading order.

    The first block that begins on a page of the PDF gets the page break. A page on which no block
    begins, such as one within a long paragraph or table, has none.

    Args:
        pages: Paths and pages, in reading order; the pages are changed.
        places: The pages of the PDF by path and id of a block, as ``path#id``.
    """
    breaks: list[PageBreak] = []
    current = 0
    for path, page in pages:
        ids = ids_of(page)
        for element in list(page.iter(*_BLOCKS)):
            name = element.get("id", "")
            place = places.get(f"{path}#{name}")
            if place and place.place > current:
                current = place.place
                identifier = unused_id(f"page-{place.place}", ids)
                ids.add(identifier)
                number = len(breaks) + 1
                breaks.append(PageBreak(number, f"{path}#{identifier}", place.number))
                marker = page_break_marker(_BLOCKS[str(element.tag)], identifier, place.number)
                marker.tail, element.text = element.text, None
                element.insert(0, marker)
            if name.startswith(BLOCK):
                del element.attrib["id"]
    return tuple(breaks)
