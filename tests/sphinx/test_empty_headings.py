"""Empty headings are left out of every output, with a warning at their line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.core.test_image_format import PNG

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
---
title: A post
date: 2014
---

####

First text.

## Part

Part text.

(lost)=
### <!-- nothing -->

More text, see [the place](#lost).

> ###
>
> Quoted.

## &nbsp;

## ![A picture](a.png)

Last text.
"""
KEPT = ["First text.", "Part text.", "More text, see the place.", "Quoted.", "Last text."]


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_content_stays_and_each_heading_is_reported(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST})
    (project.folder / "posts" / "a.png").write_bytes(PNG)
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    build = project.build(output, confoverrides={"extensions": extensions})
    lines = re.findall(r"a\.md:(\d+): WARNING: heading: .*\[bindery\.heading\]", build.warnings)
    assert lines == ["6", "15", "19", "23"]
    assert len(build.warnings.splitlines()) == len(lines)
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        read = ReadPdf(file)
        assert read.xmp["part"] == "1"
        text = " ".join(read.pages)
    elif output == "epub":
        book = Epub.in_folder(build.outdir)
        (page,) = (book.xml(path) for path in book.items if path.endswith("posts/a.xhtml"))
        text = " ".join("".join(page.itertext()).split())
    else:
        page = build.page("posts/a")
        headings = list(page.find_class("body")[0].iter("h1", "h2", "h3", "h4"))
        assert [h.text_content().rstrip("¶").strip() for h in headings] == [
            "A post",
            "Part",
            "A picture",
        ]
        text = " ".join(page.text_content().split())
    assert [part for part in KEPT if part not in text] == []
