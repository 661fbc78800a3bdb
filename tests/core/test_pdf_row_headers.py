"""Row headers, tagged in a PDF that Typst made."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import typst

from sphinx_bindery.pdf.typst.tagging import TaggedPdf, complete_tags

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


def tagged(pdf: bytes) -> bytes:
    """Return the PDF with tagged row headers, of which one table has some."""
    result = complete_tags(pdf, 1)
    assert result.complete
    return result.content


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


def test_marked_cells_become_row_headers_and_data_cells_go_by_scope() -> None:
    source = table(head="table.header([a], [b]), ", cells="[c], [1], [d], [2]")
    column, row, data = ("TH", "/Column", True), ("TH", "/Row", False), ("TD", "", False)
    assert cells(tagged(pdf_of(source))) == [column, column, row, data, row, data]


def test_a_table_without_a_header_row() -> None:
    found = cells(tagged(pdf_of(table(cells="[c], [1], [d], [2]"))))
    assert [kind for kind, _scope, _named in found] == ["TH", "TD", "TH", "TD"]
    assert {scope for kind, scope, _named in found if kind == "TH"} == {"/Row"}


def test_cells_that_span_rows_and_several_columns_of_headers() -> None:
    source = table(
        columns=3,
        stubs=2,
        cells="table.cell(rowspan: 2)[a], [b], [1], [c], [2], "
        "table.hline(stroke: 1pt + black), [d], [e], [3]",
    )
    found = cells(tagged(pdf_of(source)))
    assert [kind for kind, *_rest in found] == ["TH", "TH", "TD", "TH", "TD", "TH", "TH", "TD"]


def test_other_tables_stay_as_they_are() -> None:
    plain = "#table(columns: 2, table.header([a], [b]), [1], [2])\n"
    alone = cells(pdf_of(plain))
    both = cells(tagged(pdf_of(plain + table(cells="[c], [1]"))))
    assert both[: len(alone)] == alone
    ruled = "#table(columns: 2, stroke: 1pt, table.header([a], [b]), [1], [2])\n"
    assert complete_tags(pdf_of(ruled), 1).content == pdf_of(ruled)


@pytest.mark.parametrize("standard", ["1.5", "1.7", "2.0", "a-2a", "a-3a", "a-4"])
def test_every_version_that_typst_writes_can_be_read_afterwards(standard: str) -> None:
    found = cells(tagged(pdf_of(table(cells="[c], [1]"), standard)))
    assert [kind for kind, *_rest in found] == ["TH", "TD"]


def test_cells_of_pdf_1_4_have_no_borders_and_stay_as_they_are() -> None:
    before = pdf_of(table(cells="[c], [1]"), "a-1a")
    assert tagged(before) == before


def test_pages_and_metadata_stay_as_they_are() -> None:
    before = pdf_of(table(cells="[c], [1]") + "Text. #pagebreak() More.")
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(tagged(before))) as new:
        assert len(old.pages) == len(new.pages)
        for was, now in zip(old.pages, new.pages, strict=True):
            assert was.Contents.read_bytes() == now.Contents.read_bytes()
        assert old.Root.Metadata.read_bytes() == new.Root.Metadata.read_bytes()
        assert dict(old.docinfo.items()) == dict(new.docinfo.items())
        assert old.trailer.ID[0] == new.trailer.ID[0]
        assert old.pdf_version == new.pdf_version


def test_the_bytes_depend_on_the_pdf_alone() -> None:
    before = pdf_of(table(cells="[c], [1]"))
    assert tagged(before) == tagged(before)


def test_the_file_is_not_much_larger() -> None:
    before = pdf_of("".join(table(cells="[c], [1]") for _ in range(50)))
    assert len(complete_tags(before, 50).content) < 1.1 * len(before)


def test_pikepdf_is_imported_only_when_a_pdf_is_written() -> None:
    program = "import sys, sphinx_bindery.pdf; sys.exit('pikepdf' in sys.modules)"
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "_ext")}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"no PDF\nstartxref\n0\n%%EOF"])
def test_content_that_is_not_a_pdf_stays_as_it_is_and_is_reported(content: bytes) -> None:
    result = complete_tags(content, 1)
    assert result.content == content
    assert not result.complete


def test_a_pdf_without_the_expected_structure_is_reported() -> None:
    unmarked = pdf_of("#table(columns: 2, table.header([a], [b]), [1], [2])\n")
    assert complete_tags(unmarked, 1) == TaggedPdf(unmarked, complete=False)
    one = complete_tags(pdf_of(table(cells="[c], [1]")), 2)
    assert not one.complete
    assert [kind for kind, *_rest in cells(one.content)] == ["TH", "TD"]
