"""One person has one name in every output, however posts write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

BASE = "https://blog.example.org/"
URL = "https://nn.example.org/"
SPELLINGS = [
    "author: N. N.",
    "author: n. n.",
    "authors: [nn]",
    "authors: [NN]",
    "authors: [{id: Nn}]",
    "authors: [N.  N., {name: n. N.}]",
    'author: "N.\\u00a0N."',
    "author: {name: N. N., affiliation: Somewhere}",
    "based_on: {authors: [n. N.], title: A work, date: 2010}",
]
"""The front matter of posts by one person; the work of the last one is by the person too."""
OPTIONS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "html_baseurl": BASE,
    "author": "n. n.",
    "html_theme": "basic",
}
KNOWN = {"nn": {"name": "N. N.", "url": URL}}


@pytest.fixture(params=[True, False], ids=["known", "unknown"])
def options(request: pytest.FixtureRequest, project: Project) -> dict[str, object]:
    """Write the posts, and return the options: the author may be in ``anthology_authors``."""
    spellings = SPELLINGS if request.param else [text for text in SPELLINGS if "id" not in text]
    for number, text in enumerate(spellings):
        known = request.param or "nn]" not in text.lower()
        front = text if known else "author: N. N."
        project.write({f"posts/p{number}.md": f"---\ndate: 2014\n{front}\n---\n# Post {number}\n"})
    project.write({"index.rst": "Notes\n=====\n\n.. anthology::\n\n.. author-index::\n"})
    return {**OPTIONS, "anthology_authors": KNOWN if request.param else {}}


def test_the_site_names_one_person(project: Project, options: dict[str, object]) -> None:
    build = project.build(confoverrides=options)
    assert build.warnings == ""
    names = {path.name for path in (build.outdir / "authors").glob("*.html")}
    assert names == {"index.html", "n-n.html"}
    count = len(list((project.folder / "posts").iterdir()))
    for number in range(count):
        page = build.page(f"posts/p{number}")
        (byline,) = page.find_class("byline")
        names = [*byline.find_class("author"), *byline.find_class("source-author")]
        assert [name.text_content() for name in names] == ["N. N."], number
    feed = etree.parse(build.outdir / "atom.xml")
    assert {name.text for name in feed.iterfind(".//{*}entry/{*}author/{*}name")} == {"N. N."}
    if options["anthology_authors"]:
        uris = [uri.text for uri in feed.iterfind(".//{*}entry/{*}author/{*}uri")]
        assert uris == [URL] * (count - 1)
    items = json.loads((build.outdir / "feed.json").read_text("utf-8"))["items"]
    assert {author["name"] for item in items for author in item.get("authors", ())} == {"N. N."}


def test_the_epub_names_one_person(project: Project, options: dict[str, object]) -> None:
    build = project.build("epub", confoverrides=options)
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    assert book.meta("dc:creator") == ["N. N."]
    assert book.meta("dc:contributor") == ["N. N."]  # as the author of the work


def test_the_pdf_names_one_person(project: Project, options: dict[str, object]) -> None:
    build = project.build("pdf", confoverrides=options)
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    pdf = ReadPdf(file)
    assert pdf.pdf.docinfo["/Author"] == "N. N."
    assert not any("n. n" in page for page in pdf.pages)
