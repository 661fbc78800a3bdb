"""The page list of an ePub that follows the pages of the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.validators import epubcheck

from .conftest import CONF
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

OPTIONS = """
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
myst_enable_extensions = ["deflist"]
bindery_frontmatter = ["preface"]
bindery_epub_page_list = "pdf"
bindery_paper = "a5"
"""
INDEX = "Notes\n=====\n\n.. toctree::\n\n   preface\n\n.. anthology::\n"


def paragraphs(name: str, number: int, before: str = "") -> str:
    """Return paragraphs that each begin with words of their own."""
    lines = [
        f"{before}{name}{place} begins here. {'Words follow. ' * 40}" for place in range(number)
    ]
    return "\n\n".join(lines)


@pytest.fixture
def book(project: Project) -> Project:
    items = paragraphs("item", 6, "- ")
    terms = "\n\n".join(f"term{n}\n: Meaning{n} {'is this. ' * 40}" for n in range(6))
    head = "---\ndate: 2014\n---\n\n# Long\n\n"
    project.write(
        {
            "conf.py": CONF + OPTIONS,
            "index.rst": INDEX,
            "preface.md": f"# Preface\n\n{paragraphs('preface', 8)}\n",
            "posts/a.md": f"{head}{paragraphs('text', 6)}[^1]\n\n## A section\n\n{items}\n\n"
            f"{terms}\n\n[^1]: A note.\n",
            "posts/b.md": "---\ndate: 2015\n---\n\n# Short\n\nThe end.\n",
        }
    )
    return project


def read(build: Build) -> Epub:
    return Epub.in_folder(build.outdir)


def begun(epub: Epub) -> dict[str, str]:
    """Return the first words after each page break, by the number of the page."""
    found = {}
    for page in epub.pages().values():
        for mark in page.xpath("//*[@role='doc-pagebreak']"):
            after = " ".join("".join(mark.xpath("following::text()")).split())
            found[str(mark.get("aria-label"))] = after[:12]
    return found


def test_pages_begin_where_those_of_the_pdf_begin(book: Project) -> None:
    pdf_build = book.build("pdf")
    assert pdf_build.warnings == ""
    (path,) = pdf_build.outdir.glob("*.pdf")
    pdf = ReadPdf(path)
    build = book.build("epub")
    assert build.warnings == ""
    epub = read(build)
    first = begun(epub)
    assert list(epub.page_list()) == list(first)
    numbers = [label for label in pdf.labels if label in first]
    assert list(first) == numbers
    assert len(first) > 6
    assert any(not number.isdigit() for number in first)  # of the preface
    for number, words in first.items():
        page = pdf.pages[pdf.labels.index(number)]
        assert words.split()[0] in page, (number, words)
        assert all(
            words.split()[0] not in pdf.pages[n] for n in range(pdf.labels.index(number))
        ) or (words.startswith(("Long", "Short", "Preface", "A section"))), (number, words)
    assert epub.meta("pageBreakSource") == [path.name]
    assert not epub.dead_links()
    names = [
        name for name in epub.archive.namelist() if b"bindery-block" in epub.archive.read(name)
    ]
    assert names == []


@pytest.mark.validator
def test_epubcheck_finds_nothing(book: Project, tmp_path: Path) -> None:
    book.build("pdf")
    (file,) = book.build("epub").outdir.glob("*.epub")
    assert epubcheck(file, tmp_path) == []


def test_the_pdf_has_the_same_pages_as_without(book: Project) -> None:
    (path,) = book.build("pdf").outdir.glob("*.pdf")
    texts = ReadPdf(path).pages
    (path,) = book.build("pdf", confoverrides={"bindery_epub_page_list": True}).outdir.glob("*.pdf")
    assert ReadPdf(path).pages == texts


def test_virtual_pages_are_counted_without_a_pdf_of_the_texts(book: Project) -> None:
    build = book.build("epub")
    assert "bindery_epub_page_list" in build.warnings
    assert "build the PDF first" in build.warnings
    assert next(iter(read(build).page_list())) == "1"
    assert read(build).meta("pageBreakSource") == ["none"]
    book.build("pdf")
    assert book.build("epub").warnings == ""
    book.write({"posts/b.md": "---\ndate: 2015\n---\n\n# Short\n\nMore.\n"})
    book.touch()
    assert "build the PDF first" in book.build("epub").warnings


def test_another_value_is_reported(book: Project) -> None:
    build = book.build("epub", confoverrides={"bindery_epub_page_list": "print"})
    assert "'print' is not a kind of pages; write True, False or 'pdf'" in build.warnings
