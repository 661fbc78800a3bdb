"""Whatever front matter is given is read or refused: no exception, no draft, no unknown line."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_anthology.core.frontmatter.head import Head, find_head
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.markdown import UnreadableError
from sphinx_anthology.core.frontmatter.parser_source import parser_source, without_front_matter
from tests.fuzzing import CLOSINGS, ENDS, KEYS, ONE_LINE, OPENINGS, fuzzed, sources

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from sphinx_anthology.core.frontmatter.problem import Problem
    from sphinx_anthology.core.posts.post import Post

MANY, VERY_MANY = 250, 20_000
JARGON = re.compile(
    r"mapping values|token|scalar|timedelta|isoformat|NoneType|<class|Traceback|0x[0-9a-f]{8}"
)
MARKS = st.sampled_from(
    (
        "draft: true", "draft: True", "draft: yes", "draft: on", 'draft: "true"', "draft:true",
        "draft : true", "draft = true", "Draft: true", "DRAFT: YES", "'draft': true",
        '"draft": true',
        "published: false", "status: draft", "Status: Draft", "draft:\ttrue", "is_draft: true",
    )
)  # fmt: skip
SIMPLE_LINES = st.builds(
    lambda key, value: f"{key}: {value}",
    st.sampled_from(("title", "date", "tags", "slug", "layout", "description")),
    st.sampled_from(
        (
            "A", "2014", "A: B", '"A"', "'A", '"A', 'A"', "A'",
            "[a, b]", "[a, b", "{a: b}", "@a", "*a*", "- a",
            "# a",
            "C # a", "!a b", "&a b", "|", ">", "%a", "\u200b", "<b>", "-", "a = b", "true",
        )
    ),
)  # fmt: skip


def read(source: str, *, is_markdown: bool) -> tuple[Head, Post, tuple[Problem, ...]]:
    head = find_head(source, is_markdown=is_markdown)
    post, problems = read_post("posts/a", head.text, UTC, head.first_line)
    return head, post, (*problems, *filter(None, [head.problem]))


def check(source: str, *, is_markdown: bool) -> None:
    found = read(source, is_markdown=is_markdown)
    assert read(source, is_markdown=is_markdown) == found
    for problem in found[2]:
        assert 1 <= problem.line <= source.count("\n") + 1
        assert not JARGON.search(problem.message)
        assert problem.message.isprintable() or not problem.message.isascii()


def check_source(source: str) -> None:
    """Check that MyST reads what it is given, and that the lines below keep their numbers."""
    head = find_head(source, is_markdown=True)
    try:
        text = parser_source(source, is_markdown=True)
    except UnreadableError:
        text = without_front_matter(source, is_markdown=True)
        assert text.count("\n") == source.count("\n")
    if not head.end:
        assert text == source
        return
    assert text.count("\n") == source.count("\n") or source.startswith("{")
    tokens = MarkdownIt().use(front_matter_plugin).parse(text.removeprefix("\ufeff"))
    if tokens and tokens[0].type == "front_matter":
        assert isinstance(yaml.safe_load(tokens[0].content), dict)


def check_draft(source: str) -> None:
    head, post, _ = read(source, is_markdown=True)
    assert head.problem or post.draft


@st.composite
def drafts(draw: DrawFn) -> str:
    """Draw the text of a file with a line in its front matter that says that it is a draft."""
    end = draw(ENDS)
    lines = [*draw(st.lists(SIMPLE_LINES, max_size=3)), *draw(st.lists(SIMPLE_LINES, max_size=2))]
    lines.insert(draw(st.integers(0, len(lines))), draw(MARKS))
    return end.join([draw(OPENINGS), *lines, draw(CLOSINGS), "", "Text.", ""])


@given(sources())
@fuzzed(MANY)
def test_any_markdown_file_is_read(source: str) -> None:
    check(source, is_markdown=True)


@given(sources())
@fuzzed(MANY)
def test_any_restructuredtext_file_is_read(source: str) -> None:
    check(source, is_markdown=False)


@given(sources())
@fuzzed(MANY)
def test_myst_reads_what_it_is_given(source: str) -> None:
    check_source(source)


@given(drafts())
@fuzzed(MANY)
def test_no_draft_is_published(source: str) -> None:
    check_draft(source.replace("\r\n", "\n").replace("\r", "\n"))


@given(KEYS, ONE_LINE)
@fuzzed(MANY)
def test_any_value_of_any_key_is_read(key: str, value: str) -> None:
    check(f"---\n{key}: {value}\n---\n", is_markdown=True)
    check(f":{key}: {value}\n\nA\n=\n", is_markdown=False)


@pytest.mark.long
@given(sources())
@fuzzed(VERY_MANY)
def test_very_many_files_are_read(source: str) -> None:
    check(source, is_markdown=True)
    check(source, is_markdown=False)
    check_source(source)


@pytest.mark.long
@given(drafts())
@fuzzed(VERY_MANY)
def test_none_of_very_many_drafts_is_published(source: str) -> None:
    check_draft(source.replace("\r\n", "\n").replace("\r", "\n"))
