"""Indexes of tags, series, authors and years: names with their posts, in every output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Build, Project

DIRECTIVES = ("tag-index", "series-index", "author-index", "archive")
INDEX = "Notes\n=====\n\n.. anthology::\n\n" + "\n\n".join(f".. {name}::" for name in DIRECTIVES)
ONE = "---\ndate: 2014-11\ntags: [Nova, Cells]\nauthors: [N. N.]\nseries: Walks\n---\n# One\n"
TWO = "---\ndate: 2015\ntags: [nova, Cells]\nauthors: [N. N., M. M.]\nseries: Walks\n---\n# Two\n"

INDEXES = {
    "tag": [("Cells (2)", ["One", "Two"]), ("Nova (1)", ["One"]), ("nova (1)", ["Two"])],
    "series": [("Walks (2)", ["One", "Two"])],
    "author": [("M. M. (1)", ["Two"]), ("N. N. (2)", ["One", "Two"])],
    "year": [("2014 (1)", ["One"]), ("2015 (1)", ["Two"])],
}
# the file of the home page, and what a name with its count, or a post below it, looks like there
ELSEWHERE = {
    "text": ("index.txt", r"^(?P<name>\S.*) (?P<count>\(\d+\))$|^ +\* (?P<title>.+)$"),
    "man": (
        "notes.1",
        r"^\.B (?P<name>.+) (?P<count>\(\d+\))$|^\.IP \\\(bu 2\n(?P<title>\w+)",
    ),
    "latex": (
        "notes.tex",
        (
            r"^\\sphinxlineitem{\\DUrole{index-name}{(?P<name>.+?)}"
            r" \\DUrole{count}{(?P<count>.+?)}}"
            r"|^{\\hyperref\[.+?\]{\\sphinxcrossref{\\DUrole{doc}{(?P<title>.+?)}}}}$"
        ),
    ),
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"index.rst": INDEX, "posts/one.md": ONE, "posts/two.md": TWO})
    return project


def indexes(build: Build) -> dict[str, list[tuple[str, list[str]]]]:
    """Return each index of the home page: names with counts, and titles."""
    found = {}
    for listing in build.page("index").find_class("post-index"):
        kind = listing.get("class").split()[-1]
        terms = [dt.text_content() for dt in listing.iter("dt")]
        titles = [[a.text_content() for a in dd.iter("a")] for dd in listing.iter("dd")]
        found[kind] = list(zip(terms, titles, strict=True))
    return found


def test_names_with_counts_and_links(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert indexes(build) == INDEXES
    (tags,) = (node for node in build.page("index").find_class("tag") if node.tag == "dl")
    assert [a.get("href") for a in tags.iter("a")] == [
        f"posts/{name}.html" for name in ("one", "two", "one", "two")
    ]


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml"])
def test_other_sites_show_them_without_a_word(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    assert build.warnings == ""
    assert indexes(build) == INDEXES


@pytest.mark.parametrize("builder", ELSEWHERE)
def test_other_builders_write_them_without_a_word(posts: Project, builder: str) -> None:
    overrides = {"latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")]}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    name, pattern = ELSEWHERE[builder]
    found: list[tuple[str, list[str]]] = []
    text = (build.outdir / name).read_text(encoding="utf-8")
    for match in re.finditer(pattern, text, re.MULTILINE):
        if match["name"]:
            found.append((f"{match['name']} {match['count']}", []))
        elif found:
            found[-1][1].append(match["title"])
    assert found == [entry for entries in INDEXES.values() for entry in entries]


def test_an_index_of_nothing_says_so(project: Project) -> None:
    project.write({"index.rst": "Notes\n=====\n\n.. tag-index::\n"})
    (index,) = project.build().page("index").find_class("post-index")
    assert index.text_content() == "There are no entries yet."


@pytest.mark.parametrize(
    "edit",
    [TWO.replace("# Two", "# Three"), TWO.replace("Cells", "Quotas"), TWO.replace("M. M.", "A.")],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_an_edit_is_in_them_after_the_next_build(posts: Project, edit: str, parallel: int) -> None:
    posts.build(parallel=parallel)
    posts.write({"posts/two.md": edit})
    assert indexes(posts.build(parallel=parallel)) == indexes(posts.build(fresh=True))
