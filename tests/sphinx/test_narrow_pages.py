"""No page scrolls sideways for what we add to it, or for frames, in any theme."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tests.browser import in_the_browser, looked_at

if TYPE_CHECKING:
    from .conftest import Project

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsanstalt"
POST = f"""\
---
title: "{LONG}"
date: 2014-05-09
description: "On the {LONG}."
tags: ["{LONG.lower()}"]
---

Text.

<iframe width="560" height="315" src="https://video.example.org/embed/1" title="A film"></iframe>

```{{youtube}} dQw4w9WgXcQ
```
"""
CARDS = """\
# Cards

```{post-list}
:style: cards
:show: date, excerpt, tags
```
"""
THEMES = ("basic", "alabaster", "bindery_book_theme", "furo", "pydata_sphinx_theme")


@in_the_browser
@pytest.mark.parametrize("theme", THEMES)
def test_no_page_scrolls_sideways(project: Project, theme: str) -> None:
    if theme in {"furo", "pydata_sphinx_theme"}:
        pytest.importorskip(theme)
    video = "sphinxcontrib.youtube"
    others = [video] if importlib.util.find_spec(video) else []
    project.write({"posts/a.md": POST if others else POST.partition("```{youtube}")[0]})
    project.write({"posts/b.md": POST.partition("```{youtube}")[0], "cards.md": CARDS})
    index = "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   cards\n"
    project.write({"index.rst": index})
    options = {
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery", *others],
        "html_theme": theme,
    }
    build = project.build("html", confoverrides=options)
    found = looked_at("overflow.mjs", build.outdir, "posts/a.html", "cards.html")
    assert isinstance(found, dict)
    assert len(found) == 4
    assert found == {key: {"scrolls": 0, "wide": []} for key in found}
