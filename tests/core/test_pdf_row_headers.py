"""Headers of rows, tag_row_headers in a finished PDF."""

from __future__ import annotations

import io

import pikepdf
import pytest
import typst

from sphinx_bindery.pdf.row_headers import tag_row_headers

NOTED = b"/BorderStyle[/None/None/None/Solid]/BorderThickness 0>>"
HEAD = '#set document(title: "x")\n#set text(lang: "en")\n'


def table(*, columns: int = 2, stubs: int = 1, cells: str, head: str = "") -> str:
    lines = "".join(
        f"table.vline(x: {x}, start: {1 if head else 0}, stroke: 0pt + black), "
        for x in range(1, stubs + 1)
    )
    return f"#table(columns: {columns}, stroke: none, {lines}{head}{cells})\n"


def pdf_of(source: str, *standards: str) -> bytes:
    made = typst.compile(
        (HEAD + source).encode(),
        format="pdf",
        pdf_standards=[*(standards or ("ua-1",))],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def cells(pdf: bytes) -> list[tuple[str, str, bool]]:
    """Return kind, scope and whether it names its headers, of each cell in a PDF."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.check_pdf_syntax()) == []
        for part in opened.objects:
            if isinstance(part, pikepdf.Dictionary) and part.get("/S") in ("/TH", "/TD"):
                told = [a for a in part.get("/A", []) if a.get("/O") == "/Table"]
                scope = next((str(a["/Scope"]) for a in told if "/Scope" in a), "")
                found.append((str(part.S)[1:], scope, any("/Headers" in a for a in told)))
    return found


def test_noted_cells_become_headers_of_their_rows_and_data_cells_go_by_scope() -> None:
    source = table(head="table.header([a], [b]), ", cells="[c], [1], [d], [2]")
    column, row, data = ("TH", "/Column", True), ("TH", "/Row", False), ("TD", "", False)
    assert cells(tag_row_headers(pdf_of(source))) == [column, column, row, data, row, data]


def test_a_table_without_a_header_row() -> None:
    found = cells(tag_row_headers(pdf_of(table(cells="[c], [1], [d], [2]"))))
    assert [kind for kind, _scope, _named in found] == ["TH", "TD", "TH", "TD"]
    assert {scope for kind, scope, _named in found if kind == "TH"} == {"/Row"}


def test_cells_that_span_rows_and_several_columns_of_headers() -> None:
    source = table(
        columns=3,
        stubs=2,
        cells="table.cell(rowspan: 2)[a], [b], [1], [c], [2], "
        "table.hline(stroke: 1pt + black), [d], [e], [3]",
    )
    found = cells(tag_row_headers(pdf_of(source)))
    assert [kind for kind, *_rest in found] == ["TH", "TH", "TD", "TH", "TD", "TH", "TH", "TD"]


def test_other_tables_stay_as_they_are() -> None:
    plain = "#table(columns: 2, table.header([a], [b]), [1], [2])\n"
    alone = cells(pdf_of(plain))
    both = cells(tag_row_headers(pdf_of(plain + table(cells="[c], [1]"))))
    assert both[: len(alone)] == alone
    ruled = "#table(columns: 2, stroke: 1pt, table.header([a], [b]), [1], [2])\n"
    assert tag_row_headers(pdf_of(ruled)) == pdf_of(ruled)


@pytest.mark.parametrize("standard", ["1.5", "1.7", "2.0", "a-2a", "a-3a", "a-4"])
def test_every_version_that_typst_writes_can_be_read_afterwards(standard: str) -> None:
    found = cells(tag_row_headers(pdf_of(table(cells="[c], [1]"), standard)))
    assert [kind for kind, *_rest in found] == ["TH", "TD"]


def test_cells_of_pdf_1_4_have_no_lines_and_stay_as_they_are() -> None:
    before = pdf_of(table(cells="[c], [1]"), "a-1a")
    assert tag_row_headers(before) == before


def test_the_file_grows_and_all_else_in_it_stays() -> None:
    before = pdf_of(table(cells="[c], [1]") + "Text. #pagebreak() More.")
    with (
        pikepdf.open(io.BytesIO(before)) as old,
        pikepdf.open(io.BytesIO(tag_row_headers(before))) as new,
    ):
        assert len(old.pages) == len(new.pages)
        for was, now in zip(old.pages, new.pages, strict=True):
            assert was.Contents.read_bytes() == now.Contents.read_bytes()
        assert old.Root.Metadata.read_bytes() == new.Root.Metadata.read_bytes()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", NOTED, NOTED + b"\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf_of_typst_stays_as_it_is(content: bytes) -> None:
    assert tag_row_headers(content) == content
