"""Page numbers and addresses after the links of a printed document."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_bindery.pdf.links import Link
from sphinx_bindery.pdf.translator.printed_links import PrintedLinks

FAR = "word " * 500


def document(*children: nodes.Node) -> nodes.document:
    found = new_document("one")
    found += children
    return found


def paragraph(*children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.paragraph:
    return nodes.paragraph("", "", *children, classes=[*classes])


def reference(text: str = "there", classes: tuple[str, ...] = ()) -> nodes.reference:
    return nodes.reference("", "", nodes.inline(text, text, classes=[*classes]))


def links(doctree: nodes.document, addresses: str | None = "notes") -> PrintedLinks:
    return PrintedLinks("one", addresses, doctree)


def test_the_first_reference_to_another_document_has_its_page() -> None:
    first, second = reference(), reference()
    printed = links(document(paragraph(first, second)))
    assert printed.after(Link("two#"), first) == '#page-mention("two#");'
    assert printed.after(Link("two#"), second) == ""
    assert printed.after(Link("two#part"), second) == '#page-mention("two#part");'


@pytest.mark.parametrize("name", ["entries", "post-list"])
def test_each_reference_in_a_list_of_posts_has_its_page(name: str) -> None:
    first, listed, again = reference(), reference(), reference()
    items = nodes.container("", paragraph(listed), paragraph(again), classes=[name])
    printed = links(document(paragraph(first), items))
    shown = [printed.after(Link("two#"), node) for node in (first, listed, again)]
    assert shown == ['#page-mention("two#");'] * 3


def test_a_near_place_of_the_same_document_needs_no_page() -> None:
    near, far = reference(), reference()
    near_section = nodes.section("", ids=["near"])
    far_section = nodes.section("", paragraph(far), ids=["far"])
    doctree = document(paragraph(near), near_section, paragraph(nodes.Text(FAR)), far_section)
    printed = links(doctree)
    assert printed.after(Link("one#near"), near) == ""
    assert printed.after(Link("one#far"), near) == '#page-mention("one#far");'
    assert printed.after(Link("one#near"), far) == '#page-mention("one#near");'
    # the document itself begins with its title
    assert printed.after(Link("one#"), far) == '#page-mention("one#");'


@pytest.mark.parametrize(
    ("around", "inside", "expected"),
    [
        ((), (), True),
        ((), ("std-term",), False),
        ((), ("tag",), False),
        (("byline",), (), False),
        (("byline", "previous"), (), True),
        (("bibtex-citation",), (), False),
        (("with-pages",), (), False),
        (("toctree-wrapper",), (), False),
    ],
)
def test_references_that_have_pages(
    around: tuple[str, ...], inside: tuple[str, ...], expected: bool
) -> None:
    node = reference(classes=inside)
    printed = links(document(nodes.container("", paragraph(node), classes=[*around])))
    assert bool(printed.after(Link("two#"), node)) is expected


def test_a_picture_has_no_page() -> None:
    node = nodes.reference("", "", nodes.image(uri="a.png"))
    assert links(document(paragraph(node))).after(Link("two#"), node) == ""


def test_an_address_has_one_note() -> None:
    node = reference()
    printed = links(document(paragraph(node)))
    link = Link(address="https://a.org/b")
    first, again = printed.after(link, node), printed.after(link, node)
    assert first == '#footnote[#web-address("https://a.org/b");]#label("one#%address-1");'
    assert again == '#footnote(label("one#%address-1"));'
    other = printed.after(Link(address="mailto:a@b.org"), node)
    assert "mailto" not in other
    assert '#label("one#%address-2");' in other


def test_in_a_note_the_address_follows_the_text() -> None:
    node = reference()
    printed = links(document(paragraph(node)))
    assert printed.after(Link(address="https://a.org"), node, in_note=True).startswith(" (#web")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.org/", "https://a.org"),
        ("a.org", "https://www.a.org/"),
        ("ann@a.org", "mailto:ann@a.org"),
        (
            "https://a.org/c/0123456789ab",
            "https://a.org/c/0123456789abcdef0123456789abcdef01234567",
        ),
    ],
)
def test_an_address_that_is_the_text_is_not_repeated(text: str, address: str) -> None:
    node = reference(text)
    assert links(document(paragraph(node))).after(Link(address=address), node) == ""


def test_a_list_of_addresses() -> None:
    node = reference()
    printed = links(document(paragraph(node)), "list")
    assert printed.listed() == ""
    marks = [printed.after(Link(address=address), node) for address in ("s:a", "s:b", "s:a")]
    assert marks == ["#address-mark(1);", "#address-mark(2);", "#address-mark(1);"]
    assert printed.listed().strip().startswith("#address-list((")


@pytest.mark.parametrize("addresses", [None, "none"])
def test_without_addresses(addresses: str | None) -> None:
    node = reference()
    printed = links(document(paragraph(node)), addresses)
    assert printed.after(Link(address="https://a.org"), node) == ""
    assert printed.listed() == ""
    assert bool(printed.after(Link("two#"), node)) is (addresses is not None)


def test_plain_text_has_nothing() -> None:
    node = reference()
    assert links(document(paragraph(node))).after(Link(), node) == ""
