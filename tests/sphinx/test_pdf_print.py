"""A printed book of many short posts: A5, two-sided, in German."""

from __future__ import annotations

import re

import pikepdf
import pytest
from sphinx.testing.util import SphinxTestApp

from tests.validators import outloud, pdf_words, pdfua, qpdf

from .conftest import Project
from .pdf_reading import ReadPdf, structure

CONF = """
project = 'Die "Anna" und der Hafen'
author = "Ada Beispiel"
copyright = "2012-2014, Ada's Verlag"
language = "de"
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
bindery_description = 'Ein Buch über "Anna", siehe `anna\\'s`.'
bindery_backmatter = ["verzeichnisse"]
bindery_paper = "a5"
bindery_sides = "two"
bindery_recto_openings = "parts"
"""
INDEX = "# Beiträge\n\n```{anthology}\n```\n\n```{toctree}\nverzeichnisse\n```\n"
LISTS = "# Verzeichnisse\n\n```{tag-index}\n```\n\n## Reihen\n\n```{series-index}\n```\n"
WORDS = (
    "Der Wind trägt die Möwe über das alte Hafenbecken, und niemand fragt, warum die Netze heute "
    "leer geblieben sind, obwohl die Genossenschaft seit Jahren verspricht, dass sie wächst."
)
TAGS = ("Hafen", "Äpfel", "Wetter", "Öl", "Zeit")
POSTS, YEARS = 30, 3


def post(number: int) -> str:
    year, month = 2012 + number // (POSTS // YEARS), number % 10 + 1
    series = "series: Am Kai\n" if number < 2 else ""
    tags = f"{TAGS[number % 5]}, {TAGS[(number + 2) % 5]}"
    cut = WORDS.split()[: 9 + number % 17]
    return (
        f"---\ndate: {year}-{month:02}-05\ntags: [{tags}]\n{series}---\n\n# Beitrag {number}\n\n"
        f"{WORDS} {' '.join(cut)}. {WORDS}\n\n{' '.join(cut)} {WORDS} Ende.\n"
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    project = Project(tmp_path_factory.mktemp("print"), SphinxTestApp)
    posts = {f"posts/p{number:02}.md": post(number) for number in range(POSTS)}
    project.write({"conf.py": CONF, "index.md": INDEX, "verzeichnisse.md": LISTS, **posts})
    build = project.build("pdf")
    assert build.warnings == ""
    return ReadPdf(build.outdir / "die-anna-und-der-hafen.pdf")


def children(element: pikepdf.Dictionary) -> list[str]:
    found = element.get("/K", [])
    return [str(child.S)[1:] for child in found if not isinstance(child, int) and "/S" in child]


def test_blank_pages_are_only_before_what_opens_on_the_right(book: ReadPdf) -> None:
    blank = [number for number, page in enumerate(book.pages) if page == ""]
    assert len(blank) <= 2 + YEARS  # behind the half title, before page 1, before each part
    for number in blank:
        after = book.pages[number + 1]
        assert number % 2 == 1
        assert after.startswith(("Die „Anna“", "Beiträge aus 201"))


def test_the_contents_are_on_one_page(book: ReadPdf) -> None:
    first = next(n for n, page in enumerate(book.pages) if page.startswith("Inhaltsverzeichnis"))
    assert "Stichwortverzeichnis" in book.pages[first]
    assert book.pages[first + 1] == ""


def test_the_pages_of_the_contents_are_in_the_structure(book: ReadPdf) -> None:
    entries = [element for element in book.elements if element.S == "/TOCI"]
    assert len(entries) == POSTS + YEARS + 2
    lines = [
        element
        for entry in entries
        for element in structure(entry.K)
        if element.S == "/P" and isinstance(element.get("/K"), pikepdf.Array)
    ]
    # the title, and the number of the page; parts have none
    assert [len(line.K) for line in lines].count(2) == POSTS + 2


def test_the_index_has_the_tags_with_the_pages_of_their_posts(book: ReadPdf) -> None:
    index = book.pages[-1]
    pages = {f"Beitrag {n}": book.labels[p] for p, text in enumerate(book.pages) for n in range(30)
             if text.startswith(f"Beitrag {n} ")}  # fmt: skip
    for place, tag in enumerate(TAGS):
        numbers = [n for n in range(POSTS) if place in {n % 5, (n + 2) % 5}]
        expected = ", ".join(pages[f"Beitrag {n}"] for n in numbers)
        assert f"{tag}, {expected}" in index
    assert re.search(r"A Äpfel.* H Hafen.* O Öl.* W Wetter.* Z Zeit", index)


def test_the_index_is_a_list_for_each_letter(book: ReadPdf) -> None:
    last = [element for element in book.elements if element.S == "/LI"][-len(TAGS) :]
    assert [children(item) for item in last] == [["Lbl", "LBody"]] * len(TAGS)


def test_no_tag_is_empty(book: ReadPdf) -> None:
    kinds = ("/Lbl", "/LBody", "/LI", "/L", "/P", "/H1", "/H2", "/H3", "/Span", "/Link")
    assert [
        element for element in book.elements if element.S in kinds and "/K" not in element
    ] == []


def test_texts_of_conf_py_have_the_quotes_of_the_language(book: ReadPdf) -> None:
    imprint = next(page for page in book.pages if "©" in page)
    assert "Die „Anna“ und der Hafen" in imprint
    assert "© 2012–2014, Ada’s Verlag" in imprint
    assert "über „Anna“, siehe `anna's`." in imprint
    assert book.xmp["title"] == "Die „Anna“ und der Hafen"


def test_reading_times_are_in_words(book: ReadPdf) -> None:
    assert "Lesezeit: 1 Minute" in next(p for p in book.pages if p.startswith("Beitrag 3 "))


@pytest.mark.validator
def test_no_paragraph_ends_with_a_word_alone(book: ReadPdf) -> None:
    words = pdf_words(book.path)
    ends = [n for n, word in enumerate(words) if word.text in {"wächst.", "Ende."}]
    assert len(ends) >= 2 * POSTS
    alone = [
        words[n]
        for n in ends
        if words[n].top > words[n - 1].top + 5 and words[n + 1].top > words[n].top + 5
    ]
    assert alone == []


@pytest.mark.validator
def test_a_short_entry_of_an_index_is_on_one_page(book: ReadPdf) -> None:
    (page,) = (page for page in book.pages if "Am Kai (2)" in page)
    assert re.search(r"Am Kai \(2\) · Beitrag 0, 2 · Beitrag 1, 3", page)


@pytest.mark.validator
def test_the_validators_find_nothing(book: ReadPdf) -> None:
    assert pdfua(book.path) == []
    assert outloud(book.path) == []
    assert outloud(book.path, "warning") == []
    assert qpdf(book.path) == ""
