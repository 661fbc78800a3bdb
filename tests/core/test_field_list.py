"""The field list of a reStructuredText post reads as its front matter."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.posts.post import SeriesPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def of(source: str) -> str:
    return of_lines(io.StringIO(source))


def of_lines(lines: Iterable[str]) -> str:
    return field_list_yaml(lines)


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
        (".. a comment\n   on two lines\n\n.. _a:\n\n:tags: a\n\n\n:date: 2014-13\n", 9),
        (":description: a\n\n  c\n:date: 2014-13\n", 4),
        (":tags: [a]\n:description: a\u2028  b\n:date: 2014-13\n", 3),
    ],
)
def test_lines_are_those_of_the_file(source: str, line: int) -> None:
    (problem,) = read_post("posts/a", of(source), UTC, first_line=1)[1]
    assert problem.line == line


@pytest.mark.parametrize("source", ["", "Title\n=====\n\n:date: 2014\n", ".. note:: a\n", ": a\n"])
def test_no_field_list_at_the_top_is_no_front_matter(source: str) -> None:
    assert of(source) == ""


@pytest.mark.parametrize(
    "source",
    [
        ":draft: yes",
        "\ufeff\n:draft: yes",
        ".. comment\n:draft: yes",
        ".. comment\n\n   more\n\n:draft: yes",
        "..\n   comment\n\n:draft: yes",
        "..\n\n:draft: yes",
        "..\n\n   quote\n\n:draft: yes",
        ".. _target:\n\n:draft: yes",
        ".. _target: https://example.org/\n   a\n\n:draft: yes",
        "__ https://example.org/\n\n:draft: yes",
        ".. |a| replace:: b\n\n:draft: yes",
        ".. index:: a\n\n:draft: yes",
        ".. meta::\n   :keywords: a\n\n:draft: yes",
        ".. raw:: html\n\n   a\n\n:draft: yes",
        ".. note:: a\n\n:draft: yes",
        ".. [1] a\n\n:draft: yes",
        ".. [a b] c\n\n:draft: yes",
        ".. [a-b] c\n\n:draft: yes",
        ":a: b\n\n\n:draft: yes",
        ":a:\n   b\n\n   c\n:draft: yes",
        ":a:\tb\n\n\tc\n\n:draft: yes",
        ":a:\n:draft: yes",
        ":a b: c\n:draft: yes",
        ":a, *b*! (c): d\n:draft: yes",
        ":a\\:b: c\n:draft: yes",
        ":a:b: c\n:draft: yes",
        ":a: b: c\n:draft: yes",
        ":a:b\n:draft: yes",
        ":a : b\n:draft: yes",
        ":a:`b`\n\n:draft: yes",
        ":a:`b`: c\n\n:draft: yes",
        ": a: b\n\n:draft: yes",
        ":: a: b\n\n:draft: yes",
        ":a: b\n\n.. comment\n\n:draft: yes",
        ":a: b\n\ntext\n\n:draft: yes",
        "text\n\n:draft: yes",
        "  :draft: yes",
        ":a: b\n   :draft: yes",
        ":draft:\tyes",
        ":a: b\u2028:draft: yes",
        ":a: b\u2028c\n:draft: yes",
        "\f\n:draft: yes",
        ":draft:\n   yes",
        ":draft:\n\n   yes",
    ],
)
def test_fields_are_those_of_sphinx(
    source: str, make_app: Callable[..., Any], tmp_path: Path
) -> None:
    """What Sphinx knows as metadata of the file is what the post knows."""
    tmp_path.joinpath("conf.py").touch()
    tmp_path.joinpath("index.rst").write_text(f"{source}\n\nTitle\n=====\n", encoding="utf-8")
    app = make_app("dummy", srcdir=tmp_path)
    app.build()
    with tmp_path.joinpath("index.rst").open(encoding="utf-8") as lines:
        post, _ = read_post("index", field_list_yaml(lines), UTC, first_line=1)
    assert post.draft is (app.env.metadata["index"].get("draft") == "yes")


@pytest.mark.parametrize("name", ["a b", "a, *b*", 'a "b"', "a#b", "é"])
def test_any_name_of_a_field_is_a_key(name: str) -> None:
    (problem,) = read_post("posts/a", of_lines([f":{name}: a\n"]), UTC, first_line=1)[1]
    assert repr(name) in problem.message


@pytest.mark.parametrize("value", ["a\x07b", "a\x7fb\ufffe", "\ufeffa", "a\u2029b", "😀"])
def test_any_value_is_yaml(value: str) -> None:
    text = of_lines([f":title: {value}\n", ":draft: no\n"])
    post, problems = read_post("posts/a", text, UTC, first_line=1)
    assert post.title
    assert not post.draft
    assert {problem.line for problem in problems} <= {1}


def test_a_flag_alone_holds_the_post_back() -> None:
    post, problems = read_post("posts/a", of(":draft:\n"), UTC, first_line=1)
    assert post.draft
    assert [problem.line for problem in problems] == [1]


def test_brackets_that_are_no_yaml_are_text() -> None:
    post, problems = read_post(
        "posts/a", of(":title: [open\n:location: {a\n:slug: [a]: b\n"), UTC, first_line=1
    )
    assert problems == ()
    assert (post.title, post.location, post.slug) == ("[open", "{a", "[a]: b")
