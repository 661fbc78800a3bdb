"""From the structure of a book to the outline items of the PDF."""

from __future__ import annotations

import pytest

from sphinx_bindery.book import Book, Chapter, Matter, Part
from sphinx_bindery.pdf.outline import outline

BOOK = Book(
    "index",
    (
        Part(None, Matter.FRONT, (Chapter("preface", "Preface"),)),
        Part(
            "One",
            Matter.BODY,
            (
                Chapter("a", "A", (Chapter("a/b", "B", (Chapter("a/b/c", "C"),)),)),
                Chapter("d", "D"),
            ),
        ),
        Part("Empty", Matter.BODY, ()),
        Part(None, Matter.BACK, (Chapter("notes", "Notes"), Chapter("colophon", "Colophon"))),
    ),
)


def test_chapters_of_a_part_are_one_level_below_it() -> None:
    found = [(s.document.docname, s.document.level) for s in outline(BOOK) if s.document]
    assert found == [
        ("preface", 1),
        ("a", 2),
        ("a/b", 3),
        ("a/b/c", 4),
        ("d", 2),
        ("notes", 1),
        ("colophon", 1),
    ]


def test_only_parts_and_chapters_are_openings() -> None:
    parts = [(s.part.title, s.part.sequence) for s in outline(BOOK) if s.part]
    assert parts == [("One", 2)]
    found = [(s.document.docname, s.document.sequence) for s in outline(BOOK) if s.document]
    opened = {s.document.docname for s in outline(BOOK) if s.document and not s.document.depth}
    assert dict(found) == {
        "preface": 1,
        "a": 3,
        "a/b": 3,
        "a/b/c": 3,
        "d": 4,
        "notes": 5,
        "colophon": 6,
    }
    assert opened == {"preface", "a", "d", "notes", "colophon"}


def test_documents_below_a_chapter_have_a_depth() -> None:
    found = [
        (s.document.docname, s.document.depth)
        for s in outline(BOOK)
        if s.document and s.document.depth
    ]
    assert found == [("a/b", 1), ("a/b/c", 2)]


def test_only_the_first_chapter_without_a_part_is_first_of_its_matter() -> None:
    assert [s.document.docname for s in outline(BOOK) if s.document and s.document.first] == [
        "preface",
        "notes",
    ]


def book_of(*sizes: int) -> Book:
    """Return a book of parts with numbers of chapters."""
    parts = [
        Part(f"Part {p}", Matter.BODY, tuple(Chapter(f"{p}-{n}", "C") for n in range(size)))
        for p, size in enumerate(sizes)
    ]
    return Book("index", (*parts, Part(None, Matter.BACK, (Chapter("notes", "Notes"),))))


@pytest.mark.parametrize(
    ("sizes", "wanted", "has_page"),
    [
        ((3, 2), None, False),
        ((5,), None, True),
        ((4,), None, False),
        ((3, 7), None, True),
        ((3, 6), None, False),
        ((3, 2), True, True),
        ((9, 9), False, False),
    ],
)
def test_short_parts_have_no_pages(
    sizes: tuple[int, ...], wanted: bool | None, has_page: bool
) -> None:
    items = [*outline(book_of(*sizes), part_pages=wanted)]
    assert {item.part.has_page for item in items if item.part} == {has_page}
    below = [item.document.docname for item in items if item.document and item.document.below_part]
    assert below == ([] if has_page else [f"{n}-0" for n in range(len(sizes))])
