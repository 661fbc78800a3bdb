"""The general index: each term has the numbers of exactly the pages that it is on."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.validators import pdf_pages

from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

WORDS = [f"quab{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
FILLER = "Plain words that fill a line and say nothing of what the index would name, again and on."


def paragraph(number: int) -> str:
    """Return a paragraph with one index entry, by a directive or by a role."""
    word = WORDS[number * 7 % len(WORDS)]
    text = f"{FILLER} " * (3 + number % 5)
    if number % 3:
        return f"{text}:index:`{word}` {text}"
    main = "! " if number % 2 else ""
    return f".. index:: {main}{word}\n\n{word} {text}"


@pytest.fixture
def book(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> Callable[..., SphinxTestApp]:
    """Return a function that makes a book with these chapters."""

    def make(*chapters: str) -> SphinxTestApp:
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(
            'project = "Words"\nauthor = "Ada Example"\nextensions = ["sphinx_bindery"]\n',
            encoding="utf-8",
        )
        names = [f"chapter{number}" for number in range(len(chapters))]
        toctree = "".join(f"   {name}\n" for name in names)
        (source / "index.rst").write_text(f"Root\n====\n\n.. toctree::\n\n{toctree}", "utf-8")
        for name, text in zip(names, chapters, strict=True):
            (source / f"{name}.rst").write_text(f"Chapter\n=======\n\n{text}\n", "utf-8")
        return make_app("pdf", srcdir=source)

    return make


@pytest.mark.validator
def test_each_word_is_indexed_on_all_its_pages_and_on_no_other(
    book: Callable[..., SphinxTestApp],
) -> None:
    chapters = ["\n\n".join(paragraph(n) for n in range(c, 120, 4)) for c in range(4)]
    app = book(*chapters)
    pdf = built(app)
    assert app.warning.getvalue() == ""
    pages = pdf_pages(pdf.path)
    first = next(n for n, lines in enumerate(pages) if lines[:1] == ["Index"])
    assert first > 20
    printed = defaultdict(set)
    for label, lines in zip(pdf.labels[:first], pages[:first], strict=True):
        for word in re.findall(r"\bquab[a-z]\b", " ".join(lines)):
            printed[word].add(label)
    indexed = {
        term: set(places.split(", "))
        for lines in pages[first:]
        for line in lines
        for term, places in re.findall(r"^(quab[a-z]), ((?:\d+, )*\d+)$", line)
    }
    assert set(indexed) == set(WORDS)
    assert indexed == printed


def test_an_entry_before_an_excluded_only_directive_is_kept(
    book: Callable[..., SphinxTestApp],
) -> None:
    app = book("Text.\n\n.. index:: kept\n\n.. only:: html\n\n   Not here.\n")
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert "kept, 1" in next(page for page in pdf.pages if page.startswith("Index"))


def test_a_long_entry_stays_in_its_column(book: Callable[..., SphinxTestApp]) -> None:
    app = book(f".. index:: {'a' * 120}\n\nText.\n\n.. index:: b\n\nText.\n")
    pdf = built(app)
    index = next(page for page in pdf.pages if page.startswith("Index"))
    pieces = re.findall("a+", index.partition(" A ")[2].partition(",")[0])
    assert "".join(pieces) == "a" * 120
    assert max(map(len, pieces)) <= 40


def test_entries_of_types_triple_and_pair(book: Callable[..., SphinxTestApp]) -> None:
    app = book(".. index:: triple: one; two; three\n.. index:: pair: left; right\n\nText.\n")
    pdf = built(app)
    index = next(page for page in pdf.pages if page.startswith("Index"))
    for lines in (
        "left: right, 1", "right: left, 1", "one: two three, 1", "two: three, one, 1",
        "three: one two, 1",
    ):  # fmt: skip
        assert lines in index
