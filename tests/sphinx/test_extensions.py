"""The extensions work alone, together, and in either order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub

if TYPE_CHECKING:
    from .conftest import Project

POST = "---\ndate: 2014-11\ntags: [Nova]\nauthors: [A. A.]\n---\n# One\n\nText.\n"
PLAIN_INDEX = "Notes\n=====\n\n.. toctree::\n   :caption: 2014\n\n   posts/one\n"
BOTH = (["myst_parser", "anthology", "bindery"], ["bindery", "anthology", "myst_parser"])


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


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_bindery_alone(posts: Project, builder: str) -> None:
    posts.write({"index.rst": PLAIN_INDEX})
    overrides = {"extensions": ["myst_parser", "bindery"]}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    assert build.files()


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_anthology_alone(posts: Project, builder: str) -> None:
    overrides = {
        "extensions": ["myst_parser", "anthology"],
        "latex_documents": [("index", "notes.tex", "Notes", "A. A.", "manual")],
        "epub_copyright": "A. A.",
        "version": "1",
    }
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme"])
def test_any_theme(posts: Project, theme: str) -> None:
    overrides = {"html_theme": theme, "extensions": BOTH[0]}
    build = posts.build(confoverrides=overrides)
    assert build.warnings == ""
    (byline,) = build.page("posts/one").find_class("byline")
    assert "November 2014" in byline.text_content()
