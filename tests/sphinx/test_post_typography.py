"""Quotation marks of a post's language, marked words and task lists hold in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
---
title: A "{lang}" post
date: 2014
lang: {lang}
---

A "word" and a 'letter' in <mark>a *marked* line</mark>.

- [ ] open task
- [x] done task
- plain item
"""
QUOTED = {
    "en": "A “word” and a ‘letter’ in a marked line.",
    "de": "A „word“ and a ‚letter‘ in a marked line.",
    "fr": "A « word » and a “letter” in a marked line.",
}


@pytest.mark.parametrize("extensions", [["tasklist"], ["tasklist", "smartquotes"]])
@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_typography(project: Project, output: str, extensions: list[str]) -> None:
    project.write({f"posts/{lang}.md": POST.format(lang=lang) for lang in QUOTED})
    options = {
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        "myst_enable_extensions": extensions,
    }
    build = project.build(output, confoverrides=options)
    assert build.warnings == ""
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        text = " ".join(" ".join(ReadPdf(file).pages).split())
        for quoted in QUOTED.values():
            assert quoted.replace(" ", "") in text.replace(" ", "").replace("\xa0", "")
        assert text.count("• plain item") == len(QUOTED)
        return
    for lang, quoted in QUOTED.items():
        if output == "html":
            page = html.parse(build.outdir / "posts" / f"{lang}.html").getroot()
        else:
            page = Epub.in_folder(build.outdir).xml(f"text/posts/{lang}.xhtml")
        (marked,) = page.xpath("//*[local-name()='mark']")
        text = " ".join("".join(marked.getparent().itertext()).split())
        assert text == " ".join(quoted.split())
        items = page.xpath("//*[local-name()='li'][contains(., 'task') or contains(., 'plain')]")
        classes = [item.get("class") or "" for item in items]
        assert ["task-list-item" in names for names in classes] == [True, True, False]
