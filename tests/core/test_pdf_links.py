"""References as links of the PDF."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_bindery.pdf.links import LinkRenderer

BOOK = LinkRenderer({"one", "two", "genindex"}, "https://example.org/book/", ".html")
ALONE = LinkRenderer({"one", "two"}, "", ".html")


@pytest.mark.parametrize(
    ("links", "attributes", "expected"),
    [
        (BOOK, {"refid": "here"}, 'xref("one#here")'),
        (BOOK, {"refuri": "#here"}, 'xref("one#here")'),
        (BOOK, {"refuri": "%two#there"}, 'xref("two#there")'),
        (BOOK, {"refuri": "%two"}, 'xref("two#")'),
        (BOOK, {"refuri": "%genindex"}, 'xref("genindex#")'),
        (BOOK, {"refuri": "%guide#x"}, 'external("https://example.org/book/guide.html#x")'),
        (BOOK, {"refuri": "%search"}, "unlinked()"),
        (ALONE, {"refuri": "%guide#x"}, "unlinked()"),
        (ALONE, {"refuri": "page.html"}, "unlinked()"),
        (BOOK, {"refuri": "page.html"}, 'external("https://example.org/book/page.html")'),
        (ALONE, {"refuri": "mailto:a@example.org"}, 'external("mailto:a@example.org")'),
        (ALONE, {"refuri": "javascript:alert(1)"}, "unlinked()"),
        (BOOK, {"refuri": "DATA:text/plain,x"}, "unlinked()"),
        (ALONE, {"refuri": "https://example.org/" + "x" * 8000}, "unlinked()"),
        (ALONE, {"refuri": 'https://example.org/"x"'}, 'external("https://example.org/\\"x\\"")'),
    ],
)
def test_references_become_links_or_plain_text(
    links: LinkRenderer, attributes: dict[str, str], expected: str
) -> None:
    assert links.reference_call("one", nodes.reference("", "", **attributes)) == expected


def test_cross_references_in_a_list_with_pages_have_page_numbers() -> None:
    inside, outside = (nodes.reference("", "", refuri=uri) for uri in ("%two", "https://a.org/"))
    nodes.bullet_list("", nodes.list_item("", inside, outside), classes=["with-pages"])
    assert BOOK.reference_call("one", inside) == 'paged-xref("two#")'
    assert BOOK.reference_call("one", outside) == 'external("https://a.org/")'
