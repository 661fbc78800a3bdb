"""Page breaks that do not depend on the screen and the type size.

A book without a print edition has no page numbers to cite. Each document begins a page, and the
first block after 1,500 characters, about the length of a printed page, begins the next. A footnote
begins none: it is on the page of the text before it.

Source: EPUB Accessibility Techniques 1.1, 3.1 (page navigation),
https://www.w3.org/TR/epub-a11y-tech-11/#sec-page-nav.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from sphinx_bindery.epub.package.publication import PageBreak
from sphinx_bindery.epub.xhtml.markup import ids_of, local_name, text_of, unused_id
from sphinx_bindery.epub.xhtml.vocabulary import EPUB, FLOW_ONLY, HEADINGS, XHTML, xhtml

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH = 1500
"""The minimum length of a page in characters; whitespace is collapsed."""

_BOXES = frozenset({"blockquote", "body", "dd", "div", "li", "section"})
"""Elements in which a page break may stand between two blocks."""

_NOTE = "doc-footnote"
_LISTS = frozenset({"dl", "ol", "ul"})


def paginate(pages: Iterable[tuple[str, etree._Element]]) -> tuple[PageBreak, ...]:
    """Insert page breaks into pages, and return them in reading order.

    Args:
        pages: Paths and pages, in reading order; the pages are changed.
    """
    breaks: list[PageBreak] = []
    for path, page in pages:
        body = page.find(xhtml("body"))
        if body is not None:
            _Pagination(path, breaks, ids_of(page)).document(body)
    return tuple(breaks)


@dataclass(slots=True)
class _Pagination:
    """The page breaks in the page of one document.

    Attributes:
        path: The path of the page.
        breaks: The page breaks so far; those of this page are appended.
        ids: The ids on the page.
        count: The number of characters since the last page break.
        keep_with_next: Whether no page break may follow the last block, such as a heading.
    """

    path: str
    breaks: list[PageBreak]
    ids: set[str]
    count: int = 0
    keep_with_next: bool = False

    def document(self, body: etree._Element) -> None:
        section = body.find(xhtml("section"))
        (body if section is None else section).insert(0, self._marker("div"))
        self._box(body)

    def _box(self, box: etree._Element) -> None:
        self._add(box.text)
        for child in list(box):
            if self._is_due() and _is_block(child) and not _begins_notes(child):
                child.addprevious(self._marker("div"))
            self._block(child)
            self._add(child.tail)

    def _block(self, block: etree._Element) -> None:
        name = local_name(block) if _in_xhtml(block) else ""
        if name in _LISTS or block.get("role") == "list":
            self._list(block)
        elif name in _BOXES:
            self._box(block)
        else:
            self._add(text_of(block))
            self.keep_with_next = self.keep_with_next or name in HEADINGS

    def _list(self, block: etree._Element) -> None:
        """Insert page breaks into the items of a list, which must not have other children."""
        for item in list(block):
            start = _start_of(item)
            if start is not None and self._is_due():
                marker = self._marker("span")
                marker.tail, start.text = start.text, None
                start.insert(0, marker)
            self._block(item)
            if local_name(item) == "dt":
                self.keep_with_next = True

    def _is_due(self) -> bool:
        return self.count >= LENGTH and not self.keep_with_next

    def _add(self, text: str | None) -> None:
        words = (text or "").split()
        self.count += len(" ".join(words))
        self.keep_with_next = self.keep_with_next and not words

    def _marker(self, name: str) -> etree._Element:
        number = len(self.breaks) + 1
        identifier = unused_id(f"page-{number}", self.ids)
        self.ids.add(identifier)
        self.breaks.append(PageBreak(number, f"{self.path}#{identifier}"))
        self.count = 0
        return page_break_marker(name, identifier, str(number))


def page_break_marker(name: str, identifier: str, number: str) -> etree._Element:
    """Return the empty element that marks a page break.

    Args:
        name: The name of the element.
        identifier: Its id.
        number: The number of the page that begins.
    """
    marker = etree.Element(xhtml(name), id=identifier, role="doc-pagebreak")
    marker.set(f"{{{EPUB}}}type", "pagebreak")
    marker.set("aria-label", number)
    return marker


def _start_of(item: etree._Element) -> etree._Element | None:
    """Return the element with an item's first line of text, None if it has none."""
    if (item.text or "").strip() or not len(item):
        return item
    first = item[0]
    if local_name(first) == "p":
        return first
    return None if _is_block(first) else item


def _begins_notes(element: etree._Element) -> bool:
    """Return whether an element is a footnote, has only footnotes, or is the line above one."""
    if local_name(element) == "hr":
        after = element.getnext()
        return after is not None and _is_notes(after)
    return _is_notes(element)


def _is_notes(element: etree._Element) -> bool:
    if element.get("role") == _NOTE:
        return True
    return len(element) > 0 and not (element.text or "").strip() and all(map(_is_notes, element))


def _is_block(element: etree._Element) -> bool:
    return _in_xhtml(element) and local_name(element) in FLOW_ONLY


def _in_xhtml(element: etree._Element) -> bool:
    return etree.QName(element).namespace == XHTML
