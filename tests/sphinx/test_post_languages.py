"""A post in another language: its page is in its own, and lists are in that of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree, html
from sphinx.testing.util import SphinxTestApp

from .conftest import Project
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Mapping

CONF = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_theme = "basic"
bindery_search = "sphinx"
language = "de"
exclude_patterns = ["_build"]
"""
INDEX = """\
Notes
=====

.. anthology::

.. toctree::

   lists
"""
LISTS = """\
# Lists

```{post-list}
:show: date, excerpt, reading-time
```

```{post-list}
:style: table
:show: excerpt
```
"""
POST = """\
---
date: 2014-05-09
updated: 2015-02-03
lang: {lang}
tags: Nova, Cells
series: Walks
based_on: {{relation: translated, title: A Work, date: 2013}}
---

# Post {lang}

It is "quoted" in {lang}.

Text of {lang}, beside {{post}}`de`.
"""
LANGUAGES = ("de", "en-GB", "fr", "ar", "zh-Hant", "sw")
DATES = {
    "de": "9. Mai 2014 · aktualisiert 3. Februar 2015",
    "en-GB": "9 May 2014 · updated 3 February 2015 · 1 min read · English (United Kingdom)",
    "fr": "9 mai 2014 · mis à jour : 3 février 2015 · 1 min de lecture · français",
    "ar": "9 مايو 2014 · حُدِّث 3 فبراير 2015 · دقيقة قراءة · العربية",
    "zh-Hant": "2014年5月9日 · 更新於 2015年2月3日",
    "sw": "9. Mai 2014 · aktualisiert 3. Februar 2015 · 1 Min. Lesezeit · Suaheli",
}
TAGS = {
    "de": "Schlagwörter: Nova, Cells",
    "en-GB": "Tags: Nova, Cells",
    "fr": "Étiquettes : Nova, Cells",
    "sw": "Schlagwörter: Nova, Cells",
}
CREDITS = {"en-GB": "Translated from “A Work”, 2013", "de": "Übersetzt aus „A Work“, 2013"}
QUOTED = {
    "de": "„quoted“",
    "en-GB": "“quoted”",
    "fr": "«\xa0quoted\xa0»",
    "ar": "”quoted“",
    "zh-Hant": '"quoted"',
    "sw": "“quoted”",
}
FRAMES = {"sw": "de"}
"""The language of the byline where it is not that of the post."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("languages"), SphinxTestApp)
    posts = {f"posts/{lang.lower()}.md": POST.format(lang=lang) for lang in LANGUAGES}
    project.write({"conf.py": CONF, "index.rst": INDEX, "lists.md": LISTS, **posts})
    return project


@pytest.fixture(scope="module")
def pages(project: Project) -> Mapping[str, Mapping[str, etree._Element]]:
    """Return the pages of the site and of the ePub, by name."""
    site = project.build()
    assert site.warnings == ""
    book = Epub.in_folder(project.build("epub").outdir)
    names = ("lists", *(f"posts/{lang.lower()}" for lang in LANGUAGES))
    return {
        "html": {name: html.parse(site.outdir / f"{name}.html").getroot() for name in names},
        "epub": {name: book.xml(f"text/{name}.xhtml") for name in names},
    }


def classed(root: etree._Element, name: str) -> list[etree._Element]:
    path = f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
    return [element for element in root.xpath(path) if isinstance(element.tag, str)]


def line(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def language(element: etree._Element) -> str:
    return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


@pytest.mark.parametrize("output", ["html", "epub"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_byline_is_in_the_language_of_the_post(
    pages: Mapping[str, Mapping[str, etree._Element]], output: str, lang: str
) -> None:
    (byline,) = classed(pages[output][f"posts/{lang.lower()}"], "byline")
    lines = [line(paragraph) for paragraph in byline.iter("{*}p", "p")]
    assert lines[0].startswith(DATES[lang])
    assert language(byline) == FRAMES.get(lang, lang)
    if lang in TAGS:
        assert TAGS[lang] in lines
    if lang in CREDITS:
        assert CREDITS[lang] in lines


@pytest.mark.parametrize("output", ["html", "epub"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_quotation_marks_are_of_the_language_and_no_build_warns(
    pages: Mapping[str, Mapping[str, etree._Element]], output: str, lang: str
) -> None:
    texts = [
        line(paragraph) for paragraph in pages[output][f"posts/{lang.lower()}"].iter("{*}p", "p")
    ]
    (text,) = (text for text in texts if text.startswith("It is "))
    expected = " ".join(f"It is {QUOTED[lang]} in {lang}.".split())
    assert text == expected


@pytest.mark.parametrize(
    ("lang", "backlinks", "cite"),
    [
        ("de", "Beiträge, die hierher verweisen", "Diesen Beitrag zitieren"),
        ("fr", None, "Citer cet article"),
        ("en-GB", None, "Cite this post"),
        ("sw", None, "Diesen Beitrag zitieren"),
    ],
)
def test_the_footer_is_in_the_language_of_the_post(
    pages: Mapping[str, Mapping[str, etree._Element]], lang: str, backlinks: str | None, cite: str
) -> None:
    page = pages["html"][f"posts/{lang.lower()}"]
    (citation,) = classed(page, "post-citation")
    assert line(citation.find("summary")) == cite
    assert language(citation) == FRAMES.get(lang, lang)
    if backlinks:
        assert line(classed(page, "backlinks")[0]).startswith(backlinks)


@pytest.mark.parametrize("output", ["html", "epub"])
def test_lists_are_in_the_language_of_the_book(
    pages: Mapping[str, Mapping[str, etree._Element]], output: str
) -> None:
    lists = pages[output]["lists"]
    dates = {line(date) for date in classed(lists, "date")}
    assert dates == {"Original: 2013"}
    times = classed(lists, "reading-time")
    assert {line(time) for time in times} == {"1 Min. Lesezeit"}
    assert {language(time) for time in times} == {"de"}


@pytest.mark.parametrize("output", ["html", "epub"])
def test_titles_and_excerpts_in_lists_have_their_language(
    pages: Mapping[str, Mapping[str, etree._Element]], output: str
) -> None:
    found = [(line(part), language(part)) for part in pages[output]["lists"].iter("{*}bdi", "bdi")]
    for lang in LANGUAGES:
        assert found.count((f"Post {lang}", lang)) == 2
        excerpt = (" ".join(f"It is {QUOTED[lang]} in {lang}.".split()), lang)
        assert found.count(excerpt) == (0 if lang == "de" else 2)


def test_the_pdf_has_each_byline_in_its_language(project: Project) -> None:
    (file,) = project.build("pdf").outdir.glob("*.pdf")
    text = " ".join(ReadPdf(file).pages)
    assert "Reading time: 1 minute · English" in text
    assert "Lesezeit: 1 Minute" in text
    for lang in ("de", "en-GB", "fr", "sw"):
        assert " · ".join(DATES[lang].split(" · ")[:2]) in text, lang
        assert TAGS[lang] in text, lang
