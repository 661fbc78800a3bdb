"""The book by LaTeX: what our own PDF has, read back from it. Needs TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.pdf_reading import ReadPdf
from tests.sphinx_build import sphinx_build
from tests.validators import latexpdf

from .chapters import CHAPTERS, Chapter
from .conftest import REPOSITORY
from .outputs import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinx.pdf_reading import Outline

    from .conftest import BuiltBook

pytestmark = pytest.mark.validator


@pytest.fixture(scope="module")
def paper(latex: Path) -> ReadPdf:
    return ReadPdf(latexpdf(latex, "anthology"))


def without_soft_hyphens(outline: Outline) -> Outline:
    return [(one_line(title), without_soft_hyphens(below)) for title, below in outline]


def test_the_outline_is_that_of_our_own_pdf(paper: ReadPdf, book: BuiltBook) -> None:
    ours = without_soft_hyphens(ReadPdf(book.pdf).outline)
    assert without_soft_hyphens(paper.outline) == ours


def test_the_log_names_no_error_and_nothing_that_is_missing(paper: ReadPdf) -> None:
    log = paper.path.with_suffix(".log").read_text("utf-8", errors="replace")
    grave = r"^(?:!|Missing character|LaTeX Warning: .*(?:undefined|multiply defined)).*"
    assert re.findall(grave, log, re.MULTILINE) == []


def test_front_matter_is_numbered_in_roman_and_the_body_begins_at_one(paper: ReadPdf) -> None:
    labels = paper.labels
    first = labels.index("1")
    assert labels[:first] == ["i", "ii", "iii", "iv", "v"]
    assert labels[first:] == [str(number) for number in range(1, len(labels) - first + 1)]
    assert paper.pages[first] == "2014"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.docname)
def test_a_chapter_opens_with_what_is_known_of_it(paper: ReadPdf, chapter: Chapter) -> None:
    (page,) = (page for page in paper.pages if page.startswith(chapter.title))
    opening = page[:400]
    tags = f"Tags: {', '.join(chapter.tags)}"
    wanted = [chapter.date, "by Ed Leafe", tags, *filter(None, [chapter.series])]
    assert [fact for fact in wanted if fact not in opening] == []


def page_at(paper: ReadPdf, number: str) -> str:
    return paper.pages[paper.labels.index(number)]


def index_entries(paper: ReadPdf) -> list[tuple[str, str]]:
    """Return the terms of the last page with their page, without the letters above them."""
    text = paper.pages[-1].removeprefix("Index ")
    entries = re.findall(r"(?:\b[A-Z] )?(\w[\w -]*?), (\d+)", text)
    assert len(entries) == text.count(",") >= 10
    return entries


def test_the_index_leads_to_the_pages_of_its_words(paper: ReadPdf, book: BuiltBook) -> None:
    entries = index_entries(paper)
    assert [entry for entry in entries if entry[0] not in page_at(paper, entry[1])] == []
    ours = sorted(term for term, _page in index_entries(ReadPdf(book.pdf)))
    assert sorted(term for term, _page in entries) == ours


def test_the_indexes_of_posts_lead_to_their_chapters(paper: ReadPdf) -> None:
    first = next(i for i, page in enumerate(paper.pages) if page.startswith("Indexes of Posts"))
    text = " ".join(paper.pages[first : first + 2])
    for chapter in CHAPTERS:
        pages = re.findall(rf"{re.escape(chapter.title)}, (\d+)", text)
        assert len(pages) == len(chapter.tags) + bool(chapter.series)
        assert {page_at(paper, page).startswith(chapter.title) for page in pages} == {True}


def test_every_link_leads_somewhere(paper: ReadPdf) -> None:
    actions = [link["/A"] for link in paper.annotations if "/A" in link]
    names = {str(action["/D"]) for action in actions if action["/S"] == "/GoTo"}
    assert names
    assert names <= paper.destinations


def test_all_fonts_are_in_it_and_it_tells_its_language(paper: ReadPdf) -> None:
    assert str(paper.pdf.Root.Lang) == "en"
    assert len(paper.fonts) > 3
    assert paper.missing_fonts == []


def test_the_same_sources_give_the_same_bytes(
    paper: ReadPdf, book: BuiltBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    sphinx_build("latex", REPOSITORY, tmp_path, doctrees=book.doctrees)
    assert latexpdf(tmp_path, "anthology").read_bytes() == paper.path.read_bytes()
