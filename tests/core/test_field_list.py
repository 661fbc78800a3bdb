"""The field list of a reStructuredText post reads as its front matter."""

from __future__ import annotations

from datetime import UTC

import pytest

from anthology.core.field_list import field_list_yaml
from anthology.core.post import SeriesPlace
from anthology.core.post_keys import read_post


def of(source: str) -> str:
    return field_list_yaml(source.splitlines(keepends=True))


def test_values_are_text_or_lists_or_mappings() -> None:
    source = (
        ":date: 2014-11\n:tags: [a, b]\n:series: {name: s, order: 1}\n:title: A: B [c]\n"
        ":description: One line\n   and the next.\n:orphan:\n:draft: no\n\nTitle\n=====\n"
    )
    post, problems = read_post("posts/a", of(source), UTC, first_line=1)
    assert problems == ()
    assert post.date is not None
    assert (post.date.iso, post.tags, post.series) == (
        "2014-11",
        ("a", "b"),
        (SeriesPlace("s", 1),),
    )
    assert (post.title, post.description) == ("A: B [c]", "One line and the next.")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (":date: 2014-13\n", 1),
        ("\n\n:tags: a\n:date: 2014-13\n", 4),
        (":description: a\n  b\n  c\n:date: 2014-13\n", 4),
    ],
)
def test_lines_are_those_of_the_file(source: str, line: int) -> None:
    (problem,) = read_post("posts/a", of(source), UTC, first_line=1)[1]
    assert problem.line == line


@pytest.mark.parametrize("source", ["", "Title\n=====\n\n:date: 2014\n", ".. note:: a\n", ": a\n"])
def test_no_field_list_at_the_top_is_no_front_matter(source: str) -> None:
    assert of(source) == ""


def test_brackets_that_are_no_yaml_are_text() -> None:
    post, problems = read_post("posts/a", of(":title: [open\n:location: {a\n"), UTC, first_line=1)
    assert problems == ()
    assert (post.title, post.location) == ("[open", "{a")
