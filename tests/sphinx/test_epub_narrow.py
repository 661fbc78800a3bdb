"""On the screen of a phone, pages of an ePub are no wider than the screen, nor cut off."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from tests.browser import in_the_browser, looked_at

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Project

SUM = " + ".join(rf"\frac{{x_{n}}}{{{n}}}" for n in range(1, 40))
POST = """\
---
title: {title}
date: 2014-05-09
tags: [Long-distance rowing and other endurance sports that take a whole day, Tools]
lang: {lang}
---

```{{math}}
:label: sum-{lang}

{formula}
```

```{{table}} A caption that is much longer than the table below it

| a | b |
|---|---|
| 1 | 2 |
```

| Name | What it is for | Where | Default |
|---|---|---|---|
| `an_identifier_of_code` | Something that takes some words | here | `another_identifier` |
"""


@in_the_browser
def test_pages_are_as_wide_as_the_screen(project: Project, tmp_path: Path) -> None:
    project.write(
        {
            "index.rst": "Notes\n=====\n\n.. anthology::\n",
            "posts/en.md": POST.format(title="Rowing", lang="en", formula=SUM),
            "posts/ar.md": POST.format(title="تجديف", lang="ar", formula=SUM),
        }
    )
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    (file,) = project.build("epub", confoverrides={"extensions": extensions}).outdir.glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "pages")
    pages = ["EPUB/text/posts/en.xhtml", "EPUB/text/posts/ar.xhtml"]
    found = looked_at("overflow.mjs", tmp_path / "pages", *pages)
    assert isinstance(found, dict)
    assert len(found) == 4
    assert {page["scrolls"] for page in found.values()} == {0}
    assert [page["formulas"] for page in found.values()] == [[True]] * 4
    for page in found.values():  # nothing is broken letter by letter or word by word
        lines = page["lines"]
        assert [name for name, _width in lines] == ["caption", "code", "code"]
        assert min(width for name, width in lines if name == "caption") > 150
        assert min(width for name, width in lines if name == "code") > 40
