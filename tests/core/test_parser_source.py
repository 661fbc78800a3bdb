"""Parsers are given front matter that they read, on as many lines."""

from __future__ import annotations

import pytest
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_anthology.core.frontmatter.parser_source import parser_source

BODY = "\n# A\n\nText.\n"


def given(source: str) -> dict[str, object] | None:
    """Return what MyST reads; the text below has the same lines as before."""
    text = parser_source(source, is_markdown=True)
    assert text.endswith(BODY)
    assert text.count("\n") == source.count("\n")
    tokens = MarkdownIt().use(front_matter_plugin).parse(text)
    if tokens[0].type != "front_matter":
        return None
    values = yaml.safe_load(tokens[0].content)
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("+++\ndate = 2014-11-10\norphan = true\n+++\n", {"date": "2014-11-10", "orphan": True}),
        ("+++\ntitle = '''a\nb'''\n[myst]\nx = 2\n+++\n", {"title": "a\nb", "myst": {"x": 2}}),
        ('{\n"title": "A",\n"tags": ["a", "b"]\n}\n', {"title": "A", "tags": ["a", "b"]}),
        ("---\ndate: 2014-02-30\ntocdepth: 2\n---\n", {"date": "2014-02-30", "tocdepth": 2}),
        ("---\ntitle:\tA\n---\n", {"title": "A"}),
        ("---\ntitle: !b a\nx: [&a b, *a]\n---\n", {"title": "a", "x": ["b", "b"]}),
        (f"---\nx-a: {'9' * 5000}\n---\n", {"x-a": "9" * 5000}),
        ("---\nx-a: &a [*a]\ntitle: A\n---\n", {"title": "A"}),
        ("---\ntitle: &a [{b: *a}]\nx: 2\n---\n", {"x": 2}),
        ("---\nx: &a [b]\ny: *a\n---\n", {"x": ["b"], "y": ["b"]}),
        (
            "---\ndate: 2014-13-01\nx-a: &a [*a]\ntitle: A\n---\n",
            {"date": "2014-13-01", "title": "A"},
        ),
        ("---\nmyst: yes\ntitle: A\n---\n", {"title": "A"}),
        ("---\n2014: a\n---\n", {"2014": "a"}),
        ("---\n---\n", None),
        ("---\n\n# only a comment\n\n---\n", None),
        ("+++\n+++\n", None),
    ],
)
def test_myst_reads_what_it_is_given(head: str, values: object) -> None:
    assert given(head + BODY) == values


@pytest.mark.parametrize("line", ['{"title": "A", "orphan": true}', '{\n"title": "A"}'])
def test_json_on_less_than_three_lines_moves_the_text_down(line: str) -> None:
    text = parser_source(f"{line}\n{BODY}", is_markdown=True)
    assert text.startswith('---\n{"title": "A"')
    assert text.endswith(BODY)


@pytest.mark.parametrize(
    "source",
    [
        "---\ndate: 2014-11-10\ntitle: A\n---\n" + BODY,
        "# A\n",
        "---\n\nText.\n",
        '{"cells": [], "metadata": {}}',
    ],
)
def test_what_parsers_read_is_left_alone(source: str) -> None:
    assert parser_source(source, is_markdown=True) == source


def test_docutils_is_given_fields() -> None:
    source = "---\ntitle: A\norphan: true\n---\nA\n=\n"
    assert parser_source(source, is_markdown=False) == ":orphan: true\n\n\n\nA\n=\n"
    assert parser_source(":orphan:\n\nA\n=\n", is_markdown=False) == ":orphan:\n\nA\n=\n"
