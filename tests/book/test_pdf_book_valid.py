"""What the outside checkers of PDF say of the book, and whether its index is right."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.pdf_reading import ReadPdf
from tests.sphinx_build import sphinx_build
from tests.validators import outloud, pdf_pages, pdf_words, pdfua, qpdf

from .conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook

pytestmark = pytest.mark.validator

MARGIN = 45 / 25.4 * 72
"""Of the book's pages, left and right, in points."""
HANGING = 6
"""How far a comma or a hyphen may hang out of its line, in points."""


@pytest.fixture(scope="module", params=["ua-1", "ua-1,a-2a"])
def pdf(
    request: pytest.FixtureRequest, book: BuiltBook, tmp_path_factory: pytest.TempPathFactory
) -> ReadPdf:
    """Return the book under a standard, or two."""
    if request.param == "ua-1":
        return ReadPdf(book.pdf)
    folder: Path = tmp_path_factory.mktemp("archive")
    option = f"bindery_pdf_standard={request.param}"
    sphinx_build("pdf", REPOSITORY, folder, "-D", option, doctrees=book.doctrees)
    return ReadPdf(folder / book.pdf.name)


def test_it_claims_its_standards(pdf: ReadPdf, request: pytest.FixtureRequest) -> None:
    both = "a-2a" in request.node.callspec.params["pdf"]
    assert pdf.xmp["part"] in {"1", "2"}
    assert ("conformance" in pdf.xmp) is both


def test_pdfua_finds_no_error(pdf: ReadPdf) -> None:
    assert pdfua(pdf.path) == []


def test_outloud_finds_nothing(pdf: ReadPdf) -> None:
    assert outloud(pdf.path, "error", "warning") == []


def test_qpdf_finds_no_error(pdf: ReadPdf) -> None:
    assert qpdf(pdf.path) == ""


def test_links_have_targets_and_fonts_are_embedded(pdf: ReadPdf) -> None:
    assert pdf.dangling == []
    assert pdf.missing_fonts == []


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, since lines and quotes break words."""
    return re.sub(r"[\W_]+", "", text).casefold()


def marked_words() -> dict[str, set[str]]:
    """Return the words of the text that the sources mark for each entry or subentry."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("posts", "after", "matter"):
        for path in REPOSITORY.glob(f"{folder}/*.md"):
            text = path.read_text(encoding="utf-8")
            for words, entry in re.findall(r"\{index\}`([^`<]+) <single: ([^>]+)>`", text):
                found[letters(entry.rpartition("; ")[2])].add(letters(words))
    return found


def test_every_entry_of_the_index_stands_on_its_pages(pdf: ReadPdf) -> None:
    pages = pdf_pages(pdf.path)
    first = next(n for n, lines in enumerate(pages) if lines[:1] == ["Index"])
    # the words of an entry may begin on its page and end on the next
    text = {pdf.labels[n]: letters(" ".join(pages[n] + pages[n + 1][1:])) for n in range(first)}
    marked = marked_words()
    entries = [
        (term, places.split(", "))
        for lines in pages[first:]
        for line in lines
        for term, places in re.findall(r"^(.+?), ((?:(?:\d+|[ivxl]+)(?:, |$))+)$", line)
    ]
    assert len(entries) >= 150
    wrong = [
        (term, number)
        for term, numbers in entries
        for number in numbers
        if not any(words in text[number] for words in {letters(term), *marked[letters(term)]})
    ]
    assert wrong == []


def test_no_word_leaves_the_page(pdf: ReadPdf) -> None:
    left, right = MARGIN - HANGING, 595 - MARGIN + HANGING
    words = pdf_words(pdf.path)
    assert len(words) > 4000
    assert [word for word in words if word.left < left or word.right > right] == []
