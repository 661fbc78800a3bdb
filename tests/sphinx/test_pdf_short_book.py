"""A short two-sided book has no blank pages, and breaks words where conf.py says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.validators import pdf_pages, pdf_words

from .conftest import Project
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

CONF = """
project = "Notes"
author = "Ada Example"
extensions = ["myst_parser", "sphinx_bindery"]
bindery_sides = "two"
bindery_paper = "5x8in"
bindery_part_pages = True
bindery_hyphenation = ["da-tabase", "Manuscript"]
"""
INDEX = """# Notes

```{toctree}
:caption: One
a
```

```{toctree}
:caption: Two
b
c
lists
```
"""
HYPHENS = ("-", "\u00ad", "\u2010")
LISTS = 30
"""Introductions of lists in a chapter, some of them at the end of a page."""
TERMS = 230
"""Entries of the index, which fill several pages."""
FILLER = ("no", "such", "a", "few", "of", "it", "they", "all", "so", "every", "one", "yet")


def sentences(word: str) -> Iterator[str]:
    """Yield paragraphs with a word at every place of a line."""
    for number in range(24):
        yield " ".join((*FILLER[: number % 12], *([f"{word} is"] * 9))) + "."


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    project = Project(tmp_path_factory.mktemp("short"), SphinxTestApp)
    words = ("database", "manuscript", "documentation")
    chapters = {
        f"{name}.md": f"# Chapter {name}: database\n\n"
        + "\n\n".join(sentences(word))
        + "\n\n`manuscript database`\n\n```text\ndatabase\n```\n"
        for name, word in zip("abc", words, strict=True)
    }
    terms = ", ".join(f"{chr(97 + n % 20)}term {n}" for n in range(TERMS))
    lists = f"# Lists\n\n```{{index}} {terms}\n```\n\n" + "\n\n".join(
        f"{'It is so. ' * 12}\n\n{'And. ' * (number % 9 * 2)}\n\n"
        f"{f'(label-{number})=' if number % 2 else ''}\nTake these:\n\n- an item\n- two"
        for number in range(LISTS)
    )
    project.write({"conf.py": CONF, "index.md": INDEX, "lists.md": lists, **chapters})
    build = project.build("pdf")
    assert build.warnings == ""
    return ReadPdf(build.outdir / "notes.pdf")


def test_no_page_is_blank(book: ReadPdf) -> None:
    assert 10 < len(book.pages) < 48
    assert "" not in book.pages
    assert book.pages[0].startswith("Notes Ada Example")
    assert book.pages[2].startswith("Contents")


def test_pages_are_numbered_from_the_title_page(book: ReadPdf) -> None:
    assert book.labels == [str(number) for number in range(1, len(book.pages) + 1)]
    start = next(n for n, page in enumerate(book.pages) if page.startswith("Chapter a"))
    assert f"Chapter a: database {'. ' * 3}" in book.pages[2].replace(" .", " .")
    assert str(start + 1) in book.pages[2].split()


def broken(book: ReadPdf) -> set[str]:
    """The two parts of each word that is broken at the end of a line."""
    lines = [line for page in pdf_pages(book.path) for line in page]
    ends = pairwise(lines)
    return {
        f"{line.split()[-1].rstrip(''.join(HYPHENS))}-{after.split()[0].rstrip('.')}"
        for line, after in ends
        if line.rstrip().endswith(HYPHENS) and after.split()
    }


def test_words_are_broken_where_conf_py_says(book: ReadPdf) -> None:
    found = broken(book)
    assert {word for word in found if word.replace("-", "").lower() == "database"} == {"da-tabase"}
    assert not any(word.replace("-", "").lower() == "manuscript" for word in found)
    # a word that conf.py does not name
    assert any(word.replace("-", "") == "documentation" for word in found)


def test_titles_and_code_have_no_break_opportunities(book: ReadPdf) -> None:
    raw = [line for page in pdf_pages(book.path) for line in page]
    assert "database" in raw
    assert "manuscript database" in raw
    assert sum(line == "Chapter a: database" for line in raw) == 1


def test_a_list_is_on_the_page_of_its_introduction(book: ReadPdf) -> None:
    pages = [page for page in pdf_pages(book.path) if "Take these:" in page]
    assert len(pages) > 4
    found = [
        (page, place) for page in pages for place, text in enumerate(page) if text == "Take these:"
    ]
    assert len(found) == LISTS
    assert all("item" in page[place + 1] for page, place in found)


def test_an_introduction_is_indented_after_a_paragraph_whatever_is_between(book: ReadPdf) -> None:
    words = pdf_words(book.path)
    lines = [word for word in words if word.text == "Take"]
    assert len(lines) == LISTS
    assert len({word.page for word in lines}) > 4
    # the margins of right and left pages differ
    for is_left in (0, 1):
        places = {round(word.left) for word in lines if word.page % 2 == is_left}
        assert len(places) == 1


def test_columns_of_the_index_are_full_and_on_its_last_page_alike(book: ReadPdf) -> None:
    start = next(n for n, page in enumerate(book.pages) if page.startswith("Index"))
    ends: dict[tuple[int, bool], float] = {}
    words = [word for word in pdf_words(book.path) if word.page >= start and "term" in word.text]
    left = {
        page: min(word.left for word in words if word.page == page)
        for page in {word.page for word in words}
    }
    for word in words:
        side = (word.page, word.left > left[word.page] + 90)
        ends[side] = max(ends.get(side, 0), word.bottom)
    last = len(book.pages) - 1
    line = 14
    assert last - start >= 2
    assert abs(ends[last, True] - ends[last, False]) < 3 * line
    full = [ends[page, side] for page in range(start, last) for side in (False, True)]
    assert max(full) - min(full) < 4 * line
    assert ends[last, False] < min(full)
