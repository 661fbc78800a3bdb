"""The guide's examples for looks, analytics, comments and notebooks have their effect."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import DOT

if TYPE_CHECKING:
    from .conftest import Build, Project

GUIDE = Path(__file__).parents[2] / "guide"
PAGE = (GUIDE / "customize.md").read_text(encoding="utf-8")
CONF = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_build"]
html_theme = "sphinx_book_theme"
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>\n'
POST = """\
---
date: 201{number}-11
tags: [{tag}]
series: Days {number}
---

# Post {number}

Text about rivers and lanterns, with a link to [another](post-{other}.md).
"""
NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [{"name": "stdout", "output_type": "stream", "text": ["forty-two\n"]}],
            "source": ["print(what)"],
        }
    ],
    "metadata": {
        "date": "2015-02-03",
        "title": "A notebook",
        "language_info": {"name": "python", "pygments_lexer": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 4,
}


def examples(heading: str, language: str) -> list[str]:
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found, heading
    return [str(block) for block in found]


@pytest.fixture
def blog(project: Project) -> Project:
    project.write(
        {
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. post-list::\n   :style: cards\n"
            "   :show: date, excerpt\n\n.. post-list::\n",
            "posts/post-1.md": POST.format(number=1, other=2, tag="Nova"),
            "posts/post-2.md": POST.format(number=2, other=1, tag="Cells"),
            "posts/post-3.md": POST.format(number=3, other=1, tag="Cells"),
            "posts/post-4.md": POST.format(number=4, other=1, tag="Nova"),
        }
    )
    return project


def built(blog: Project, *parts: str, **files: str) -> Build:
    blog.write({"conf.py": CONF + "".join(parts), **files})
    build = blog.build()
    assert build.warnings == ""
    return build


def test_the_theme_is_set(blog: Project) -> None:
    build = built(blog, *examples("Theme", "python"))
    sheets = build.page("index").xpath("//link[@rel='stylesheet']/@href")
    assert any("furo" in sheet for sheet in sheets)


def test_styles_find_what_they_name(blog: Project) -> None:
    (style,) = examples("Styles", "css")
    build = built(blog, *examples("Styles", "python"), **{"_static/custom.css": style})
    pages = [build.page(name) for name in ("index", "posts/post-1", "posts/post-2")]
    sheets = pages[0].xpath("//link/@href")
    assert any(str(sheet).startswith("_static/custom.css") for sheet in sheets)
    names = set(re.findall(r"\.([a-z][a-z-]+)", style))
    assert len(names) > 5
    assert [name for name in names if not any(page.find_class(name) for page in pages)] == []


def test_logo_and_favicon_are_shown(blog: Project) -> None:
    pictures = {"_static/logo.svg": SVG, "_static/favicon.svg": SVG}
    page = built(blog, *examples("Logo and favicon", "python"), **pictures).page("index")
    (brand,) = page.find_class("navbar-brand")
    assert brand.xpath(".//img/@src")[0].startswith("_static/logo.svg")
    assert "My notes" in brand.text_content()
    assert page.xpath("//link[@rel='icon']/@href")[0].startswith("_static/favicon.svg")


def test_nothing_is_loaded_from_elsewhere_until_you_say_so(blog: Project) -> None:
    def addresses(*parts: str) -> list[str]:
        page = built(blog, *parts).page("posts/post-1")
        loaded = page.xpath("//script/@src | //link[not(@rel='canonical')]/@href | //img/@src")
        return [address for address in loaded if "//" in address]

    assert addresses() == []
    assert addresses(*examples("Analytics", "python")) == ["https://stats.example.org/script.js"]


def test_comments_are_below_posts(blog: Project) -> None:
    _, theme = examples("Comments", "python")
    template, later, head = examples("Comments", "html+jinja")
    build = built(blog, theme, **{"_templates/comments.html": template})
    (script,) = build.page("posts/post-1").xpath("//script[contains(@src, 'giscus')]")
    assert script.get("data-mapping") == "pathname"
    assert script.xpath("preceding::*[contains(@class, 'byline')]")
    assert not build.page("index").xpath("//script[contains(@src, 'giscus')]")
    # after a click alone
    blog.write({"_templates/comments.html": later, "_templates/layout.html": head})
    build = built(blog, theme)
    page = build.page("posts/post-1")
    (button,) = page.xpath("//button[@id='show-comments']")
    assert "giscus" in button.xpath("string(following::script[1])")
    assert not page.xpath("//script[contains(@src, '//')]")
    assert not build.page("index").xpath("//button[@id='show-comments']")
    for name in ("index", "posts/post-1", "tags/nova"):
        (receiver,) = build.page(name).xpath("//link[@rel='webmention']/@href")
        assert receiver == "https://webmention.example/blog/receive"
        assert build.page(name).xpath("//head/link[@rel='search']"), name


def test_a_box_below_posts_shows_their_authors(blog: Project) -> None:
    (authors,) = examples("Authors", "python")
    (blog.folder / "people").mkdir()
    (blog.folder / "people" / "ann.jpg").write_bytes(DOT)
    post = POST.format(number=1, other=2, tag="Nova").replace("tags:", "authors: ann\ntags:")
    build = built(blog, authors, **{"posts/post-1.md": post})
    (box,) = build.page("posts/post-1").find_class("author-box")
    assert box.find_class("author-image")
    assert [a.text_content() for a in box.iter("a")] == ["Ann Author", "Website", "Code"]
    for name in ("author-box", "author-image", "author-name", "author-links"):
        assert build.page("posts/post-1").find_class(name), name


def test_the_extension_of_comments_reads_its_option(blog: Project) -> None:
    extension, _ = examples("Comments", "python")
    page = built(blog, extension).page("posts/post-1")
    assert page.xpath("//script[contains(@src, 'hypothes.is')]")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_is_a_post(blog: Project) -> None:
    notebook = {"posts/book.ipynb": json.dumps(NOTEBOOK)}
    # Sphinx adds the suffixes of extensions to a dictionary that all builds of a process share
    suffixes = 'source_suffix = {".rst": "restructuredtext"}\n'
    build = built(blog, suffixes, *examples("Notebooks", "python"), **notebook)
    page = build.page("posts/book")
    assert "forty-two" in page.text_content()
    (byline,) = page.find_class("byline")
    assert "February 3, 2015" in byline.text_content()
