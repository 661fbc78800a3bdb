"""Words with hyphens in the titles of a site, which are not broken at the hyphen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .epub_reading import Epub

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

POST = """\
---
date: 2014-11-10
tags: [Mid-cycle]
---

# The Mid-cycle *co-op* re\u2010run, `some-code`, state-of-the-art-of-today

One mid-cycle.

## A well-known part

- one
"""


def built(project: Project, builder: str = "html") -> Build:
    home = "Notes\n=====\n\n.. post-list::\n\n.. anthology::\n"
    project.write({"index.rst": home, "posts/a.md": POST})
    build = project.build(builder)
    assert build.warnings == ""
    return build


def unbroken(element: HtmlElement) -> list[str]:
    return [found.text_content() for found in element.find_class("unbroken")]


def test_words_in_titles_are_whole(project: Project) -> None:
    build = built(project)
    page = build.page("posts/a")
    (title,) = page.iter("h1")
    assert unbroken(title) == ["Mid-cycle", "co-op", "re\u2010run"]
    text = "The Mid-cycle co-op re\u2010run, some-code, state-of-the-art-of-today"
    assert title.text_content().removesuffix("\u00b6") == text  # nothing more is copied
    assert page.xpath("string(//title)").startswith(text)
    (section,) = page.iter("h2")
    assert unbroken(section) == ["well-known"]
    assert unbroken(page) == [*unbroken(title), "well-known"]  # and none in the text


def test_words_in_lists_of_posts_are_whole(project: Project) -> None:
    build = built(project)
    for name in ("index", "tags/mid-cycle", "archive/2014"):
        (entry,) = build.page(name).find_class("post-title")
        assert unbroken(entry) == ["Mid-cycle", "co-op", "re\u2010run", "some-code"], name
    (title,) = build.page("tags/mid-cycle").iter("h1")
    assert unbroken(title) == ["Mid-cycle"]


def test_books_are_left_alone(project: Project) -> None:
    conf = (project.folder / "conf.py").read_text("utf-8")
    project.write(
        {"conf.py": conf.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')}
    )
    build = built(project, "epub")
    archive = Epub.in_folder(build.outdir).archive
    pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    assert any(b"co-op" in page for page in pages)
    assert not any(b"unbroken" in page for page in pages)
