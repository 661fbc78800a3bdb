"""A small book as a PDF: one file, its parts, its links, its metadata."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .pdf_reading import ReadPdf, built

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

pytestmark = pytest.mark.sphinx("pdf", testroot="pdf-basic")


def test_the_output_is_one_file_named_after_the_project(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert [path.name for path in Path(app.outdir).iterdir()] == ["a-small-book.pdf"]
    assert pdf.path.read_bytes().startswith(b"%PDF-1.7")


def test_the_outline_has_parts_chapters_and_sections(app: SphinxTestApp) -> None:
    assert built(app).outline == [
        ("Preface", []),
        (
            "First part",
            [
                ("The first chapter", [("A section", [])]),
                ("The second chapter", [("There", [])]),
            ],
        ),
        ("Second part", [("The third chapter", [])]),
        ("Colophon", []),
        ("Index", []),
    ]


def test_front_matter_is_numbered_in_roman_and_the_body_begins_at_one(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert pdf.labels == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6", "7"]
    assert pdf.pages[3].startswith("Preface")
    assert pdf.pages[4].startswith("First part")


def test_the_text_of_the_root_document_is_not_printed(app: SphinxTestApp) -> None:
    assert not any("text of the root document" in page for page in built(app).pages)


def test_the_table_of_contents_has_the_page_of_each_chapter(app: SphinxTestApp) -> None:
    (contents,) = (page for page in built(app).pages if page.startswith("Contents"))
    for title, number in [("Preface", "iv"), ("The first chapter", "2"), ("Colophon", "6")]:
        after = contents.partition(title)[2].replace(".", " ").split()
        assert after[0] == number


def test_special_characters_are_printed_literally(app: SphinxTestApp) -> None:
    (page,) = (page for page in built(app).pages if "Hostile" in page)
    for piece in ("< & >", "]]> * # $ _ ` @ ~ \\ // /* */ [x](y) = + - 1."):
        assert piece in page


def test_a_footnote_with_two_references_is_printed_once(app: SphinxTestApp) -> None:
    pdf = built(app)
    (page,) = (page for page in pdf.pages if "Hostile" in page)
    assert page.count("The text of the note") == 1
    assert page.index("The text of the note") > page.index("A link to")
    assert pdf.tags["Note"] == 1


def test_links_to_chapters_sections_and_web_pages(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert {"two#", "two#there", "genindex#"} <= pdf.destinations
    assert pdf.dangling == []
    assert pdf.addresses == {"https://example.org/"}


def test_the_index_has_the_page_of_an_entry(app: SphinxTestApp) -> None:
    pdf = built(app)
    page = pdf.labels[next(i for i, text in enumerate(pdf.pages) if "An apple and" in text)]
    (index,) = (text for text in pdf.pages if text.startswith("Index"))
    assert f"apple, {page}" in index


def test_the_pdf_is_tagged_and_claims_pdf_ua(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert pdf.pdf.Root.MarkInfo.Marked
    assert pdf.xmp["part"] == "1"
    assert pdf.tags["H1"] == 6  # contents, preface, two parts, colophon, index
    assert pdf.tags["H2"] == 4  # three chapters, the letter of the index
    assert {"TOC", "TOCI", "Code", "Formula"} <= set(pdf.tags)


def test_metadata_of_the_pdf(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert str(pdf.pdf.Root.Lang) == "en"
    assert pdf.xmp["title"] == "A Small Book"
    assert pdf.xmp["creator"] == ["Ada Example"]
    assert str(pdf.pdf.docinfo["/CreationDate"]) == "D:19800101000000Z"


def test_metadata_from_extensions(app: SphinxTestApp) -> None:
    app.config.bindery_description = "Of <apples> & more."
    modified = datetime(2015, 1, 28, 12, 30, tzinfo=UTC)
    facts = {"authors": ["Bea Second"], "subjects": ["fruit", "trees"], "modified": modified}
    app.connect("book-metadata", lambda _app: facts)
    pdf = built(app)
    assert pdf.xmp["creator"] == ["Bea Second"]
    assert pdf.xmp["description"] == "Of <apples> & more."
    assert pdf.xmp["Keywords"] == "fruit, trees"
    assert pdf.xmp["CreateDate"] == pdf.xmp["ModifyDate"] == "2015-01-28T12:30:00Z"


def test_all_fonts_are_embedded(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert len(pdf.fonts) > 2
    assert pdf.missing_fonts == []


def test_two_builds_give_the_same_bytes(app: SphinxTestApp) -> None:
    first = built(app).path.read_bytes()
    (file,) = Path(app.outdir).glob("*.pdf")
    file.unlink()
    assert built(app).path.read_bytes() == first


def test_a_build_without_changes_does_not_rewrite_the_file(app: SphinxTestApp) -> None:
    file = built(app).path
    before = file.stat().st_mtime_ns
    app.build()
    assert file.stat().st_mtime_ns == before


def test_a_chapter_opens_without_a_head_and_the_next_page_has_its_name(
    app: SphinxTestApp,
) -> None:
    source = Path(app.srcdir, "two.rst")
    text = source.read_text(encoding="utf-8")
    source.write_text(text + "\n\nA paragraph of the second chapter.\n" * 60, encoding="utf-8")
    try:
        pages = built(app).pages
    finally:
        source.write_text(text, encoding="utf-8")
    opening = next(i for i, page in enumerate(pages) if page.startswith("The second chapter"))
    assert not any("The first chapter" in page for page in pages[opening : opening + 2])
    assert pages[opening + 1].startswith("First part The second chapter")
    assert pages[opening + 3].startswith("Second part") or pages[opening + 2].startswith(
        "Second part"
    )


def test_qpdf_reports_no_error(app: SphinxTestApp) -> None:
    pdf: ReadPdf = built(app)
    assert list(pdf.pdf.check_pdf_syntax()) == []
