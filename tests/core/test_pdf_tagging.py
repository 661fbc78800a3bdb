"""The tags of a PDF that Typst made: texts beside inline elements, and lists."""

from __future__ import annotations

import io

import pikepdf
import pytest

from sphinx_bindery.pdf.typst.tagging import complete_tags

from .test_pdf_row_headers import pdf_of

LINK = '#link("https://example.org/")[there]'


def tree(pdf: bytes) -> list[object]:
    """Return the paragraphs as nested lists: kinds of elements, and the numbers of texts."""

    def below(element: pikepdf.Dictionary) -> list[object]:
        children = element.get("/K", [])
        found: list[object] = [str(element.S)[1:]]
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, int):
                found.append(child)
            elif "/MCID" in child:
                found.append("on another page")
            elif "/S" in child:
                found.append(below(child))
        return found

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.check_pdf_syntax()) == []
        (document,) = opened.Root.StructTreeRoot.K
        return [below(child) for child in document.K]


def test_text_after_a_link_is_in_a_span() -> None:
    pdf = complete_tags(pdf_of(f"Go {LINK} and {LINK}."), 0)
    assert pdf.complete
    assert tree(pdf.content) == [
        ["P", 0, ["Link", 1], ["Span", 2], ["Link", 3], ["Span", 4]],
    ]


def test_the_page_names_the_span_as_the_owner_of_its_text() -> None:
    with pikepdf.open(io.BytesIO(complete_tags(pdf_of(f"Go {LINK} now."), 0).content)) as opened:
        parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        owners = parents[int(opened.pages[0].StructParents)]
        assert [str(owner.S) for owner in owners] == ["/P", "/Link", "/Span"]
        assert owners[0] == owners[2].P


@pytest.mark.parametrize("text", ["Text alone.", f"Go {LINK}", "*Strong*", "= Heading"])
def test_a_pdf_without_such_texts_is_kept(text: str) -> None:
    before = pdf_of(text)
    assert complete_tags(before, 0).content == before


def test_a_paragraph_on_two_pages_keeps_its_texts() -> None:
    words = "words that fill the page " * 250
    before = pdf_of(f"{words} {LINK} {words}")
    after = complete_tags(before, 0).content
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
        assert len(new.pages) > 1
        for was, now in zip(old.pages, new.pages, strict=True):
            assert was.Contents.read_bytes() == now.Contents.read_bytes()
    (paragraph,) = tree(after)
    assert isinstance(paragraph, list)
    kinds = [child[0] for child in paragraph if isinstance(child, list)]
    assert kinds == ["Link", "Span", "Span"]  # the texts after the link are on two pages
    assert isinstance(paragraph[-1], list)


@pytest.mark.parametrize("standard", ["a-1a", "a-2a", "ua-1"])
def test_the_standard_keeps_its_version(standard: str) -> None:
    before = pdf_of(f"Go {LINK} now.", standard)
    after = complete_tags(before, 0).content
    assert after[:8] == before[:8]
    assert (b"/ObjStm" in after) is (standard != "a-1a")


def test_items_without_a_marker_or_a_text_of_their_own_have_no_empty_tags() -> None:
    source = "#list(marker: none, [One], [Two])\n#terms(terms.item([Three], list([Four])))"
    kinds = str(tree(complete_tags(pdf_of(source), 0).content))
    assert "['LI', ['LBody', " in kinds
    assert "['Lbl']" not in kinds
    assert "['LBody']" not in kinds
