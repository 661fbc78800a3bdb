"""From the structure of a book to the places of its documents."""

from __future__ import annotations

from sphinx_bindery.book import Book, Chapter, Matter, Part
from sphinx_bindery.pdf.project import steps

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
    found = [(s.place.docname, s.place.level) for s in steps(BOOK) if s.place]
    assert found == [
        ("preface", 1),
        ("a", 2),
        ("a/b", 3),
        ("a/b/c", 4),
        ("d", 2),
        ("notes", 1),
        ("colophon", 1),
    ]


def test_openings_are_counted_and_documents_below_a_chapter_open_nothing() -> None:
    parts = [(s.part.title, s.part.sequence) for s in steps(BOOK) if s.part]
    assert parts == [("One", 2)]
    found = [(s.place.docname, s.place.sequence) for s in steps(BOOK) if s.place]
    opened = {s.place.docname for s in steps(BOOK) if s.place and not s.place.depth}
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


def test_a_document_below_a_chapter_knows_how_deep_it_is() -> None:
    found = [(s.place.docname, s.place.depth) for s in steps(BOOK) if s.place and s.place.depth]
    assert found == [("a/b", 1), ("a/b/c", 2)]


def test_only_the_first_chapter_without_a_part_leads_its_division() -> None:
    assert [s.place.docname for s in steps(BOOK) if s.place and s.place.first] == [
        "preface",
        "notes",
    ]
