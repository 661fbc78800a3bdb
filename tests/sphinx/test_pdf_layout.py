"""The page layout: nothing outside of the text area, page numbers, and the title pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.print.margins import BookPages
from sphinx_bindery.print.trim_sizes import parse_trim_size
from tests.validators import pdf_words

from .pdf_reading import ReadPdf, built, built_copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp

MILLIMETER = 72 / 25.4
HANGING = 6
"""How far a comma or a hyphen may hang out of its line, in points."""


@pytest.fixture(
    scope="module",
    params=[("a4", "one"), ("us-letter", "two"), ("5x8in", "two")],
    ids=lambda paper: paper[0],
)
def torture(
    request: pytest.FixtureRequest, rootdir: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ReadPdf, float, float]:
    """Return the torture book on a paper size, and its inner and outer margins."""
    paper, sides = request.param
    source = tmp_path_factory.mktemp("torture") / "source"
    conf = f"\nbindery_paper = {paper!r}\nbindery_sides = {sides!r}\n"
    pdf = built_copy(rootdir / "test-pdf-torture", source, conf)
    book = BookPages(parse_trim_size(paper), is_two_sided=sides == "two")
    geometry = book.geometry(len(pdf.pages))
    if sides == "one":
        assert (geometry.inner, geometry.outer) == (45, 45)
    return pdf, geometry.inner * MILLIMETER, geometry.outer * MILLIMETER


def sides_of_text(pdf: ReadPdf, page: int, inner: float, outer: float) -> tuple[float, float]:
    """Return the left and right edges of the text area of a page; pages count from 0."""
    width = float(pdf.pdf.pages[page].mediabox[2])
    left, right = (inner, outer) if page % 2 == 0 else (outer, inner)
    return left, width - right


@pytest.mark.validator
def test_words_stay_in_the_text_area(torture: tuple[ReadPdf, float, float]) -> None:
    pdf, inner, outer = torture
    words = pdf_words(pdf.path)
    assert len(words) > 1500
    outside = []
    for word in words:
        left, right = sides_of_text(pdf, word.page, inner, outer)
        height = float(pdf.pdf.pages[word.page].mediabox[3])
        if word.left < left - HANGING or word.right > right + HANGING:
            outside.append(word)
        if word.top < 0.03 * height or word.bottom > 0.97 * height:
            outside.append(word)
    assert outside == []


def test_images_stay_in_the_text_area(torture: tuple[ReadPdf, float, float]) -> None:
    pdf, inner, outer = torture
    assert len(pdf.pictures) >= 8
    for page, (left, bottom, right, top) in pdf.pictures:
        begin, end = sides_of_text(pdf, page, inner, outer)
        assert begin - 1 < left < right < end + 1
        assert 0 < bottom < top < float(pdf.pdf.pages[page].mediabox[3])


def test_an_image_that_is_too_wide_keeps_its_aspect_ratio(
    torture: tuple[ReadPdf, float, float],
) -> None:
    pdf, _inner, _outer = torture
    shapes = {round((r - left) / (top - bottom), 1) for _, (left, bottom, r, top) in pdf.pictures}
    # wide.png as a figure, as a block and among words
    assert 5.3 in shapes
    assert len([shape for shape in shapes if shape > 3]) == 1


def at_the_foot(file: Path, pages: int) -> list[str]:
    """Return the text in the lowest sixth of each page."""
    words = pdf_words(file)
    lowest = max(word.bottom for word in words)
    return [
        " ".join(w.text for w in words if w.page == page and w.bottom > lowest - 5)
        for page in range(pages)
    ]


@pytest.mark.validator
@pytest.mark.parametrize("sides", ["one", "two"])
@pytest.mark.sphinx("pdf", testroot="pdf-basic")
def test_chapter_openings_have_page_numbers_and_part_pages_none(
    app: SphinxTestApp, sides: str
) -> None:
    app.config.bindery_sides = sides
    pdf = built(app)
    feet = at_the_foot(pdf.path, len(pdf.pages))
    for title, text, foot in zip(pdf.labels, pdf.pages, feet, strict=True):
        if text.startswith(("The first", "The second", "The third", "Preface", "Colophon")):
            assert foot == title
        elif text == "" or text in ("First part", "Second part") or "Ada Example" in text:
            assert foot == ""


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={
        "bindery_series": ("Small Books <of> Examples", 7),
        "bindery_contributors": {"Ed Itor": "edt", "Di Rector": "drt"},
        "bindery_license": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        "bindery_publisher": "Example Press",
        "html_baseurl": "https://example.org/book/",
    },
)
def test_title_page_and_imprint_print_the_metadata(app: SphinxTestApp) -> None:
    facts = {"published_from": "2014-09", "published": "2015-01-28"}
    app.connect("book-metadata", lambda _app: facts)
    pdf = built(app)
    assert app.warning.getvalue() == ""
    title, imprint = pdf.pages[:2]
    assert title == (
        "Small Books <of> Examples, 7 A Small Book Ada Example "
        "Editor: Ed Itor Contributor: Di Rector 2014–2015 Example Press"
    )
    for line in (
        "© 2014, Ada Example", "License: CC BY 4.0", "Editor: Ed Itor Contributor: Di Rector",
        "Small Books <of> Examples, 7", "Published by Example Press",
        "Published September 2014 – January 28, 2015", "Version 1.0",
        "On the web: https://example.org/book/",
        "Made with Sphinx; set in Libertinus Serif by Typst 0.15",
    ):  # fmt: skip
        assert line in imprint
    document = pdf.elements[0]
    kinds = [str(element.S) for element in document.K]
    assert kinds[:7] == ["/P"] * 7  # the lines of the title page are paragraphs
    assert "https://creativecommons.org/licenses/by/4.0/" in pdf.addresses


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_sides": "two", "bindery_recto_openings": "parts"},
)
def test_a_book_of_many_authors_has_one_title_page_with_all_names(
    app: SphinxTestApp,
) -> None:
    names = [f"Author {chr(65 + n // 26)}{chr(97 + n % 26)}" for n in range(600)]
    app.connect("book-metadata", lambda _app: {"authors": names})
    pdf = built(app)
    assert pdf.pages[2] == f"A Small Book {', '.join(names[:8])} and 592 more"
    contents = next(n for n, page in enumerate(pdf.pages) if page.startswith("Contents"))
    assert contents % 2 == 0
    named = f"By {', '.join(names[:-1])}, and {names[-1]}"
    assert named in " ".join(pdf.pages[3:contents]).replace("  ", " ")
    # Typst joins them.
    assert pdf.xmp["creator"] == [", ".join(names)]


@pytest.mark.sphinx("pdf", testroot="pdf-basic")
def test_a_title_page_without_metadata(app: SphinxTestApp) -> None:
    assert built(app).pages[0] == "A Small Book Ada Example"


@pytest.mark.sphinx("pdf", testroot="pdf-basic", confoverrides={"bindery_license": ("a", "b", "c")})
def test_a_license_of_the_wrong_type_is_reported(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert (
        "bindery_license: ('a', 'b', 'c') is not a license; write 'Name'" in app.warning.getvalue()
    )
    assert "License" not in pdf.pages[1]


def test_two_folders_give_the_same_bytes(
    rootdir: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = rootdir / "test-pdf-torture"
    made = {
        built_copy(root, tmp_path_factory.mktemp(name) / name).path.read_bytes()
        for name in ("one", "another")
    }
    assert len(made) == 1


@pytest.mark.validator
def test_the_title_of_the_book_is_the_largest_and_chapters_are_alike(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """Also in a book with parts, whose chapters are headings of a lower level."""
    files = {
        "conf.py": 'project = "Zebras"\nextensions = ["sphinx_bindery"]\n'
        'exclude_patterns = ["_*"]\nbindery_frontmatter = ["preface"]\n',
        "index.rst": "Zebras\n======\n\n.. toctree::\n\n   preface\n\n"
        ".. toctree::\n   :caption: Part\n\n   chapter\n",
        "preface.rst": "Foreword\n========\n\nText.\n\nGratitude\n---------\n\nText.\n",
        "chapter.rst": "Beginning\n=========\n\nText.\n\nMorning\n-------\n\nText.\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pdf = built(make_app("pdf", srcdir=tmp_path, confoverrides={"bindery_part_pages": True}))
    sizes: dict[str, float] = {}
    for word in pdf_words(pdf.path):
        sizes[word.text] = max(sizes.get(word.text, 0), round(word.bottom - word.top, 1))
    assert sizes["Foreword"] == sizes["Beginning"] == sizes["Contents"]
    assert sizes["Gratitude"] == sizes["Morning"]
    assert sizes["Zebras"] > sizes["Part"] > sizes["Beginning"] > sizes["Morning"] > sizes["Text."]


@pytest.mark.sphinx("pdf", testroot="pdf-basic")
@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_title_of_a_short_part_is_above_its_first_chapter(
    app: SphinxTestApp, paper: str
) -> None:
    app.config.bindery_part_pages = "auto"
    app.config.bindery_sides = "two"
    app.config.bindery_recto_openings = "parts"
    app.config.bindery_paper = paper
    pdf = built(app)
    opening = next(page for page in pdf.pages if page.startswith("First part"))
    assert opening.startswith("First part The first chapter ")
    assert pdf.labels[pdf.pages.index(opening)] == "1"
    (part,) = (entry for entry in pdf.outline if entry[0] == "First part")
    assert part[1][0][0] == "The first chapter"


@pytest.mark.validator
def test_lines_of_a_title_have_about_the_same_length(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    title = "A well-kept title of more words than a single line of the page may hold"
    (tmp_path / "conf.py").write_text('project = "Q"\nextensions = ["sphinx_bindery"]\n', "utf-8")
    (tmp_path / "index.rst").write_text("Q\n=\n\n.. toctree::\n\n   one\n", "utf-8")
    (tmp_path / "one.rst").write_text(f"{title}\n{'=' * 80}\n\nText.\n", "utf-8")
    pdf = built(make_app("pdf", srcdir=tmp_path))
    words = pdf_words(pdf.path)
    end = next(n for n, word in enumerate(words) if word.text == "Text.")
    lines: dict[float, float] = {}
    for word in words[end - len(title.split()) : end]:
        lines[word.top] = word.right
    ends = list(lines.values())
    assert len(ends) == 3
    assert max(ends) - min(ends) < 60
