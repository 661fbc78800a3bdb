"""Page breaks and the page list."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_bindery.epub.package.pagination import LENGTH, paginate
from sphinx_bindery.epub.package.pdf_pagination import paginate_like_pdf
from sphinx_bindery.epub.package.publication import NavPoint, PageBreak, play_order
from sphinx_bindery.epub.xhtml.markup import parse_page
from sphinx_bindery.pdf_pages import PdfPage

HALF = "x" * (LENGTH // 2)
FULL = "x" * LENGTH
NOTE = '<aside role="doc-footnote"><p>n</p></aside>'


def page(contents: str) -> etree._Element:
    return parse_page(
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<body><section>{contents}</section></body></html>".encode()
    )


def marked(contents: str) -> str:
    """Return the contents of a page after pagination, its breaks as ``[number]``."""
    tree = page(contents)
    paginate([("a.xhtml", tree)])
    for marker in list(tree.iterfind(".//*[@role='doc-pagebreak']")):
        marker.addprevious(etree.Element(f"n{marker.get('aria-label')}"))
        tail, previous = marker.tail, marker.getprevious()
        assert previous is not None
        previous.tail = tail
        marker.getparent().remove(marker)  # type: ignore[union-attr]
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(tree)
    found = etree.tostring(tree, encoding="unicode")
    return found.partition("<section>")[2].partition("</section></body>")[0]


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("", "<n1/>"),
        ("<p>short</p><p>short</p>", "<n1/><p>short</p><p>short</p>"),
        (f"<p>{FULL}</p><p>a</p>", f"<n1/><p>{FULL}</p><n2/><p>a</p>"),
        (f"<p>{HALF}</p><p>{HALF}</p><p>a</p>", f"<n1/><p>{HALF}</p><p>{HALF}</p><n2/><p>a</p>"),
        # spaces for the eye of the author count once
        (f"<p>{HALF}{' ' * LENGTH}</p><p>a</p>", f"<n1/><p>{HALF}{' ' * LENGTH}</p><p>a</p>"),
        # a heading stays with what it heads
        (f"<p>{FULL}</p><h2>h</h2><p>a</p>", f"<n1/><p>{FULL}</p><n2/><h2>h</h2><p>a</p>"),
        (f"<h2>{FULL}</h2><p>a</p><p>b</p>", f"<n1/><h2>{FULL}</h2><p>a</p><n2/><p>b</p>"),
        # in a list only items can hold the mark, in their first line
        (f"<p>{FULL}</p><ul><li>a</li></ul>", f"<n1/><p>{FULL}</p><n2/><ul><li>a</li></ul>"),
        (f"<ul><li>{FULL}</li><li>a</li></ul>", f"<n1/><ul><li>{FULL}</li><li><n2/>a</li></ul>"),
        (
            f"<ul><li>{FULL}</li><li><p>a</p></li></ul>",
            f"<n1/><ul><li>{FULL}</li><li><p><n2/>a</p></li></ul>",
        ),
        (
            f"<dl><dt>t</dt><dd>{FULL}</dd><dt>u</dt><dd>a</dd></dl>",
            f"<n1/><dl><dt>t</dt><dd>{FULL}</dd><dt><n2/>u</dt><dd>a</dd></dl>",
        ),
        # inside of a table, a note or a line of text there is none
        (
            f"<table><tr><td>{FULL}</td></tr><tr><td>a</td></tr></table><p>b</p>",
            f"<n1/><table><tr><td>{FULL}</td></tr><tr><td>a</td></tr></table><n2/><p>b</p>",
        ),
        (f"<div>{FULL}<em>a</em></div>", f"<n1/><div>{FULL}<em>a</em></div>"),
        # a footnote is on the page of the text before it; the text after it may begin the next
        *(
            (
                f"<p>{FULL}</p>{before}{NOTE}{NOTE}{after}",
                f"<n1/><p>{FULL}</p>{before}{NOTE}{NOTE}{after}",
            )
            for before, after in (
                ("", ""),
                ("<hr/>", ""),
                ("<div>", "</div>"),
                ("<hr/><section>", "</section>"),
            )
        ),
        (f"<p>{FULL}</p>{NOTE}<p>a</p>", f"<n1/><p>{FULL}</p>{NOTE}<n2/><p>a</p>"),
        (f"<p>{FULL}</p><hr/><p>a</p>{NOTE}", f"<n1/><p>{FULL}</p><n2/><hr/><p>a</p>{NOTE}"),
    ],
)
def test_page_breaks_stand_between_blocks(contents: str, expected: str) -> None:
    assert marked(contents) == expected


def test_every_document_begins_a_page_and_numbers_continue() -> None:
    pages = [("a.xhtml", page(f"<p>{FULL}</p><p>a</p>")), ("b.xhtml", page("<p id='page-3'>b</p>"))]
    breaks = paginate(pages)
    assert [(b.number, b.href) for b in breaks] == [
        (1, "a.xhtml#page-1"), (2, "a.xhtml#page-2"), (3, "b.xhtml#page-3-"),
    ]  # fmt: skip
    ids = [element.get("id") for _path, tree in pages for element in tree.iter()]
    assert {"page-1", "page-2", "page-3", "page-3-"} <= set(ids)


def test_pages_of_the_pdf_begin_at_blocks() -> None:
    tree = page(
        "<p id='bindery-block-1'>a</p><p id='own'>b</p>"
        "<ul><li><p id='bindery-block-2'>c</p></li></ul>"
        "<section id='s'><h2>d</h2><p id='bindery-block-3'>e</p></section><p id='page-9'>f</p>"
    )
    tree[0][0].set("id", "top")
    places = {
        "a.xhtml#top": PdfPage(3, "iii"),
        "a.xhtml#bindery-block-1": PdfPage(3, "iii"),
        "a.xhtml#own": PdfPage(3, "iii"),
        "a.xhtml#bindery-block-2": PdfPage(9, "1"),
        "a.xhtml#s": PdfPage(8, "0"),  # not before what precedes it
        "a.xhtml#bindery-block-3": PdfPage(10, "2"),
        "b.xhtml#bindery-block-3": PdfPage(11, "3"),
    }
    breaks = paginate_like_pdf([("a.xhtml", tree)], places)
    assert [(b.number, b.label, b.href) for b in breaks] == [
        (1, "iii", "a.xhtml#page-3"), (2, "1", "a.xhtml#page-9-"), (3, "2", "a.xhtml#page-10"),
    ]  # fmt: skip
    markers = tree.iterfind(".//*[@role='doc-pagebreak']")
    assert [(etree.QName(m).localname, m.get("aria-label"), m.tail) for m in markers] == [
        ("div", "iii", None), ("span", "1", "c"), ("span", "2", "e"),
    ]  # fmt: skip
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert ids == ["top", "page-3", "own", "page-9-", "s", "page-10", "page-9"]


def test_play_order_is_the_reading_order() -> None:
    below = NavPoint("Below", "c.xhtml")
    toc = [NavPoint("A", "a.xhtml"), NavPoint("B", "b.xhtml", (below,))]
    breaks = [PageBreak(1, "a.xhtml#p"), PageBreak(2, "a.xhtml#q"), PageBreak(3, "c.xhtml#p")]
    order = play_order(["a.xhtml", "b.xhtml", "c.xhtml"], toc, breaks)
    assert list(order) == [toc[0], breaks[0], breaks[1], toc[1], below, breaks[2]]
    assert list(order.values()) == [1, 2, 3, 4, 5, 6]
