"""Formulas with text, addresses and colors, in the site, its feeds, the ePub and the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from tests.validators import epubcheck, nu_html_checker

from .conftest import CONF
from .epub_reading import NAMES, Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Project

pytestmark = pytest.mark.shared_builds

BOOK_CONF = (
    CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    + """
html_baseurl = "https://a.example/"
myst_enable_extensions = ["dollarmath"]
"""
)
TEXTS = {
    r"\text{<script>alert(1)</script>}": "<script>alert(1)</script>",
    r"\text{a < b}": "a < b",
    r"\text{AT\&T}": "AT&T",
    r"\text{<b>bold</b>}": "<b>bold</b>",
    r"\mbox{<i>slant</i>}": "<i>slant</i>",
    r"\tag{<u>}": "(<u>)",
    r"\text{1 $<$ 2}": "1 < 2",
}
HOSTILE = {
    r"\href{javascript:alert(1)}{r}": "the address 'javascript:alert(1)'",
    r"\bbox[background:url(https://evil.example/)]{s}": r"\bbox",
}
STYLED = r"\style{background:url(https://evil.example/)}{t}"
LINK = r"\href{https://b.example/?x=1&y=2}{q}"
RAW = (
    '<math onclick="alert(1)"><mtext><b>raw text</b></mtext>'
    '<mglyph src="https://evil.example/"></mglyph><mi href="javascript:alert(1)">z</mi></math>'
)
FORMULAS = [*TEXTS, *HOSTILE, LINK, STYLED]


@pytest.fixture
def book(project: Project) -> Project:
    lines = "\n".join(f"{{math}}`{latex}`\n" for latex in FORMULAS)
    post = f"---\ntitle: Formulas\ndate: 2014\n---\n\n{lines}\n"
    raw = f"---\ntitle: Raw\ndate: 2015\n---\n\nText {RAW} of an author.\n"
    project.write({"conf.py": BOOK_CONF, "posts/formulas.md": post, "posts/raw.md": raw})
    return project


def shown(formulas: list[etree._Element]) -> dict[str, str]:
    """Return the visible texts of formulas by their source."""
    return {
        formula.get("alttext", ""): "".join(map(str, formula.itertext())).replace("\u00a0", " ")
        for formula in formulas
    }


def check_formulas(formulas: list[etree._Element]) -> None:
    """Check the texts of formulas; nothing runs or loads, and only the safe link is there."""
    texts = shown(formulas)
    assert {latex: texts[latex].replace(" ", "") for latex in TEXTS} == {
        latex: text.replace(" ", "") for latex, text in TEXTS.items()
    }
    assert [texts[latex] for latex in (*HOSTILE, LINK, STYLED)] == ["r", "s", "q", "t"]
    for formula in formulas:
        attributes = {
            str(name): str(value)
            for element in formula.iter(etree.Element)
            for name, value in element.items()
        }
        assert attributes.pop("href", "https://b.example/?x=1&y=2") == "https://b.example/?x=1&y=2"
        assert attributes.keys() <= {"alttext", "display", "width", "stretchy", "xmlns"}


def test_site_and_feed(book: Project) -> None:
    build = book.build()
    check_formulas(build.page("posts/formulas").xpath("//math"))
    assert build.page("posts/formulas").xpath("//math//mtext/a/@href") == [
        "https://b.example/?x=1&y=2"
    ]
    feed = etree.fromstring((build.outdir / "atom.xml").read_bytes())
    (content,) = [
        entry.findtext("{*}content")
        for entry in feed.iterfind("{*}entry")
        if entry.findtext("{*}title") == "Formulas"
    ]
    check_formulas(html.document_fromstring(content).xpath("//math"))
    warnings = [line for line in build.warnings.splitlines() if "[bindery.math]" in line]
    for latex, dropped in [*HOSTILE.items(), (STYLED, "style 'background:url")]:
        (warning,) = [line for line in warnings if latex in line]
        line = 6 + 2 * FORMULAS.index(latex)
        assert f"formulas.md:{line}: WARNING: math: {dropped}" in warning
    assert len(warnings) == len(HOSTILE) + 1


def test_a_link_in_a_link_or_a_title_stays_an_attribute(book: Project) -> None:
    formula = f"{{math}}`{LINK}`"
    text = f"---\ndate: 2014\n---\n# A {formula}\n\n[b {formula}](https://c.example/) {formula}\n"
    book.write({"posts/formulas.md": text})
    build = book.build()
    for name in ("index", "posts/formulas", "posts/raw"):
        assert build.page(name).xpath("//a//a") == []
    assert len(build.page("posts/formulas").xpath("//main//math//a | //body//p//math//a")) == 1


def test_epub(book: Project) -> None:
    build = book.build("epub")
    epub = Epub.in_folder(build.outdir)
    page = epub.xml("text/posts/formulas.xhtml")
    check_formulas(page.xpath("//m:math", namespaces=NAMES))
    assert len(page.xpath("//m:math//@href", namespaces=NAMES)) == 1
    raw = epub.xml("text/posts/raw.xhtml").xpath("//m:math", namespaces=NAMES)
    assert ["".join(map(str, formula.itertext())) for formula in raw] == ["raw textz"]
    assert [
        str(name) for formula in raw for name in formula.xpath(".//@*[name()!='alttext']")
    ] == []


def test_pdf(book: Project) -> None:
    build = book.build("pdf")
    (file,) = build.outdir.glob("*.pdf")
    pdf = ReadPdf(file)
    printed = "".join("".join(pdf.pages).split())
    for text in TEXTS.values():
        assert text.replace(" ", "") in printed
    assert {address for address in pdf.addresses if "a.example" not in address} == {
        "https://b.example/?x=1&y=2"
    }
    for latex, dropped in HOSTILE.items():
        (warning,) = [line for line in build.warnings.splitlines() if latex in line]
        assert f"formulas.md:{6 + 2 * FORMULAS.index(latex)}: WARNING" in warning
        assert dropped in warning


@pytest.mark.validator
def test_validators(book: Project, tmp_path: Path) -> None:
    assert epubcheck(next(book.build("epub").outdir.glob("*.epub")), tmp_path) == []
    site = book.build(confoverrides={"html_theme": "bindery_book_theme"})
    assert [line for line in nu_html_checker(site.outdir) if "posts/formulas" in line] == []
