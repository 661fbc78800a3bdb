"""Every construct of reStructuredText, MyST and the extensions that writers use."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp

from .pdf_reading import ReadPdf, built

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def torture(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    """Return the book of all constructs, built once, without a warning."""
    source = tmp_path_factory.mktemp("torture") / "source"
    shutil.copytree(rootdir / "test-pdf-torture", source)
    app = SphinxTestApp("pdf", srcdir=source)
    try:
        pdf = built(app)
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
    return pdf


def on_page(pdf: ReadPdf, text: str) -> str:
    (page,) = (page for page in pdf.pages if text in page)
    return page


def test_it_passes_pdf_ua(torture: ReadPdf) -> None:
    assert torture.xmp["part"] == "1"


def test_no_link_leads_nowhere(torture: ReadPdf) -> None:
    targets = [link["/Dest"] for link in torture.annotations if "/Dest" in link]
    assert len(targets) > 20
    named = {str(name) for name in targets if isinstance(name, pikepdf.String)}
    assert named <= torture.destinations


def test_notes_stand_on_the_page_that_calls_them(torture: ReadPdf) -> None:
    assert "The named note." in on_page(torture, "Notes: the first")
    assert "A note called from a caption." in on_page(torture, "The caption of the figure")
    assert "A note called from a table." in on_page(torture, "The caption of the table")
    assert torture.tags["Note"] == 7


def test_headers_of_tables_are_tagged_and_spans_kept(torture: ReadPdf) -> None:
    assert torture.tags["Table"] == 5
    # Each table's header rows: 3, 2, twice 3, 12 and 3 cells.
    assert torture.tags["TH"] == 3 + 2 + 2 * 3 + 12 + 3
    attributes = [
        attribute
        for element in torture.elements
        if str(element.S) == "/TD" and "/A" in element
        for attribute in _listed(element["/A"])
    ]
    assert any(attribute.get("/ColSpan") == 2 for attribute in attributes)
    assert any(attribute.get("/RowSpan") == 2 for attribute in attributes)


def _listed(value: pikepdf.Object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def test_every_picture_and_formula_has_an_alternative_text(torture: ReadPdf) -> None:
    told = [element for element in torture.elements if str(element.S) in ("/Figure", "/Formula")]
    assert len(told) > 10
    assert all(str(element.get("/Alt", "")) for element in told)
    alternatives = {str(element["/Alt"]) for element in told}
    assert {
        "A wide orange field",
        "A caption and no alt.",
        "WebP",
        r"a^2 + b^2 = c^2",
    } <= alternatives


def test_a_picture_on_the_web_is_a_link(torture: ReadPdf) -> None:
    assert "https://example.org/remote.png" in torture.addresses


def test_boxes_have_titles(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    for title in ("Note A note.", "My own title Text.", "See also Another book.", "Todo A thing"):
        assert title in text


def test_tasks_show_what_is_done(torture: ReadPdf) -> None:
    page = on_page(torture, "open task")
    assert "☐ open task" in page
    assert "☑ done task" in page


def test_only_what_is_for_this_output_is_in_it(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    assert "Only in the PDF." in text
    assert "Only in HTML." not in text
    assert "Raw Typst." in text


def test_references_by_number_are_resolved(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    assert "Fig. 1.1, Table 1.1, Listing 1.1, (1.1)" in text
    assert "1.8 Formulas" in text
    assert text.rpartition("1.8 Formulas")[2].count("(1.1)") == 1


def test_titles_are_numbered_and_documents_below_are_sections(torture: ReadPdf) -> None:
    part, *_others = torture.outline
    assert part[0] == 'Part <1> & "only"'
    third = part[1][2]
    assert third[0] == "3 A chapter with documents below"
    assert third[1] == [
        (
            "3.1 A document below",
            [("3.1.1 Deeper", [("3.1.1.1 Even deeper", [("3.1.1.1.1 Deepest", [])])])],
        )
    ]


def test_code_stays_within_the_page(torture: ReadPdf) -> None:
    page = on_page(torture, "averyveryvery")
    assert "longname" in page.replace(" ", "").replace("\u200b", "")


def test_the_index_has_entries_subentries_and_pointers(torture: ReadPdf) -> None:
    page = next(text for text in torture.pages if text.startswith("Index"))
    number = torture.labels[torture.pages.index(on_page(torture, "Here stand cherries"))]
    for line in (f"apple, {number}", f"green, {number}", f"banana, {number}", f"cherry, {number}"):
        assert line in page
    assert "pomme, see apple" in page
    assert "fruit, see also apple" in page


def test_a_bibliography_entry_follows_its_label(torture: ReadPdf) -> None:
    assert "[AAT14] Ada Averylongfamily" in " ".join(torture.pages)


def test_titles_of_cards_tabs_and_dropdowns_stand_before_their_text(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    for pair in ("Card title Card text", "One First tab Two Second tab", "Dropdown title Hidden"):
        assert pair in text


def lefts(pdf: ReadPdf, page: str, pieces: list[str]) -> list[int]:
    """Return where on a page, in points from the left, the lines that begin with pieces begin."""
    found: dict[str, int] = {}

    def note(text: str, page_matrix: list[float], matrix: list[float], *_rest: object) -> None:
        for piece in pieces:
            if text.strip().startswith(piece):
                found.setdefault(piece, round(page_matrix[4] + matrix[4]))

    PdfReader(pdf.path).pages[pdf.pages.index(page)].extract_text(visitor_text=note)
    return [found[piece] for piece in pieces]


def test_index_and_bibliography_stand_in_two_columns_of_like_height(torture: ReadPdf) -> None:
    index = next(text for text in torture.pages if text.startswith("Index"))
    first, last = lefts(torture, index, ["apple", "pear"])
    assert last - first > 100
    bibliography = on_page(torture, "[AAT14] Ada")
    first, last = lefts(torture, bibliography, ["[AAT14", "[Exa15"])
    assert last - first > 100
