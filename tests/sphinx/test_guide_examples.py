"""The guide's examples of lists, indexes and references build without a word; its table is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.core.posts.post_list import Field, Style
from sphinx_anthology.core.posts.query import Sort
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.directives.post_directives import PostListDirective, TimelineDirective
from sphinx_anthology.nodes.cross_references import OBJECT_TYPES

from .conftest import CONF
from .test_features import ALL, TABLE

if TYPE_CHECKING:
    from .conftest import Project

GUIDE = Path(__file__).parents[2] / "guide"
POST = """\
---
date: {date}
tags: [Nova, Cells]
authors: [Ed Leafe]
series: {{name: Mid-cycle notes, order: {order}}}
---

# Post {order}

Text.
"""


def examples(language: str, *pages: str) -> list[str]:
    found: list[str] = []
    for page in pages:
        text = (GUIDE / page).read_text(encoding="utf-8")
        pattern = rf"^(`{{3,}}){language}\n(.*?)^\1$"
        found += [body for _, body in re.findall(pattern, text, re.DOTALL | re.MULTILINE)]
    assert found
    return found


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   page\n",
            "posts/two-days.md": POST.format(date="2014-11", order=1),
            "posts/day-2.md": POST.format(date="2014-12", order=2),
        }
    )
    return project


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize("source", examples("markdown", "lists.md", "indexes.md", "references.md"))
def test_an_example_builds_without_a_word(posts: Project, source: str, builder: str) -> None:
    posts.write({"page.md": f"# Page\n\n{source}"})
    assert posts.build(builder).warnings == ""


@pytest.mark.parametrize("source", examples("python", "indexes.md"))
def test_an_example_of_conf_py_builds_without_a_word(posts: Project, source: str) -> None:
    posts.write({"conf.py": CONF + source, "page.md": "# Page\n\nSee {series}`mid-cycle`.\n"})
    build = posts.build()
    assert build.warnings == ""
    (heading,) = build.page("series/mid-cycle").iter("h1")
    assert heading.text_content().startswith("Series: Mid-cycle notes")


def test_the_table_of_features_is_that_of_their_tests() -> None:
    text = (GUIDE / "features.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    told = {
        name: (
            test.strip("`"),
            tuple(output for output, cell in zip(ALL, cells, strict=True) if cell == "yes"),
        )
        for name, *cells, test in rows[1:]
    }
    assert told == TABLE


def test_the_tables_of_the_guide_name_all_options() -> None:
    text = (GUIDE / "lists.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text))
    assert set(PostListDirective.option_spec) | set(TimelineDirective.option_spec) <= named
    assert {*Style, *Sort, *Field, *Taxonomy} <= named
    roles = (GUIDE / "references.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", roles, re.MULTILINE)) == set(OBJECT_TYPES)
