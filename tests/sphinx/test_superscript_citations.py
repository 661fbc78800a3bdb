"""Citations as superscripts touch the word that they belong to, in HTML, PDF and ePub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pypdf import PdfReader

from .conftest import CONF

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Project

BIBTEX = """
extensions += ["sphinxcontrib.bibtex"]
bibtex_bibfiles = ["works.bib"]
bibtex_reference_style = "super"
"""
WORKS = """
@misc{one, author = {Ann Author}, title = {One}, year = {2001}}
@misc{two, author = {{Two Team}}, title = {Two}, year = {2002}, url = {https://example.org/two}}
"""
PAGE = """\
# Page

A claim {cite:p}`one`. A second
one {cite:p}`one`
{cite:p}`two`, and a third {cite:p}`two` of *some* weight.

{cite:p}`one` begins. *Stress* {cite:p}`two`. *More*{cite:p}`two`. A list {cite:p}`one,two`; done.

First {cite:p}`one`, then {cite:p}`two`, now {cite:p}`one`. Done {cite:p}`two`.

In words, {cite:t}`one`. He "quotes" {cite:p}`one`. "He," {cite:p}`one` too.

Does he "ask" {cite:p}`one`? A word {cite:p}`two`: "this" {cite:p}`one`; and that {cite:p}`two`—now.

```{bibliography}
:style: bindery
```
"""
EXPECTED = [
    "A claim.^1 A second one,^1,2 and a third^2 of some weight.",
    "^1 begins. Stress.^2 More.^2 A list;^1,2 done.",
    "First,^1 then,^2 now.^1 Done.^2",
    "In words, Author^1. He “quotes.”^1 “He,”^1 too.",
    "Does he “ask”?^1 A word:^2 “this”;^1 and that^2—now.",
]


def marked(paragraph: HtmlElement) -> str:
    """Return a paragraph with a caret before each run of superscripts."""
    for sup in paragraph.iter("sup"):
        sup.text = f"^{sup.text or ''}"
    text = " ".join("".join(paragraph.itertext()).split())
    return text.replace("^,^", ",")


@pytest.fixture
def cited(project: Project) -> Project:
    conf = CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"') + BIBTEX
    index = "Notes\n=====\n\n.. toctree::\n\n   page\n"
    files = {"conf.py": conf, "works.bib": WORKS, "page.md": PAGE, "index.rst": index}
    project.write(files)
    return project


def paragraphs(page: HtmlElement) -> list[str]:
    return [marked(paragraph) for paragraph in page.xpath("//section/p")]


def test_they_follow_marks_of_punctuation_in_english(cited: Project) -> None:
    page = cited.build().page("page")
    assert paragraphs(page) == EXPECTED
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description == "A claim. A second one, and a third of some weight."


def test_in_other_languages_the_marks_stay(cited: Project) -> None:
    cited.write({"conf.py": (cited.folder / "conf.py").read_text("utf-8") + "language = 'de'\n"})
    assert paragraphs(cited.build().page("page"))[0] == (
        "A claim^1. A second one^1,2, and a third^2 of some weight."
    )


def test_in_the_books(cited: Project) -> None:
    ((name, text),) = [
        (name, content)
        for name, content in cited.build("epub").texts()
        if name.endswith("page.xhtml")
    ]
    chapter = etree.fromstring(text)
    for element in chapter.iter("{*}*"):
        element.tag = etree.QName(element).localname
    assert paragraphs(chapter) == EXPECTED, name
    (file,) = cited.build("pdf").outdir.glob("*.pdf")
    printed = " ".join(page.extract_text() for page in PdfReader(file).pages)
    for words in ("claim.1 A second one,1,2 and a third2 of", "1 begins. Stress.2 More.2 A list"):
        assert words in " ".join(printed.split())
