"""Links to the books: their targets, and which pages they make outdated."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.html.downloads import format_size, read_the_docs_addresses

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

CONF = """\
project = "Notes & Walks"
author = "N. N."
extensions = ["myst_parser", "sphinx_bindery"]
exclude_patterns = ["_build"]
html_theme = "basic"
html_copy_source = False
"""
INDEX = """\
# Notes

```{toctree}
away/take
other
```

```{book-downloads}
```
"""


@pytest.fixture
def book(project: Project) -> Project:
    """Return a project with the directive on two pages, one of them in a folder, and no book."""
    (project.folder / "index.rst").unlink()
    project.write(
        {
            "conf.py": CONF,
            "index.md": INDEX,
            "away/take.md": "# Take\n\n```{book-downloads}\n```\n",
            "other.md": "# Other\n\nText.\n",
        }
    )
    return project


def leave_book(project: Project, kind: str, size: int) -> Path:
    """Write a file where a build of the book would have left it."""
    file = project.folder / "_build" / kind / f"notes-walks.{kind}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x" * size)
    return file


def buttons(build: Build, docname: str) -> list[tuple[str, str]]:
    links = build.page(docname).xpath("//*[contains(@class, 'book-downloads')]//a")
    return [(link.text_content(), link.get("href")) for link in links]


def written(build: Build) -> set[str]:
    return {path.relative_to(build.outdir).as_posix() for path in build.outdir.rglob("*.html")}


@pytest.mark.parametrize(("builder", "up"), [("html", "../"), ("dirhtml", "../../")])
def test_pages_link_to_the_existing_books(book: Project, builder: str, up: str) -> None:
    leave_book(book, "pdf", 1_234_567)
    leave_book(book, "epub", 125_300)
    build = book.build(builder)
    assert build.warnings == ""
    taken = build.outdir / ("away/take/index.html" if builder == "dirhtml" else "away/take.html")
    assert taken.is_file()
    assert buttons(build, "index") == [
        ("PDF 1.2 MB", "_downloads/notes-walks.pdf"),
        ("ePub 125 kB", "_downloads/notes-walks.epub"),
    ]
    docname = "away/take/index" if builder == "dirhtml" else "away/take"
    assert buttons(build, docname)[0] == ("PDF 1.2 MB", f"{up}_downloads/notes-walks.pdf")
    assert (build.outdir / "_downloads" / "notes-walks.pdf").stat().st_size == 1_234_567


def test_no_links_without_books(book: Project) -> None:
    build = book.build()
    assert build.page("index").find_class("book-downloads") == []
    assert not (build.outdir / "_downloads").exists()


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "latex", "text", "pdf"])
def test_other_outputs_have_no_links(book: Project, builder: str) -> None:
    leave_book(book, "epub", 1)
    build = book.build(builder)
    assert build.warnings == ""
    assert not (build.outdir / "_downloads").exists()
    if builder in {"singlehtml", "text"}:
        ending = "html" if builder == "singlehtml" else "txt"
        assert "ePub" not in (build.outdir / f"index.{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["json", "htmlhelp", "devhelp"])
def test_html_that_is_not_hosted_has_no_links(book: Project, builder: str) -> None:
    leave_book(book, "epub", 1)
    help_files = ["sphinxcontrib.htmlhelp", "sphinxcontrib.devhelp"]
    extensions = ["myst_parser", "sphinx_bindery", *help_files]
    build = book.build(builder, confoverrides={"extensions": extensions})
    assert not (build.outdir / "_downloads").exists()
    page = build.outdir / ("index.fjson" if builder == "json" else "index.html")
    assert "ePub" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_new_book_rewrites_only_the_pages_with_links(book: Project, parallel: int) -> None:
    leave_book(book, "pdf", 2_000)
    first = book.build(parallel=parallel)
    other = first.outdir / "other.html"
    before = other.stat().st_mtime_ns, (first.outdir / "index.html").stat().st_mtime_ns

    same = book.build(parallel=parallel)
    assert (other.stat().st_mtime_ns, (same.outdir / "index.html").stat().st_mtime_ns) == before

    leave_book(book, "pdf", 3_000)
    second = book.build(parallel=parallel)
    assert buttons(second, "index") == [("PDF 3 kB", "_downloads/notes-walks.pdf")]
    assert buttons(second, "away/take") == [("PDF 3 kB", "../_downloads/notes-walks.pdf")]
    assert other.stat().st_mtime_ns == before[0]
    assert (second.outdir / "_downloads" / "notes-walks.pdf").stat().st_size == 3_000

    os.unlink(book.folder / "_build" / "pdf" / "notes-walks.pdf")  # noqa: PTH108
    third = book.build(parallel=parallel)
    assert buttons(third, "index") == []
    assert not (third.outdir / "_downloads" / "notes-walks.pdf").exists()


def test_only_own_copies_are_removed(book: Project) -> None:
    leave_book(book, "pdf", 1_000)
    book.build()
    book.write({"conf.py": CONF + "bindery_basename = 'other'\nhtml_extra_path = ['extra']\n"})
    book.write({"extra/_downloads/other.pdf": "mine"})
    build = book.build()
    assert buttons(build, "index") == []
    assert [path.name for path in (build.outdir / "_downloads").iterdir()] == ["other.pdf"]
    assert (build.outdir / "_downloads" / "other.pdf").read_text(encoding="utf-8") == "mine"


def test_links_on_read_the_docs_lead_to_its_files(
    book: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTHEDOCS", "True")
    monkeypatch.setenv("READTHEDOCS_LANGUAGE", "en")
    monkeypatch.setenv("READTHEDOCS_VERSION", "stable")
    leave_book(book, "epub", 5_000)
    build = book.build()
    assert buttons(build, "index") == [("ePub 5 kB", "/_/downloads/en/stable/epub/")]
    assert not (build.outdir / "_downloads").exists()


def test_other_hosts_have_no_files() -> None:
    assert read_the_docs_addresses({"READTHEDOCS_VERSION": "latest"}) == {}


@pytest.mark.parametrize(
    ("size", "locale", "shown"),
    [
        (1, "en", "1 kB"),
        (999_499, "en", "999 kB"),
        (999_500, "en", "1 MB"),
        (1_250_000, "de", "1,2 MB"),
        (98_765_432, "en", "98.8 MB"),
        (163_000, "fr", "163\u202fko"),
        (1_500_000, "ru", "1,5 МБ"),
        (163_000, "pt_BR", "163 kB"),
        (163_000, "ar", "163 كيلوبايت"),
        (1_500_000, "fa", "۱٫۵ MB"),
    ],
)
def test_sizes_are_in_decimal_units(size: int, locale: str, shown: str) -> None:
    assert format_size(size, locale) == shown
