"""PDF validators run on the torture book."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.validators import outloud, pdfua, qpdf

from .pdf_reading import built_copy

if TYPE_CHECKING:
    from pathlib import Path

    from .pdf_reading import ReadPdf

pytestmark = pytest.mark.validator


@pytest.fixture(scope="module", params=[["ua-1"], ["ua-1", "a-2a"]], ids=["ua-1", "ua-1 and a-2a"])
def pdf(
    request: pytest.FixtureRequest, rootdir: Path, tmp_path_factory: pytest.TempPathFactory
) -> ReadPdf:
    """Return the torture book with one PDF standard or two."""
    source = tmp_path_factory.mktemp("torture") / "source"
    conf = f"\nbindery_pdf_standard = {request.param!r}\n"
    return built_copy(rootdir / "test-pdf-torture", source, conf)


def test_pdfua_finds_no_error(pdf: ReadPdf) -> None:
    assert pdfua(pdf.path) == []


def test_outloud_finds_no_error(pdf: ReadPdf) -> None:
    assert outloud(pdf.path) == []


def test_qpdf_finds_no_error(pdf: ReadPdf) -> None:
    assert qpdf(pdf.path) == ""


def test_links_have_targets_and_fonts_are_embedded(pdf: ReadPdf) -> None:
    assert pdf.dangling == []
    assert pdf.missing_fonts == []


def test_the_validators_report_a_table_without_headers(rootdir: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(rootdir / "test-pdf-template", source)
    table = "#table(columns: 3, [a], [b], [c], [d], [e], [f])"
    text = f"Only\n====\n\n.. raw:: typst\n\n   {table}\n"
    (source / "only.rst").write_text(text, encoding="utf-8")
    pdf = built_copy(source, tmp_path / "copy")
    assert [found.partition(",")[0] for found in outloud(pdf.path)] == ["TBL-001"]
    assert [found.partition(":")[0] for found in pdfua(pdf.path)] == ["UA-15-003"]
