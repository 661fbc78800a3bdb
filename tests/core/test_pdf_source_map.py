"""Source maps of generated Typst."""

from __future__ import annotations

from sphinx_bindery.pdf.typst.source_map import SourceLocation, mark, unmark


def test_marks_are_removed_and_their_locations_are_kept() -> None:
    first, second = SourceLocation("/a/one.rst", 3), SourceLocation("/a/two.rst", None)
    text, found = unmark(f"head\n{mark(first)}one\nstill one\n\n{mark(second)}two")
    assert text == "head\none\nstill one\n\ntwo"
    assert [found.at(line) for line in range(1, 6)] == [None, first, first, first, second]


def test_the_last_of_two_marks_on_a_line_counts() -> None:
    outer, inner = SourceLocation("/a/one.rst", 3), SourceLocation("/a/one.rst", 5)
    _text, found = unmark(mark(outer) + "#list([" + mark(inner) + "x])")
    assert found.at(1) == inner


def test_an_unknown_location_has_no_mark() -> None:
    assert mark(None) == ""
