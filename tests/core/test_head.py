"""Front matter in all formats, and tops of files that look like front matter and are none."""

from __future__ import annotations

import textwrap

import pytest

from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.problem import Kind

KEYS = "title: A\ndraft: true\n"
BODY = "\n# A\n\nText.\n"


def held(source: str, *, is_markdown: bool = True) -> int:
    """Return the line of the problem, 0 without one."""
    head = find_head(source, is_markdown=is_markdown)
    if head.problem is None:
        return 0
    assert head.problem.kind is Kind.YAML
    assert 1 <= head.problem.line <= source.count("\n") + 1
    return head.problem.line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (f"---\n{KEYS}{BODY}", 1),
        (f"---\n{KEYS}", 1),
        (f"\n---\n{KEYS}---\n{BODY}", 2),
        (f" ---\n{KEYS}---\n{BODY}", 1),
        (textwrap.indent(f"---\n{KEYS}---\n", "    ") + BODY, 1),
        (f"\t---\n{KEYS}---\n{BODY}", 1),
        (f"\ufeff\ufeff---\n{KEYS}---\n{BODY}", 1),
        (f"\u200b---\n{KEYS}---\n{BODY}", 1),
        (f"\u00a0---\n{KEYS}---\n{BODY}", 1),
        (f"<!-- a comment -->\n---\n{KEYS}---\n{BODY}", 2),
        (f"<!--\na comment\n-->\n\n---\n{KEYS}---\n{BODY}", 5),
        (f"% a comment\n---\n{KEYS}---\n{BODY}", 2),
        (f"(target)=\n---\n{KEYS}---\n{BODY}", 2),
        (f"--\n{KEYS}--\n{BODY}", 1),
        (f"--\n{KEYS}---\n{BODY}", 1),
        (f"\u2014\n{KEYS}\u2014\n{BODY}", 1),
        (f"\u2014\u2014\u2014\n{KEYS}\u2014\u2014\u2014\n{BODY}", 1),
        (f"\u2013\u2013\u2013\n{KEYS}---\n{BODY}", 1),
        (f"\u2014-\n{KEYS}\u2014-\n{BODY}", 1),
        (f"- - -\n{KEYS}- - -\n{BODY}", 1),
        (f"***\n{KEYS}***\n{BODY}", 1),
        (f"===\n{KEYS}===\n{BODY}", 1),
        (f"\\---\n{KEYS}\\---\n{BODY}", 1),
        (f"\\-\\-\\-\n{KEYS}\\-\\-\\-\n{BODY}", 1),
        (f";;;\n{KEYS};;;\n{BODY}", 1),
        (f"...\n{KEYS}...\n{BODY}", 1),
        (f"```yaml\n{KEYS}```\n{BODY}", 1),
        (f"```\n---\n{KEYS}---\n```\n{BODY}", 1),
        (f"~~~\n{KEYS}~~~\n{BODY}", 1),
        (f"```{{code-block}} yaml\n{KEYS}```\n{BODY}", 1),
        (f"---\n{KEYS}--- end\n{BODY}", 1),
        (f"---\n{KEYS}\u2014\n{BODY}", 1),
        (f"---\n\n{KEYS}{BODY}", 1),
        (f"---\n# comment\n{KEYS}{BODY}", 1),
        (f"<!--\n.. title: A\n.. slug: a\n.. date: 2014\n-->\n\n{BODY}", 1),  # Nikola
        (f"<!-- \n.. status: draft\n-->\n{BODY}", 1),
        (f"---\ntags:\n- a\n- b\n\n{KEYS}{BODY}", 1),
        (f"{KEYS}{BODY}", 1),
        (f"{KEYS}---\n{BODY}", 1),
        (f"\n\n{KEYS}{BODY}", 3),
        (f"Title: A\nAuthor: N. N.\n  and another\nDraft: Yes\n{BODY}", 1),
        (f"Title: A\nStatus: draft\n{BODY}", 1),
        (f"Title: A\nDate: 2014\n{BODY}", 1),
        (f"draft: true\n{BODY}", 1),
        (f"published: false\n{BODY}", 1),
        (f"draft: true\nText below.\n{BODY}", 1),
        (f":title: A\n:draft: true\n{BODY}", 1),
        (f"title = 'A'\ndraft = true\n{BODY}", 1),
        (f"\n+++\ndraft = true\n+++\n{BODY}", 2),
        (f"+++\ndraft = true\n{BODY}", 1),
        (f" +++\ndraft = true\n+++\n{BODY}", 1),
        (f"++\ndraft = true\n++\n{BODY}", 1),
        (f"+++ toml\ntitle = 'A'\ndraft = true\n+++\n{BODY}", 1),
        (f"+++\ntitle = 'A'\ndraft = true\n---\n{BODY}", 1),
        (f"+++\ntitle = 'A'\ndraft = yes\n+++\n{BODY}", 3),
        (f"+++\ntitle = 'A\n+++\n{BODY}", 2),
        (f'{{"title": "A", "draft": true,}}\n{BODY}', 1),
        (f'{{"title": "A"\n "draft": true}}\n{BODY}', 1),
        (f'{{"title": "A", "draft": true}} text\n{BODY}', 1),
        (f'\n{{"title": "A", "draft": true}}\n{BODY}', 2),
        (f"{{title: A, draft: true}}\n{BODY}", 1),
        (f'{{"x-own": 1, "draft": true,}}\n{BODY}', 1),
        (f'{{\n  "x-own": 1,\n  "draft": true,\n}}\n{BODY}', 1),
        (f'{{\n  title: "A",\n  draft: true\n}}\n{BODY}', 1),
        (f"# A\n\n---\n{KEYS}---\n\nText.\n", 3),
        ("# A\n\n---\ntitle: A\ndate: 2014\n---\n\nText.\n", 3),
        (f"A\n=\n\n---\n{KEYS}---\n\nText.\n", 4),
        ("# A\n\ndraft: true\n\nText.\n", 3),
        ("# A\nStatus: draft\n\nText.\n", 2),
        (f"<!--\n{KEYS}-->\n{BODY}", 3),
        (f"<!--\n.. title: A\n.. draft: true\n-->\n{BODY}", 3),
        (f"% draft: true\n{BODY}", 1),
        (f"[//]: # (draft: true)\n{BODY}", 1),
        (f"---\n---\n{KEYS}---\n{BODY}", 3),
        (f"---\n---\n\n{KEYS}{BODY}", 4),
        (f"---\ndate: 2014\n---\n---\n{KEYS}---\n{BODY}", 4),
        (f"---\ndate: 2014\n---\n\n---\n{KEYS}---\n{BODY}", 5),
        ("d\x00r\x00a\x00f\x00t\x00:\x00 \x00t\x00r\x00u\x00e\x00\n", 1),
        (f"**draft:** true\n{BODY}", 1),
        (f"draft:: true\n{BODY}", 1),
        (f"#+TITLE: A\n#+DRAFT: true\n{BODY}", 2),
        (f'+++ {{"draft": true}}\n{BODY}', 1),
        ("\n" * 100 + f"---\n{KEYS}---\n{BODY}", 101),
        ("<!--\n" + "A licence.\n" * 100 + f"-->\n---\n{KEYS}---\n{BODY}", 103),
        ('{"title": ' + "[" * 50_000 + f'\n, "draft": true}}\n{BODY}', 1),
        (f"> draft: true\n{BODY}", 1),
        (f"draft\uff1a true\n{BODY}", 1),
        (f"---\r\n{KEYS}\r\n{BODY}".replace("\n", "\r\n").replace("\r\r", "\r"), 1),
    ],
)
def test_a_fence_slightly_wrong_holds_the_post_back(source: str, line: int) -> None:
    assert held(source) == line


@pytest.mark.parametrize("fence", ["---", "...", "----", " ---"])
@pytest.mark.parametrize(
    "below",
    [
        "draft: true\n---\n",
        "\ndraft: true\n---\n",
        "Draft: true\nAuthor: N. N.\n---\n",
        "author: N. N.\n\ndraft: true\n---\n",
        "draft: true\n",
        "draft: true  # not yet\nauthor: N. N.\n",
        "draft: true\n...\n",
        "draft:: true\n",
        "---\ndraft: true\n",
        "tags:\n  - a\ndraft: true\n---\n",
        "# a comment\ndraft: true\n---\n",
        "'draft': true\n---\n",
        "published: no\n---\n",
        "Status: draft\n",
    ],
)
def test_a_mark_below_the_front_matter_holds_the_post_back(fence: str, below: str) -> None:
    assert held(f"---\ntitle: A\n{fence}\n{below}{BODY}")


@pytest.mark.parametrize(
    "source",
    [
        "+++\ntitle = 'A'\n+++\ndraft = true\n+++\n",
        "+++\ntitle = 'A'\n+++\n\ndraft = true\n+++\n",
        "+++\ntitle = 'A'\n+++\ndraft = true\n",
        '{"title": "A"}\n{"draft": true}\n',
        '{"title": "A"}\n\n{"draft": true}\n',
        '{"title": "A"}\n{\n  "draft": true\n}\n',
        '{"title": "A"}\n"draft": true\n}\n',
    ],
)
def test_a_mark_below_front_matter_of_other_formats_holds_it_back(source: str) -> None:
    assert held(f"{source}{BODY}")


@pytest.mark.parametrize(
    "below",
    [
        "Note: this is a text.\n",
        "Draft: the story of a word.\n",
        "Draft: true stories\n",
        "Published: no, not yet\n",
        "Status: we are here\n",
        "Author: N. N.\nDate: 2015\n",
        "Note: one\n\nNote: two\n---\n",
        "---\nDraft: the story\n",
    ],
)
def test_prose_below_the_front_matter_is_a_text(below: str) -> None:
    assert held(f"---\ntitle: A\n---\n{below}{BODY}") == 0
    assert held(f":title: A\n{below.replace('---', '')}\nA\n=\n", is_markdown=False) == 0


@pytest.mark.parametrize("name", ["post", "image", "ext:box"])
def test_a_directive_with_options_is_no_front_matter(name: str) -> None:
    source = f".. {name}::\n   :tags: a\n   :title: b\n\nA\n=\n\nText.\n"
    assert held(source, is_markdown=False) == 0
    assert held(source.replace(":tags: a", ":draft: true"), is_markdown=False) == 1


def test_the_message_shows_the_fence() -> None:
    problem = find_head(f"\u2014\n{KEYS}\u2014\n", is_markdown=True).problem
    assert problem
    assert problem.message == (
        "front matter: the top of the file looks like front matter and is not read as such: "
        "'\u2014' is not a fence; begin the file with a line '---', lines such as 'draft: true', "
        "and a line '---'"
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("A\n=\n\n:draft: true\n\nText.\n", 4),
        ("=\nA\n=\n\n:draft: true\n\nText.\n", 5),
        ("===\nAbc\n===\n\n:date: 2014\n:status: draft\n\nText.\n", 5),
        ("A\n=\n\n:date: 2014\n:tags: a\n\nText.\n", 4),
        (".. a comment\n\nA\n=\n\n:draft: true\n", 6),
        ("  :draft: true\n\nA\n=\n", 1),
        (":draft:true\n\nA\n=\n", 1),
        (".. title: A\n.. status: draft\n\nText.\n", 1),
        (".. draft: true\n\nA\n=\n", 1),
        (f"{KEYS}\nA\n=\n", 1),
        ("draft: true\n\nA\n=\n", 1),
        (f"\n---\n{KEYS}---\n\nA\n=\n", 2),
        ("Text.\n\n:draft: true\n", 3),
        (":orphan:\n\nA\n=\n\n:draft: true\n", 6),
        (":title: A\ndraft: true\n\nA\n=\n", 2),
        (":title: A\n:draft true\n\nA\n=\n", 2),
        (":title: A\n:draft\n\nA\n=\n", 2),
        (":draft true\n:title: A\n\nA\n=\n", 1),
        (":title: A\n:draft true\n:date: 2014\n\nA\n=\n", 2),
        (":title: A\n:status draft\n\nA\n=\n", 2),
        (":title: A\n\n:draft true\n\nA\n=\n", 3),
        (":title: A\n  draft: true\n\nA\n=\n", 2),
        (":title: A\n  :draft: true\n\nA\n=\n", 2),
        (":title: A\n.. draft: true\n\nA\n=\n", 2),
        (":title: A\n- draft: true\n\nA\n=\n", 2),
    ],
)
def test_fields_in_the_wrong_place_hold_the_post_back(source: str, line: int) -> None:
    assert held(source, is_markdown=False) == line


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n",
        "---\n",
        "---\n---\n",
        "---\n\nText after a thematic break.\n",
        "---\nNote: this is a text.\n",
        "---\n\nSummary: this is a text.\n",
        "***\n\nTitle: a word that we discuss.\n\nText.\n",
        "---\n\nDraft: notes of a talk.\n",
        "\u2014 Title: a dash\n",
        "\u2014\n\nText.\n",
        "Note: this is a text.\n\nText.\n",
        "Update: this is a text,\non two lines.\n",
        "Location: Paris\n\nText.\n",
        "Date: May 5\nLocation: Paris\n\nJoin us.\n",
        "**Date:** May 5\n**Location:** Paris\n\nJoin us.\n",
        "Title: a short history of the word\n\nText.\n",
        "Draft: why we write them\n\nText.\n",
        "Term\n: its definition\n\nText.\n",
        "Published: no, not yet, she said.\n",
        "I said: draft: true is a key.\n",
        "# Draft: true stories\n\nText.\n",
        "# A\n\nAuthor: N. N.\nDate: 2014\n\nText.\n",
        "# A\n\n---\n\nText: more.\n",
        "# A\n\n```yaml\ndraft: true\n```\n",
        "# A\n\nText.\n\n```yaml\n---\ntitle: A\ndraft: true\n---\n```\n",
        "# A\n\nText.\n\n    draft: true\n",
        "```yaml\nname: build\non: push\n```\n",
        "```python\ntitle = 'a'\n```\n",
        "{ref}`a`\n\nText.\n",
        "{{ title }}\n\nText.\n",
        "{% assign x = 5 %}\n\nText.\n",
        "{\n",
        '{"cells": [], "metadata": {}}\n',
        '{"cells": [{"metadata": {"tags": ["a"], "title": "b"}, "source": []}]}',
        '{\n "cells": [\n  {\n   "metadata": {\n    "tags": ["a"],\n    "title": "b"\n',
        '{\n "metadata": {\n  "title": "a",\n  "draft": true\n },\n "cells": []\n}\n',
        "{note: a}\n",
        "+++\n\nText.\n",
        "+++\n\nText.\n\n+++\n\nMore.\n",
        "+++\n",
        "---\ndate: 2014\n---\nTitle: B\nDate: 2015\n",
        "---\ndate: 2014\n---\n\n---\n\nText.\n\n---\n",
        "---\ndate: 2014\n---\n\n```yaml\ntitle: A\ndraft: true\n```\n",
        "---\ndate: 2014\n---\n\ndraft: true\n",
        "12:30 lunch\n13:30 talk\n\nText.\n",
        "https://example.org/\nhttps://example.com/\n",
        "- title: A\n- draft\n",
        "| title: a | date: b |\n|---|---|\n",
        "# A\n:::{note}\nText\n:::\n",
        ":::{note}\ndraft: text\n:::\n",
        "```{note}\n:class: tip\nText\n```\n",
        "```{figure} a.png\n:name: a\n:alt: b\n```\n",
        "```{post-list}\n:tags: a\n```\n",
        "# A\n\n```{timeline}\n:tags: a\n:category: b\n```\n",
        "---\ndate: 2014\n---\n\n# A\n\n```{timeline}\n:limit: 3\n```\n",
        "---\ndate: 2014\n---\n\n# A\n\n:::{toctree}\n:hidden: true\n:::\n",
    ],
)
def test_a_text_is_a_text(source: str) -> None:
    assert held(source) == 0


@pytest.mark.parametrize(
    "source",
    [
        "A\n=\n\nText.\n",
        "A\n=\n\n:param a: b\n:returns: c\n",
        "A\n=\n\n.. note::\n   :class: a\n\n   b\n",
        ".. title:: A\n\nA\n=\n",
        ".. image:: a.png\n   :alt: b\n\nA\n=\n",
        ":orphan:\n\nA\n=\n",
        "----\n\nText\n",
        ".. code-block:: yaml\n\n   draft: true\n",
        ".. a comment: title\n\nA\n=\n",
    ],
)
def test_a_text_in_restructuredtext_is_a_text(source: str) -> None:
    assert held(source, is_markdown=False) == 0
