"""A book of posts that were made from works of others: who is named, and which dates, where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pikepdf
import pytest

from .conftest import CONF
from .epub_reading import NAMES, Epub, text
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from lxml import etree

    from .conftest import Build, Project

MORE = """\
author = "The Makers"
html_baseurl = "https://example.org/book/"
bindery_search = "sphinx"
"""
WORK = """\
based_on:
  relation: {}
  title: "{}"
  authors: [Ann Author]
  date: {}
  url: https://example.org/{}
"""
POSTS = {
    "early": f"date: 2026-03\n{WORK.format('retold', 'Dawn', '2014-05', 'dawn')}",
    "late": WORK.format("retold", "Dusk", "2015-06-07", "dusk"),
    "foreign": (
        f"date: 2025\nauthors: [Max Maker]\n{WORK.format('translated', 'Nuit', '2013', 'n')}"
    ),
    "own": "date: 2014-12\nauthors: [Olga Own]\n",
}
INDEX = "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   lists\n"
LISTS = "# Lists\n\n```{post-list}\n:sort: newest\n:show: date\n```\n"
CREDITS = [
    "Posts by Ann Author (2014–2015), retold by The Makers",
    "Posts by Ann Author (2013), translated by Max Maker",
]


@pytest.fixture
def book(project: Project) -> Project:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write({"conf.py": conf + MORE, "lists.md": LISTS, "index.rst": INDEX})
    project.write(
        {
            f"posts/{name}.md": f"---\n{head}---\n# The {name} one\n\nText.\n"
            for name, head in POSTS.items()
        }
    )
    return project


def credit_of(page: etree._Element) -> str:
    (found,) = page.xpath("//*[local-name()='p'][contains(@class, 'credit')]")
    return text(found)


def posting(build: Build, docname: str) -> dict[str, object]:
    (script,) = build.page(docname).xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(str(script))["@graph"]
    return next(node for node in graph if node["@type"] == "BlogPosting")


def test_the_site(book: Project) -> None:
    build = book.build()
    assert build.warnings == ""
    page = build.page("posts/early")
    assert credit_of(page) == "Retold from “Dawn” by Ann Author, May 2014"
    (byline,) = page.find_class("byline")
    assert text(byline[0]).startswith("March 2026 · 1 min read")
    (original,) = page.xpath("//p[contains(@class, 'original')]")
    assert text(original) == "Original: https://example.org/dawn"
    assert original.xpath(".//a/@href") == ["https://example.org/dawn"]
    (citation,) = page.find_class("post-citation")
    credit = citation.xpath("p[2]")[0]
    assert text(credit) == "Retold from “Dawn” by Ann Author, May 2014"
    assert "Retold" not in text(citation.xpath("p[1]")[0])
    assert page.xpath("//p[contains(@class, 'credit')]//time/@datetime") == ["2014-05"]
    node = posting(build, "posts/early")
    assert (node["datePublished"], node["author"]) == (
        "2026-03", [{"@type": "Organization", "name": "The Makers"}],
    )  # fmt: skip
    assert "datePublished" not in posting(build, "posts/late")
    lists = build.page("lists").find_class("post-list")
    assert [text(item) for item in lists[0].iter("li")] == [
        "The late one original: June 7, 2015", "The own one December 2014",
        "The early one original: May 2014", "The foreign one original: 2013",
    ]  # fmt: skip
    assert not (build.outdir / "authors" / "ann-author.html").exists()
    assert (build.outdir / "archive" / "2013.html").exists()
    assert b"Retold from" in (build.outdir / "llms.txt").read_bytes()


def test_the_epub(book: Project) -> None:
    build = book.build("epub")
    assert build.warnings == ""
    epub = Epub.in_folder(build.outdir)
    assert epub.meta("dc:creator") == ["The Makers", "Max Maker", "Olga Own"]
    assert epub.meta("dc:contributor") == ["Ann Author"]
    roles = [e.text for e in epub.package.iterfind(".//opf:meta[@property='role']", NAMES)]
    assert roles == ["adp", "trl", "aut", "ant"]
    assert epub.meta("dc:date") == ["2026-03"]
    assert {"https://example.org/dawn", "https://example.org/n"} < {*epub.meta("dc:source")}
    (image,) = epub.xml("cover.xhtml").iterfind(".//h:img", NAMES)
    assert image.get("alt") == ". ".join(("Notes", "Olga Own", *CREDITS, "2014–2026"))
    pages = map(epub.xml, epub.spine)
    title_page = next(page for page in pages if page.find(".//*[@class='titlepage']") is not None)
    named = [text(p) for p in title_page.iterfind(".//h:p[@class='authors']", NAMES)]
    assert named == ["Olga Own", *CREDITS]
    imprint = [text(p) for p in epub.xml("imprint.xhtml").iterfind(".//h:p", NAMES)]
    assert [p for p in imprint if p.startswith("Posts by")] == CREDITS
    assert "Published December 2014 – March 2026" in imprint
    assert "Originals published 2013 – June 7, 2015" in imprint
    page = next(epub.xml(path) for path in epub.spine if path.endswith("posts/late.xhtml"))
    assert credit_of(page) == "Retold from “Dusk” by Ann Author, June 7, 2015"


def test_the_pdf(book: Project) -> None:
    build = book.build("pdf")
    assert build.warnings == ""
    read = ReadPdf(next(build.outdir.glob("*.pdf")))
    with pikepdf.open(read.path) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:creator"] == ["The Makers, Max Maker, Olga Own"]
    opening = " ".join(" ".join(read.pages[:3]).split())
    assert all(credit in opening for credit in CREDITS)
    assert "Originals published 2013 – June 7, 2015" in opening
    assert "Retold from “Dawn” by Ann Author, May 2014" in " ".join(" ".join(read.pages).split())
