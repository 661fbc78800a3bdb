"""Indexes of tags, series, authors and years: names with their posts, in every output."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from .conftest import Build, Project

DIRECTIVES = ("tag-index", "series-index", "author-index", "archive")
INDEX = "Notes\n=====\n\n.. anthology::\n\n" + "\n\n".join(f".. {name}::" for name in DIRECTIVES)
ONE = "---\ndate: 2014-11\ntags: [Nova, Cells]\nauthors: [N. N.]\nseries: Walks\n---\n# One\n"
TWO = "---\ndate: 2015\ntags: [nova, Cells]\nauthors: [N. N., M. M.]\nseries: Walks\n---\n# Two\n"

INDEXES = {
    "tag": [("Cells (2)", ["One", "Two"]), ("Nova (2)", ["One", "Two"])],
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
            r"\\sphinxlineitem{\\DUrole{index-name}{(?P<name>.+?)}"
            r" \\DUrole{count}{(?P<count>\(\d+\))}"
            r"|^{\\hyperref\[.+?\]{\\sphinxcrossref{\\DUrole{doc}{(?P<title>.+?)}}}}$"
        ),
    ),
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"index.rst": INDEX, "posts/one.md": ONE, "posts/two.md": TWO})
    return project


def indexes(build: Build) -> dict[str, list[tuple[str, list[str]]]]:
    """Return each index of the home page: names with counts, and the posts under them."""
    found = {}
    for kind, listing in listings(build):
        terms = [dt.text_content() for dt in listing.iter("dt")]
        titles = [[a.text_content() for a in dd.iter("a")] for dd in listing.iter("dd")]
        found[kind] = list(zip(terms, titles, strict=True))
    return found


def names(build: Build) -> dict[str, list[tuple[str, str, str]]]:
    """Return each index of the home page: names with counts, and where the names lead."""
    return {
        kind: [
            (li.text_content(), a.text_content(), a.get("href"))
            for li in listing
            for a in li.iter("a")
        ]
        for kind, listing in listings(build)
    }


def listings(build: Build) -> Iterator[tuple[str, HtmlElement]]:
    for listing in build.page("index").find_class("post-index"):
        (kind,) = INDEXES.keys() & set(listing.get("class").split())
        yield kind, listing


@pytest.mark.parametrize(("builder", "end"), [("html", ".html"), ("dirhtml", "/")])
def test_in_a_site_names_lead_to_their_pages(posts: Project, builder: str, end: str) -> None:
    build = posts.build(builder)
    assert build.warnings == ""
    assert names(build) == {
        "tag": [
            ("Cells (2)", "Cells", f"tags/cells{end}"),
            ("Nova (2)", "Nova", f"tags/nova{end}"),
        ],
        "series": [("Walks (2)", "Walks", f"series/walks{end}")],
        "author": [
            ("M. M. (1)", "M. M.", f"authors/m-m{end}"),
            ("N. N. (2)", "N. N.", f"authors/n-n{end}"),
        ],
        "year": [
            ("2014 (1)", "2014", f"archive/2014{end}"),
            ("2015 (1)", "2015", f"archive/2015{end}"),
        ],
    }


def test_on_a_single_page_posts_stand_under_their_names(posts: Project) -> None:
    build = posts.build("singlehtml")
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


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex"])
def test_no_two_places_have_one_id(posts: Project, builder: str) -> None:
    page = "# Page\n\n(tag-nova)=\n\n## Tag Cells\n\nSee {tag}`Cells`.\n\n```{tag-index}\n```\n"
    posts.write(
        {
            "one.md": page,
            "two.md": "# Another page\n\n```{tag-index}\n```\n\n```{tag-index}\n```\n",
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   one\n   two\n",
        }
    )
    overrides = {"latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")]}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    if builder == "latex":
        source = (build.outdir / "notes.tex").read_text("utf-8")
        places = re.findall(r"\\label{\\detokenize{(.+?)}}", source)
    else:
        places = build.page("one" if builder == "html" else "index").xpath("//@id")
    assert places
    assert [place for place, count in Counter(places).items() if count > 1] == []


@pytest.mark.parametrize(
    "edit",
    [TWO.replace("# Two", "# Three"), TWO.replace("Cells", "Quotas"), TWO.replace("M. M.", "A.")],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_an_edit_is_in_them_after_the_next_build(posts: Project, edit: str, parallel: int) -> None:
    posts.build(parallel=parallel)
    posts.write({"posts/two.md": edit})
    assert names(posts.build(parallel=parallel)) == names(posts.build(fresh=True))


@pytest.mark.parametrize("fresh", [False, True])
def test_a_name_leads_to_an_index_that_this_output_has(project: Project, fresh: bool) -> None:
    project.write(
        {
            "index.rst": "Notes\n=====\n\n.. toctree::\n\n   names\n\n.. anthology::\n\n"
            ".. only:: html\n\n   .. tag-index::\n\n.. only:: text\n\n   .. series-index::\n",
            "names.rst": "Names\n=====\n\n.. tag-index::\n\n.. series-index::\n",
            "posts/one.md": ONE,
        }
    )
    single = project.build("singlehtml", fresh=fresh).page("index")
    assert len(single.xpath("//*[@id='tag.nova']")) == 1
    links = single.xpath("//*[contains(@class, 'byline')]//a/@href")
    assert {link.rpartition("#")[2] for link in links} >= {"tag.nova", "series.walks"}
    text = project.build("latex", fresh=fresh, parallel=2).outdir / "notes.tex"
    assert r"\detokenize{names:tag.nova}" in text.read_text(encoding="utf-8")
    assert r"\detokenize{index:tag.nova}" not in text.read_text(encoding="utf-8")
