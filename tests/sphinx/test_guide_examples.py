"""The guide's examples of lists, indexes and references build without a word; its table is true."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.core.posts.post_list import Field, Style
from sphinx_anthology.core.posts.query import Sort
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.directives.post_directives import PostListDirective, TimelineDirective
from sphinx_anthology.nodes.cross_references import OBJECT_TYPES

from .conftest import CONF, DOT
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
    (project.folder / "photos").mkdir()
    (project.folder / "photos" / "valley.jpg").write_bytes(DOT)
    return project


def pairs() -> list[tuple[str, str]]:
    """Return the examples with directives or roles in MyST, each with that in reStructuredText."""
    block = re.compile(r"^( *)(`{3,})(\w+)\n(.*?)^\1\2$", re.DOTALL | re.MULTILINE)
    markup = re.compile(r"\{[\w+:-]+\}(?:`\w|$| )", re.MULTILINE)
    found = []
    for page in sorted(GUIDE.glob("*.md")):
        blocks = block.findall(page.read_text(encoding="utf-8"))
        for number, (_, _, language, body) in enumerate(blocks):
            if language in {"markdown", "md"} and markup.search(body):
                _, _, other, rest = blocks[number + 1]
                assert other == "rst", f"{page.name}: {body}"
                found.append((textwrap.dedent(body), textwrap.dedent(rest)))
    return found


PAIRS = pairs()


def test_the_guide_has_examples_in_both_markups() -> None:
    told = "".join(myst for myst, _ in PAIRS)
    names = ("post-list", "timeline", "tag-index", "anthology", "book-downloads", "math")
    for name in (*names, "book-home", "blog-home", "feed-links"):
        assert f"```{{{name}}}" in told
    assert set(OBJECT_TYPES) - {"category"} <= set(re.findall(r"\{(\w+)\}`", told))


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize(("myst", "rest"), PAIRS, ids=range(len(PAIRS)))
def test_an_example_gives_the_same_in_both_markups(
    posts: Project, myst: str, rest: str, builder: str
) -> None:
    posts.write({"page.md": "# Page\n"})
    inventory = str(posts.build().outdir / "objects.inv")
    conf = CONF.replace(
        'sphinx_anthology"]', 'sphinx_anthology", "sphinx_bindery", "sphinx.ext.intersphinx"]'
    )
    intersphinx = f'intersphinx_mapping = {{"blog": ("https://example.org/", {inventory!r})}}\n'
    posts.write({"conf.py": conf + intersphinx})
    docname = "index" if "{anthology}" in myst else "page"
    found = []
    for suffix, text in ((".md", f"# Page\n\n{myst}"), (".rst", f"Page\n====\n\n{rest}")):
        for old in {*posts.folder.glob(f"{docname}.*"), *posts.folder.glob("page.*")}:
            old.unlink()
        posts.write({f"{docname}{suffix}": text})
        build = posts.build(builder)
        assert build.warnings == ""
        (page,) = (path for path in build.outdir.glob(f"{docname}.*") if path.is_file())
        found.append(page.read_text(encoding="utf-8"))
    assert found[0] == found[1]


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
