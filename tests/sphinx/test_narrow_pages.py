"""No page scrolls sideways for what we add to it, for frames or for formulas, in any theme."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser import in_the_browser, looked_at

from .conftest import DOT

if TYPE_CHECKING:
    from .conftest import Project

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsanstalt"
SUM = " + ".join(rf"\frac{{x_{n}}}{{{n}}}" for n in range(1, 40))
FILM = """\
```{youtube} dQw4w9WgXcQ
```
"""
POST = f"""\
---
title: "{LONG}"
date: 2014-05-09
authors: [ann]
description: "On the {LONG}."
tags: ["{LONG.lower()}", "dampf"]
---

Text.

```{{math}}
:label: sum

{SUM}
```

```{{math}}
:label: short

a + b
```

{FILM}
<iframe class="shape" width="560" height="315" src="https://video.example.org/1" title="A film">
</iframe>

<p>A frame <IFRAME class=shape width=640 height=360px title="In text" allow=fullscreen></IFRAME></p>

<video class="shape" width="640" height="480" controls style="border: 0" src="film.mp4"></video>

<embed class="shape" src="https://video.example.org/embed/2" width="600" height="400">

<img class="shape" width="800" height="200" src="dot.png" alt="A point">

```{{image}} dot.png
:alt: A point
:class: shape
:width: 800px
:height: 400px
```

<iframe class="shape" width="100%" height="150" title="As wide as the text"></iframe>

## One

```console
$ make html
$ make epub
```

## Two
"""
AUTHORS = {"ann": {"name": "Ann Author", "image": "ann.jpg", "description": "Walks."}}
CARDS = """\
# Cards

```{post-list}
:style: cards
:show: date, excerpt, tags
```
"""
SHAPES = {
    "iframe": [560 / 315, 640 / 360],
    "video": [640 / 480],
    "embed": [600 / 400],
    "img": [800 / 200, 800 / 400],
}
"""The ratios in the post, by element."""
YOUTUBE = 560 / (315 + 30)
"""The ratio that sphinxcontrib-youtube gives to a frame, with a row of buttons."""

THEMES = (
    "basic",
    "classic",
    "alabaster",
    "bindery_book_theme",
    "furo",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    "sphinx_rtd_theme",
)
_INSTALLED = {"furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"}


@in_the_browser
@pytest.mark.parametrize("theme", THEMES)
def test_narrow_pages(project: Project, theme: str) -> None:
    if theme in _INSTALLED:
        pytest.importorskip(theme)
    video = "sphinxcontrib.youtube"
    others = [video] if importlib.util.find_spec(video) else []
    without = POST.replace(FILM, "")
    project.write({"posts/a.md": POST if others else without})
    project.write({"posts/b.md": without, "cards.md": CARDS})
    project.write({"posts/film.mp4": ""})
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
    Image.new("RGB", (900, 900), "teal").save(project.folder / "ann.jpg")
    index = "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   cards\n"
    project.write({"index.rst": index})
    options = {
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery", *others],
        "anthology_authors": AUTHORS,
        "html_theme": theme,
        "html_theme_options": {"body_min_width": 0} if theme == "classic" else {},
        "templates_path": [],  # themes append to the default, which all builds of a process share
    }
    build = project.build("html", confoverrides=options)
    found = looked_at("overflow.mjs", build.outdir, "posts/a.html", "cards.html")
    assert isinstance(found, dict)
    assert len(found) == 4
    scrolling = {key: (page["scrolls"], page["wide"]) for key, page in found.items()}
    assert scrolling == dict.fromkeys(found, (0, []))
    assert [page["printed"] for page in found.values()] == [[]] * 4
    assert not [cut for key, page in found.items() if "1280" in key for cut in page["cut"]]
    if theme == "sphinx_book_theme":
        assert [page["menu"] for page in found.values()] == [[0, True]] * 4
        assert [page["covered"] for page in found.values()] == [[]] * 4
        index = looked_at("overflow.mjs", build.outdir, "genindex.html")
        assert isinstance(index, dict)
        assert [len(set(page["index"])) for page in index.values()] == [1, 2]
        assert [page["scrolls"] for page in index.values()] == [0, 0]
        assert found["posts/a.html 1280"]["copied"] == ["make html\nmake epub"]
    for width in (375, 1280):
        assert found[f"posts/a.html {width}"]["formulas"] == [True, True]
        assert found[f"posts/a.html {width}"]["authors"] == [0]
        shapes: dict[str, list[float]] = {}
        *sized, full = found[f"posts/a.html {width}"]["shapes"]
        for element, wide, high in sized:
            shapes.setdefault(element, []).append(wide / high)
        if others:
            assert shapes["iframe"].pop(0) == pytest.approx(YOUTUBE, rel=0.02)
        assert full[2] == pytest.approx(150, abs=4)
        assert shapes == {name: pytest.approx(ratios, rel=0.02) for name, ratios in SHAPES.items()}
