"""A book in the usual trim sizes: its pages, margins and lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from statistics import mean
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_bindery.pdf.page_setup import MOST_EXTRA_PASSES, compile_for_page_count
from sphinx_bindery.pdf.typst.compiler import CompiledPdf
from sphinx_bindery.print.gutters import SHOP_MARGINS
from sphinx_bindery.print.margins import BookPages
from sphinx_bindery.print.trim_sizes import TRIM_SIZES
from tests.validators import Word, pdf_words

from .conftest import Project
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from sphinx_bindery.print.page_geometry import PageGeometry

CONF = """
project = "The Harbour in Winter"
author = "Ada Example"
extensions = ["myst_parser", "sphinx_bindery"]
bindery_sides = "two"
"""
TEXT = """\
The ferries that used to cross twice a day now lie in the inner harbour, and the pilots who took
them out walk along the quay in the afternoon.

Nobody has said when the crossing will open again; a notice on the door of the office asks for
patience, and gives the number of a telephone that rings in another town.

What is left of the trade is repair: two yards, one for wood and one for steel, with a crane
between them that belongs to neither and is paid for by both.

In winter you can hear it from the church, which stands so near to the water that its lower
windows were walled up after the flood.

Ask an old pilot about that night, and he will tell you where he was, what he had eaten, and how
the wind turned shortly after ten.
"""
SENTENCES = TEXT.split("\n\n")
CHAPTERS, PARAGRAPHS = 6, 36
POINTS = 72 / 25.4


def paragraph(number: int) -> str:
    return " ".join(SENTENCES[(number * place) % 5] for place in range(3 + number % 4))


@dataclass(frozen=True)
class Sized:
    """The book in one trim size."""

    name: str
    pdf: ReadPdf
    geometry: PageGeometry

    @cached_property
    def lines(self) -> dict[tuple[int, int], list[Word]]:
        """The words of each line of text, by page and place."""
        found = defaultdict(list)
        for word in pdf_words(self.pdf.path):
            found[word.page, round(word.bottom)].append(word)
        return found


LARGER = ("6x9in", "a5", "7x10in", "crown-quarto")
SIZES = ("5x8in", *(pytest.param(name, marks=pytest.mark.one_python) for name in LARGER))


@pytest.fixture(scope="module", params=SIZES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sized:
    name = request.param
    project = Project(tmp_path_factory.mktemp("sizes"), SphinxTestApp)
    chapters = {
        f"c{number}.md": f"# Chapter {number}\n\n"
        + "\n\n".join(paragraph(number + place) for place in range(PARAGRAPHS))
        for number in range(CHAPTERS)
    }
    index = "# Harbour\n\n```{toctree}\n" + "\n".join(f"c{n}" for n in range(CHAPTERS)) + "\n```\n"
    conf = f'{CONF}bindery_paper = "{name}"\nbindery_print_shop = "lulu"\n'
    project.write({"conf.py": conf, "index.md": index, **chapters})
    build = project.build("pdf")
    assert build.warnings == ""
    pdf = ReadPdf(build.outdir / "the-harbour-in-winter.pdf")
    pages = BookPages(TRIM_SIZES[name], shop="lulu")
    return Sized(name, pdf, pages.geometry(len(pdf.pages)))


def test_pages_have_the_trim_size(book: Sized) -> None:
    size = TRIM_SIZES[book.name]
    for page in book.pdf.pdf.pages:
        width, height = (float(length) / POINTS for length in page.mediabox[2:])
        assert (width, height) == pytest.approx((size.width, size.height), abs=0.01)


def test_the_gutter_is_that_of_the_number_of_pages(book: Sized) -> None:
    """The smaller sizes have more than 60 pages, and need another pass."""
    assert len(book.pdf.pages) > 40
    left: Counter[tuple[bool, int]] = Counter(
        (page % 2 == 0, round(words[0].left / POINTS)) for (page, _), words in book.lines.items()
    )
    for is_right, margin in ((True, book.geometry.inner), (False, book.geometry.outer)):
        (_side, found), _count = max(
            (item for item in left.items() if item[0][0] == is_right), key=lambda item: item[1]
        )
        assert found == pytest.approx(margin, abs=0.6)


def test_nothing_is_in_the_margins_that_the_shop_asks_for(book: Sized) -> None:
    shop = SHOP_MARGINS["lulu"]
    inner, outer = shop.gutter(len(book.pdf.pages)).inner, shop.outer
    height = book.geometry.height
    for word in (word for words in book.lines.values() for word in words):
        left, right = (inner, outer) if word.page % 2 == 0 else (outer, inner)
        assert left - 0.1 < word.left / POINTS, word
        assert word.right / POINTS < book.geometry.width - right + 0.1, word
        assert outer - 0.1 < word.top / POINTS < word.bottom / POINTS < height - outer, word


def test_lines_have_60_to_72_characters(book: Sized) -> None:
    width = book.geometry.measure * POINTS
    full = [
        len(" ".join(word.text for word in words))
        for words in book.lines.values()
        if width - 3 < words[-1].right - words[0].left < width + 8
    ]
    assert len(full) > 400
    assert 60 <= mean(full) <= 72


def test_no_line_of_a_paragraph_is_alone_on_a_page(book: Sized) -> None:
    """Paragraphs have several lines, and begin with an indent."""
    page_lines = defaultdict(list)
    geometry = book.geometry
    for (page, bottom), words in sorted(book.lines.items()):
        if geometry.top < bottom / POINTS < geometry.height - geometry.bottom + 2:
            page_lines[page].append(words)
    checked = 0
    for page, lines in page_lines.items():
        left = geometry.inner if page % 2 == 0 else geometry.outer
        right = geometry.width - (geometry.outer if page % 2 == 0 else geometry.inner)
        if len(lines) < 20 or any(word.text == "Chapter" for line in lines for word in line):
            continue
        first, last = lines[0], lines[-1]
        begins = first[0].left / POINTS > left + 2
        is_full = first[-1].right / POINTS > right - 2
        assert begins or is_full, page
        assert last[0].left / POINTS < left + 2, page
        checked += 1
    assert checked > 20


def test_running_heads_and_folios(book: Sized) -> None:
    heads, openings = defaultdict(list), set()
    for (page, bottom), words in book.lines.items():
        if bottom / POINTS < book.geometry.top:
            heads[page] += [word.text for word in words]
        if any(word.text == "Chapter" and word.bottom - word.top > 15 for word in words):
            openings.add(page)
    start = book.pdf.labels.index("1")
    for page in range(start, len(book.pdf.pages)):
        number, head = book.pdf.labels[page], heads[page]
        if page in openings:
            assert head == []
            assert book.pdf.pages[page].endswith(f" {number}")
        elif page % 2 == 0:
            assert head[:1] + head[-1:] == ["Chapter", number]
        else:
            assert head == [number, "The", "Harbour", "in", "Winter"]
    assert len(openings) == CHAPTERS


@pytest.mark.parametrize(
    ("counts", "gutters"),
    [
        ([20], [0]),
        ([140, 150], [0]),
        ([152, 149], [0, 1]),  # fewer pages with wider margins: the gutter stays
        ([299, 310, 312], [0, 1, 2]),
    ],
)
def test_passes_for_the_page_count(counts: list[int], gutters: list[int]) -> None:
    pages = BookPages(TRIM_SIZES["6x9in"], shop="kdp")
    bands = [150, 300, 500, 700, 828]
    seen: list[float] = []

    def typeset(page: dict[str, object]) -> CompiledPdf:
        seen.append(float(str(page["inner"])))
        return CompiledPdf(str(counts[len(seen) - 1]).encode(), ())

    _result, problems = compile_for_page_count(pages, typeset, int)
    assert problems == []
    assert seen == [pages.geometry(bands[gutter]).inner for gutter in gutters]


def test_passes_end_with_a_warning() -> None:
    pages = BookPages(TRIM_SIZES["6x9in"], shop="kdp")
    counts = [160, 320, 520, 720]
    passes: list[object] = []

    def typeset(page: dict[str, object]) -> CompiledPdf:
        passes.append(page)
        return CompiledPdf(str(counts[len(passes) - 1]).encode(), ())

    _result, (problem,) = compile_for_page_count(pages, typeset, int)
    assert len(passes) == 1 + MOST_EXTRA_PASSES
    inner = pages.geometry(520).inner
    assert problem == (
        "bindery_margins: the book of 520 pages has the gutter of a thinner one; write "
        f"{{'inner': '{inner:g}mm'}}"
    )
