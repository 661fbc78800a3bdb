"""The cost of a post does not grow with the number of posts: counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.html import navigation

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Project

OURS = str(Path(__file__).parents[2] / "_ext")
CONFIG = """
html_baseurl = "https://example.org/blog/"
anthology_link_previews = False
anthology_page_size = 10
"""
FEW, MANY = 20, 60
THEMES = ("basic", pytest.param("sphinx_book_theme", marks=pytest.mark.one_python))
POST = """\
---
date: 2014-{month:02}-{day:02}
tags: [t{tag}, all]
series: s{series}
authors: [A{author}]
description: Of {number}.
---

# Post {number}

Text of {{post}}`p{before}`, and more.
"""


@pytest.fixture(autouse=True)
def _sidebar_of_a_large_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show a window of the sidebar from fewer posts on, so that few are enough to count."""
    monkeypatch.setattr(navigation, "SMALL_BOOK", 16)
    monkeypatch.setattr(navigation, "WINDOW_SIZE", 10)


def write_posts(project: Project, count: int) -> None:
    for number in range(count):
        post = POST.format(
            number=number,
            month=number % 12 + 1,
            day=number % 28 + 1,
            tag=number // 4,
            series=number // 6,
            author=number // 10,
            before=max(0, number - 1),
        )
        project.write({f"posts/p{number}.md": post})


def calls_by_our_code(project: Project, posts: int, theme: str) -> Counter[tuple[str, str]]:
    """Return how often a build of so many posts calls each function, from each of ours."""
    write_posts(project, posts)
    profile = cProfile.Profile()
    overrides = {"html_theme": theme, "templates_path": []}
    profile.runcall(project.build, fresh=True, confoverrides=overrides)
    calls: Counter[tuple[str, str]] = Counter()
    for (_file, _line, callee), (*_, callers) in pstats.Stats(profile).stats.items():
        for (file, _line, caller), counts in callers.items():
            if file.startswith(OURS):
                calls[f"{file.removeprefix(OURS)}:{caller}", callee] += counts[0]
    return calls


@pytest.mark.parametrize("theme", THEMES)
def test_no_function_is_called_more_often_a_post(project: Project, theme: str) -> None:
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
            + CONFIG
        }
    )
    project.write({"lists.md": "# Lists\n\n```{timeline}\n```\n\n```{tag-index}\n```\n"})
    index = "Notes\n=====\n\n.. anthology::\n   :by: year\n\n.. toctree::\n\n   lists\n"
    project.write({"index.rst": index})
    few = calls_by_our_code(project, FEW, theme)
    many = calls_by_our_code(project, MANY, theme)
    assert few.total() > 10_000
    grown = {call: (few[call], many[call]) for call in many if many[call] > MANY * 5}
    assert len(grown) > 20
    # a third more, for what sorting costs
    worse = {call: counts for call, counts in grown.items() if counts[1] > 4 * counts[0]}
    assert worse == {}


@pytest.mark.parametrize("theme", THEMES)
def test_an_edit_costs_the_same_in_a_larger_book(project: Project, theme: str) -> None:
    """In pages written, toctrees resolved and bytes of a page, which are the same everywhere."""
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
            + CONFIG
        }
    )
    costs = []
    for posts in (30, 90):
        write_posts(project, posts)
        costs.append(cost_of_an_edit(project, theme))
    (few_pages, few_toctrees, few_bytes), (pages, toctrees, size) = costs
    assert 1 <= pages <= few_pages + 2
    assert toctrees <= few_toctrees + 2
    assert size < 1.2 * few_bytes


FOR_ALL_POSTS = {"fingerprints", "_line", "page_fingerprint", "_summarize", "_view_post"}
"""What is called for each post: for sidebars, ``llms.txt``, pages and lists."""
RECORD = "common/build_record.py"
MAX_FINGERPRINTS = 8
"""Fingerprints of the inputs of a build, and of nothing that a single post shows."""


@pytest.mark.parametrize("theme", THEMES)
def test_a_no_op_finds_out_of_no_post_what_it_shows(project: Project, theme: str) -> None:
    project.write(
        {
            "conf.py": CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
            + CONFIG
        }
    )
    write_posts(project, FEW)

    def called() -> Counter[str]:
        profile = cProfile.Profile()
        profile.runcall(project.build, confoverrides={"html_theme": theme, "templates_path": []})
        calls: Counter[str] = Counter()
        for (file, _line, name), (_primitive, count, *_) in pstats.Stats(profile).stats.items():
            of_posts = name in FOR_ALL_POSTS and not file.endswith(RECORD)
            if file.startswith(OURS) and (of_posts or name == "fingerprint"):
                calls[name] += count
        return calls

    assert called().keys() == {*FOR_ALL_POSTS, "fingerprint"}
    calls = called()
    assert 1 <= calls.pop("fingerprint") <= MAX_FINGERPRINTS < FEW
    assert not calls
    post = project.folder / "posts/p12.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(f"{text}\nMore.\n", encoding="utf-8")
    calls = called()
    assert calls["page_fingerprint"] == calls["_line"] == 0
    assert calls["_view_post"] == 1
    post.write_text(text.replace("Of 12.", "Of more."), encoding="utf-8")
    shown = {*FOR_ALL_POSTS, "fingerprint"}
    assert called().keys() == shown - {"fingerprints"}  # the book has the same titles


def cost_of_an_edit(project: Project, theme: str) -> tuple[int, int, float]:
    """Return how many pages are written and toctrees resolved, and the bytes of a post's page."""

    def overrides() -> dict[str, object]:
        return {"html_theme": theme, "templates_path": []}  # a list to which the theme adds

    outdir = project.build(confoverrides=overrides()).outdir
    before = {path: path.stat().st_mtime_ns for path in outdir.rglob("*.html")}
    post = project.folder / "posts/p12.md"
    post.write_text(post.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    profile = cProfile.Profile()
    profile.runcall(project.build, confoverrides=overrides())
    after = {path: path.stat().st_mtime_ns for path in outdir.rglob("*.html")}
    resolved = sum(
        count
        for (_file, _line, name), (_primitive, count, *_) in pstats.Stats(profile).stats.items()
        if name == "_resolve_toctree"
    )
    sizes = [path.stat().st_size for path in outdir.glob("posts/*.html")]
    return sum(before.get(path) != after[path] for path in after), resolved, sum(sizes) / len(sizes)
