"""The extensions work alone, together, and in either order."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .epub_reading import Epub, text
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

POST = "---\ndate: 2014-11\ntags: [Nova]\nauthors: [A. A.]\n---\n# One\n\nText.\n"
PLAIN_INDEX = "Notes\n=====\n\n.. toctree::\n   :caption: 2014\n\n   posts/one\n"
BYLINE = ["November 2014 · A. A. · 1 min read", "Tags: Nova"]
PRINTED_BYLINE = ["November 2014 · A. A. · Reading time: 1 minute", "Tags: Nova"]
BOTH = (
    ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    ["sphinx_bindery", "sphinx_anthology", "myst_parser"],
)


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/one.md": POST})
    return project


@pytest.mark.parametrize("extensions", BOTH, ids=["anthology-first", "bindery-first"])
def test_posts_tell_the_book_of_themselves_in_either_order(
    posts: Project, extensions: list[str]
) -> None:
    build = posts.build("epub", confoverrides={"extensions": extensions})
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    assert book.meta("dc:creator") == ["A. A."]
    assert book.meta("dc:subject") == ["Nova"]
    assert book.meta("dc:date") == ["2014-11"]
    assert book.meta("dcterms:modified") == ["2014-11-01T00:00:00Z"]


def chapter(build: Build, builder: str) -> list[str]:
    """Return the heading and the paragraphs of the post."""
    if builder == "html":
        return _paragraphs(build.page("posts/one"))
    if builder == "epub":
        (file,) = build.outdir.glob("*.epub")
        with zipfile.ZipFile(file) as book:
            (name,) = (name for name in book.namelist() if name.endswith("posts/one.xhtml"))
            return _paragraphs(etree.fromstring(book.read(name)))
    if builder == "latex":
        source = (build.outdir / "notes.tex").read_text(encoding="utf-8")
        pattern = r"\\chapter{(.+)}|\\sphinxAtStartPar\n(.+)"
        found = ["".join(parts) for parts in re.findall(pattern, source)]
        return [re.sub(r"\\DUrole{[\w-]+}{(.+?)}", r"\1", paragraph) for paragraph in found]
    source = (build.outdir / "posts" / "one.txt").read_text(encoding="utf-8")
    return [line for line in source.splitlines() if line.strip("*")]


def _paragraphs(page: etree._Element) -> list[str]:
    (heading,) = page.iter("{*}h1")
    section = heading.getparent()
    assert section is not None
    return [text(element).removesuffix("¶") for element in section.iter("{*}h1", "{*}p")]


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_bindery_alone(posts: Project, builder: str) -> None:
    posts.write({"index.rst": PLAIN_INDEX})
    build = posts.build(builder, confoverrides={"extensions": ["myst_parser", "sphinx_bindery"]})
    assert build.warnings == ""
    assert chapter(build, builder) == ["One", "Text."]


def test_bindery_alone_makes_a_pdf(posts: Project) -> None:
    posts.write({"index.rst": PLAIN_INDEX})
    build = posts.build("pdf", confoverrides={"extensions": ["myst_parser", "sphinx_bindery"]})
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    pdf = ReadPdf(file)
    assert ("2014", [("One", [])]) in pdf.outline
    assert "One Text." in pdf.pages[-1]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_anthology_alone(posts: Project, builder: str) -> None:
    overrides = {
        "extensions": ["myst_parser", "sphinx_anthology"],
        "latex_documents": [("index", "notes.tex", "Notes", "A. A.", "manual")],
        "epub_copyright": "A. A.",
        "version": "1",
        "anthology_citations": False,
    }
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    byline = PRINTED_BYLINE if builder == "latex" else BYLINE
    assert chapter(build, builder) == ["One", *byline, "Text."]


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme"])
def test_any_theme(posts: Project, theme: str) -> None:
    overrides = {"html_theme": theme, "extensions": BOTH[0]}
    build = posts.build(confoverrides=overrides)
    assert build.warnings == ""
    (byline,) = build.page("posts/one").find_class("byline")
    assert "November 2014" in byline.text_content()
