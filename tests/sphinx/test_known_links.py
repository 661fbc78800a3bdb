"""Links to earlier addresses of a post lead to the post in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

OLD = """\
---
date: 2014
aliases: [/2014/11/old.html, /old/]
original_url: http://blog.example/?p=12
---

# Old

[itself](https://blog.example/?p=12)
"""
NEW = """\
---
date: 2015
---

# New

[one](https://blog.example/?p=12), [two](https://example.org/2014/11/old.html#part),
[*three*](/old/), <a class="raw" href="/old">four</a>, [five](https://blog.example/?p=13).

<p><a href='http://blog.example/?p=12'>six</a></p>
"""
RST = "Third\n=====\n\n`Seven <https://example.org/old/>`_.\n"
OPTIONS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "html_baseurl": "https://example.org/",
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/old.md": OLD, "posts/new.md": NEW, "posts/third.rst": RST})
    return project


def links(build: Build, docname: str) -> dict[str, str]:
    (body,) = build.page(docname).find_class("bd-article") or build.page(docname).find_class("body")
    return {str(a.text_content()): str(a.get("href")) for a in body.iter("a")}


def test_links_in_the_site(posts: Project) -> None:
    build = posts.build(confoverrides=OPTIONS)
    assert build.warnings == ""
    found = links(build, "posts/new")
    assert {name: found[name] for name in ("one", "two", "three", "four", "five", "six")} == {
        **dict.fromkeys(("one", "two", "three", "four", "six"), "old.html"),
        "five": "https://blog.example/?p=13",
    }
    assert links(build, "posts/third")["Seven"] == "old.html"
    assert links(build, "posts/old")["itself"] == "https://blog.example/?p=12"
    assert links(build, "posts/old")["http://blog.example/?p=12"] == "http://blog.example/?p=12"


def test_links_in_the_epub(posts: Project) -> None:
    build = posts.build("epub", confoverrides=OPTIONS)
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    (page,) = (book.xml(path) for path in book.items if path.endswith("posts/new.xhtml"))
    found = {"".join(a.itertext()): a.get("href") for a in page.iter("{*}a")}
    expected = dict.fromkeys(("one", "two", "three", "four", "six"), "old.xhtml")
    assert {name: found[name] for name in expected} == expected


def test_links_in_the_pdf(posts: Project) -> None:
    build = posts.build("pdf", confoverrides=OPTIONS)
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    addresses = ReadPdf(file).addresses
    assert "https://blog.example/?p=13" in addresses
    assert not [address for address in addresses if "old" in address]


def test_pages_with_links_are_outdated_by_a_new_alias(posts: Project) -> None:
    posts.write(
        {"posts/new.md": "---\ndate: 2015\n---\n# New\n\n[x](https://example.org/later/)\n"}
    )
    page = links(posts.build(confoverrides=OPTIONS), "posts/new")
    assert page["x"] == "https://example.org/later/"
    posts.write({"posts/old.md": OLD.replace("/old/]", "/old/, /later/]")})
    page = links(posts.build(confoverrides=OPTIONS), "posts/new")
    assert page["x"] == "old.html"
