"""Every construct of reStructuredText, MyST and the extensions that writers use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdf import PdfReader

from .pdf_reading import ReadPdf, built_copy, structure

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def torture(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    """Return the book of all constructs, built once, without a warning."""
    source = tmp_path_factory.mktemp("torture") / "source"
    return built_copy(rootdir / "test-pdf-torture", source)


def on_page(pdf: ReadPdf, text: str) -> str:
    (page,) = (page for page in pdf.pages if text in page)
    return page


def test_conforms_to_pdf_ua(torture: ReadPdf) -> None:
    assert torture.xmp["part"] == "1"


def test_all_internal_links_have_targets(torture: ReadPdf) -> None:
    assert sum("/Dest" in link for link in torture.annotations) > 20
    assert torture.dangling == []


def test_footnotes_are_on_the_page_of_their_reference(torture: ReadPdf) -> None:
    assert "The named note." in on_page(torture, "Notes: the first")
    assert "A note called from a caption." in on_page(torture, "The legend. ")
    assert "A note called from a table." in on_page(torture, "The caption of the table")
    assert torture.tags["Note"] == 10


def test_headers_of_tables_are_tagged_and_spans_kept(torture: ReadPdf) -> None:
    assert torture.tags["Table"] == 11
    scopes = Counter(str(a["/Scope"]) for a in table_attributes(torture, "/TH"))
    # The cells of header rows, in the order of the book; a row of two rows counts twice.
    columns = 3 + 2 + 2 * 4 + 12 + 3 + 2 + 3 + 2 + 4 + 16
    # The rows of the three tables with a header column.
    assert scopes == {"/Column": columns, "/Row": 4 + 3 + 2}
    spans = [
        (int(a.get("/ColSpan", 1)), int(a.get("/RowSpan", 1)))
        for a in table_attributes(torture, "/TD")
    ]
    assert spans.count((2, 1)) == 1
    assert spans.count((1, 2)) == 1


def test_cells_of_a_table_with_a_header_column_find_all_headers_by_scope(torture: ReadPdf) -> None:
    tables = [element for element in torture.elements if str(element.S) == "/Table"]
    for table in tables:
        cells = [(str(cell.S), a) for cell in below(table) for a in of_tables(cell)]
        rows = any(a.get("/Scope") == "/Row" for _kind, a in cells)
        assert not (rows and any("/Headers" in a for kind, a in cells if kind == "/TD"))


def test_a_table_without_headers_is_not_tagged_as_a_table(torture: ReadPdf) -> None:
    assert on_page(torture, "5 6 and 7")
    assert all(
        any(str(cell.S) == "/TH" for cell in below(table))
        for table in torture.elements
        if str(table.S) == "/Table"
    )


def below(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    """Return the child elements of a structure element."""
    return list(structure(element.K)) if "/K" in element else []


def of_tables(cell: pikepdf.Dictionary) -> list[pikepdf.Object]:
    """Return the table attributes of a structure element."""
    listed = _listed(cell["/A"]) if "/A" in cell else []
    return [attribute for attribute in listed if attribute.get("/O") == "/Table"]


def table_attributes(pdf: ReadPdf, kind: str) -> list[pikepdf.Object]:
    return [a for e in pdf.elements if str(e.S) == kind for a in of_tables(e)]


def _listed(value: pikepdf.Object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def test_images_and_formulas_have_alternative_texts(torture: ReadPdf) -> None:
    tagged = [element for element in torture.elements if str(element.S) in ("/Figure", "/Formula")]
    assert len(tagged) > 10
    assert all(str(element.get("/Alt", "")) for element in tagged)
    alternatives = {str(element["/Alt"]) for element in tagged}
    assert {
        "A wide orange field",
        "A caption and no alt.",
        "WebP",
        r"a^2 + b^2 = c^2",
    } <= alternatives


def test_a_remote_image_becomes_a_link(torture: ReadPdf) -> None:
    assert "https://example.org/remote.png" in torture.addresses


def test_admonitions_have_titles(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    for title in ("Note A note.", "My own title Text.", "See also Another book.", "Todo A thing"):
        assert title in text


def test_task_lists_have_checkboxes(torture: ReadPdf) -> None:
    page = on_page(torture, "open task")
    assert "☐ open task" in page
    assert "☑ done task" in page


def test_only_directives_are_evaluated_for_the_pdf(torture: ReadPdf) -> None:
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
    assert "longname" in page.replace(" ", "")


def test_the_index_has_entries_subentries_and_pointers(torture: ReadPdf) -> None:
    page = next(text for text in torture.pages if text.startswith("Index"))
    number = torture.labels[torture.pages.index(on_page(torture, "Here stand cherries"))]
    for line in (f"apple, {number}", f"green, {number}", f"banana, {number}", f"cherry, {number}"):
        assert line in page
    assert "pomme, see apple" in page
    assert "fruit, see also apple" in page


def test_a_bibliography_entry_follows_its_label(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    assert "Averylongfamilyname et al. 2014 Ada Averylongfamilyname, Bea" in text
    assert "Example 2015 Dora Example." in text


def test_words_of_a_bibliography_in_columns_are_whole(torture: ReadPdf) -> None:
    title = "A page about interoperability, considerations on communities, and documentation"
    assert title in on_page(torture, "Example 2015 Dora")


def test_titles_of_cards_tabs_and_dropdowns_precede_their_content(torture: ReadPdf) -> None:
    text = " ".join(torture.pages)
    for pair in (
        "Card title Card text", "One First tab Two Second tab", "Dropdown title Hidden",
        "Header A card Body of the card Footer", "An open drop-down Shown.",
        "First of the carousel One", "plain linked to a section",
    ):  # fmt: skip
        assert pair in text


@pytest.mark.parametrize(
    "piece",
    [
        "the replaced text, ©, 1.0.", "Picture 1.1, Section 4.1", "ISBN (International Standard",
        "Attention Attend.", "Caution Be careful.", "Error An error.", "Hint A hint.",
        "Important It matters.", "A box in a box.", "Changed in version 1.1: Changed.",
        "Removed in version 3.0: Removed.", "In a container of an unknown class.",
        "Listing 4.1 Part of a file 1 def greet", "An included paragraph.", "class shelf.Shelf[T]",
        "property books: list[T]", "add(book: T, /, *rest: T) → None Adds.", "@shelf.once",
        "struct node int value", "template<typename T, typename U>", "makeBook(title, [pages])",
        ".. shelf:: name :wide:", "-o <file>, --output <file> Where to.", "shelf_size Type: int",
        "textwrap.dedent(text) Remove any common", "Term, Other term What it means",
        "HTML (HyperText Markup Language)", "A quotation – with a dash",
        "Line one Line two", "↗ in a line.", "↗ https://example.org/",
    ],
)  # fmt: skip
def test_the_text_of_each_construct_is_printed(torture: ReadPdf, piece: str) -> None:
    assert piece in " ".join(torture.pages)


def test_a_formula_with_two_lines(torture: ReadPdf) -> None:
    assert "a = b\n\nc = d" in {str(e.get("/Alt")) for e in torture.elements}
    assert "𝑎=𝑏 𝑐=𝑑" in on_page(torture, "(4.1) and ")


def test_a_single_citation_uses_the_full_width(torture: ReadPdf) -> None:
    page = on_page(torture, "[ALONE] A citation among")
    lines = PdfReader(torture.path).pages[torture.pages.index(page)].extract_text().splitlines()
    (line,) = (line for line in lines if line.startswith("[ALONE]"))
    assert len(line) > 60


def test_captions_are_on_the_page_of_their_table(torture: ReadPdf) -> None:
    assert "Table 4.2 Spanned by width Name Value Unit" in " ".join(torture.pages)


def lefts(pdf: ReadPdf, page: str, pieces: list[str]) -> list[int]:
    """Return the distance from the left, in points, of the lines that begin with the pieces."""
    found: dict[str, int] = {}

    def note(text: str, page_matrix: list[float], matrix: list[float], *_rest: object) -> None:
        for piece in pieces:
            if text.strip().startswith(piece):
                found.setdefault(piece, round(page_matrix[4] + matrix[4]))

    PdfReader(pdf.path).pages[pdf.pages.index(page)].extract_text(visitor_text=note)
    return [found[piece] for piece in pieces]


def test_index_and_bibliography_have_two_balanced_columns(torture: ReadPdf) -> None:
    index = next(text for text in torture.pages if text.startswith("Index"))
    first, last = lefts(torture, index, ["apple", "pear"])
    assert last - first > 100
    bibliography = on_page(torture, "Example 2015 Dora")
    first, last = lefts(torture, bibliography, ["Averylongfamilyname et", "Example 2015"])
    assert last - first > 100


def test_copied_text_has_no_break_opportunities_of_ours(torture: ReadPdf) -> None:
    assert [page for page in torture.pages if "\u200b" in page] == []
