"""Where a line of Typst comes from."""

from __future__ import annotations

from sphinx_bindery.pdf.typst.source_map import SourceLocation, mark, unmark


def test_marks_go_and_their_places_stay() -> None:
    first, second = SourceLocation("/a/one.rst", 3), SourceLocation("/a/two.rst", None)
    text, found = unmark(f"head\n{mark(first)}one\nstill one\n\n{mark(second)}two")
    assert text == "head\none\nstill one\n\ntwo"
    assert [found.at(line) for line in range(1, 6)] == [None, first, first, first, second]


def test_of_two_marks_on_a_line_the_last_counts() -> None:
    outer, inner = SourceLocation("/a/one.rst", 3), SourceLocation("/a/one.rst", 5)
    _text, found = unmark(mark(outer) + "#list([" + mark(inner) + "x])")
    assert found.at(1) == inner


def test_an_unknown_place_leaves_no_mark() -> None:
    assert mark(None) == ""
