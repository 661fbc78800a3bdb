"""The real book: five chapters, in three outputs, in order, with what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .chapters import CHAPTERS, PARTS, Chapter
from .outputs import (
    epub_contents,
    epub_page,
    html_contents,
    html_page,
    pdf_contents,
    with_years,
)

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook

MAKERS = "November 2026 · The Anthology Contributors"
YEARS = [(year, [chapter.title for chapter in chapters]) for year, chapters in PARTS.items()]


def facts(chapter: Chapter) -> list[str]:
    tags = f"Tags: {', '.join(chapter.tags)}"
    credit = f"Retold from “{chapter.title}” by Ed Leafe, {chapter.date}"
    filed = f"Filed under: {chapter.category}"
    return [chapter.title, MAKERS, credit, filed, tags, *filter(None, [chapter.series])]


def test_the_build_has_no_warning(book: BuiltBook) -> None:
    assert book.log == ""


def test_one_file_of_each_book(book: BuiltBook) -> None:
    for file in (book.pdf, book.epub):
        assert [path.name for path in file.parent.iterdir()] == [file.name]
        assert file.name.count(".") == 1


def test_the_years_are_parts_in_all_three(book: BuiltBook) -> None:
    printed = pdf_contents(book.pdf)
    assert [title for title, _below in printed if title.startswith("Posts of ")] == [
        f"Posts of {year}" for year in PARTS
    ]
    for contents in (html_contents(book.html), with_years(printed), epub_contents(book.epub)):
        assert [entry for entry in contents if entry[0] in PARTS] == YEARS


def test_pdf_and_epub_have_the_same_shape(book: BuiltBook) -> None:
    def shape(contents: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
        return [(title, below if title in PARTS else []) for title, below in contents]

    epub = [entry for entry in shape(epub_contents(book.epub)) if entry[0] != "Title page"]
    assert shape(with_years(pdf_contents(book.pdf))) == epub


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.docname)
class TestChapter:
    def test_in_html(self, book: BuiltBook, chapter: Chapter) -> None:
        text = html_page(book.html, chapter.docname)
        assert [fact for fact in facts(chapter) if fact not in text] == []

    def test_in_epub(self, book: BuiltBook, chapter: Chapter) -> None:
        text = epub_page(book.epub, chapter.docname)
        assert [fact for fact in facts(chapter) if fact not in text] == []

    def test_in_pdf(self, book: BuiltBook, chapter: Chapter) -> None:
        text = book.printed
        opening = text.index(f"{chapter.title} {MAKERS}")
        after = text[opening : opening + 600]
        assert [fact for fact in facts(chapter) if fact not in after] == []

    def test_its_length_is_that_of_a_chapter(self, book: BuiltBook, chapter: Chapter) -> None:
        assert 500 <= len(epub_page(book.epub, chapter.docname).split()) <= 1300


def test_the_first_address_is_printed_in_all_three(book: BuiltBook) -> None:
    address = "https://blog.leafe.com/openstack-paris-summit-growing-up/"
    docname = "posts/paris-summit-growing-up"
    assert address in html_page(book.html, docname)
    assert address in epub_page(book.epub, docname)
    assert address in book.printed.replace("- ", "-").replace("/ ", "/")


def test_the_index_of_tags_has_links_in_the_epub_and_pages_in_the_pdf(book: BuiltBook) -> None:
    index = epub_page(book.epub, "matter/indexes")
    text = book.printed[book.printed.index("The posts at a glance, and then") :]
    contents = book.printed[book.printed.index("Contents") :]
    for chapter in CHAPTERS:
        assert chapter.title in index
        page = contents.partition(chapter.title)[2]
        (number, *_) = page.replace(".", " ").split()
        assert f"{chapter.title}, {number}" in text


def test_every_chapter_cites_its_source(book: BuiltBook) -> None:
    bibliography = epub_page(book.epub, "matter/bibliography")
    for chapter in CHAPTERS:
        assert chapter.title in bibliography


def test_the_guide_is_in_the_site_alone(book: BuiltBook) -> None:
    assert (book.html / "guide" / "index.html").is_file()
    for contents in (pdf_contents(book.pdf), epub_contents(book.epub)):
        assert "Guide" not in [title for title, _ in contents]


def test_latex_has_dates_and_tags(latex: Path) -> None:
    (tex,) = latex.glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    for fact in ("September 2014", "November 2014", "January 2015", "Containers"):
        assert fact in text
