"""What lines, columns and pages of the PDF keep together, and how large titles and photos are."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

import pytest
from PIL import Image

from tests.validators import Word, pdf_words, pdfua

from .pdf_reading import ReadPdf, built_quietly

pytestmark = pytest.mark.validator

CONF = """\
project = "Pages"
extensions = ["myst_parser", "sphinx_design", "sphinx_bindery"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
COMMAND = "docker-compose --file docker-compose.production.yml up --detach --remove-orphans"
CALL = "a_very_long_function_name_with_many_underscores(first_argument, second_argument)"
TYPES = "std::vector<std::pair<std::string, std::unique_ptr<Node>>>"
PATH = "/usr/local/lib/python3.11/site-packages/sphinx/writers/html5.py"
PROSE = "The keeper of the lamp writes a letter to the harbor, which arrives late. " * 6
CODE = f"""\
# Code

Justified {PROSE}

Use `{TYPES}` for it. The path is `{PATH}` and the hash is `{"e3b0c44298fc1c149" * 4}` in the end.

Inline `{CALL}` is code.

(a-label)=
Run `{COMMAND}` on the server:

- then `{COMMAND}` again

Ended {PROSE}
"""
BOXES = "# Boxes\n\n" + "\n\n".join(
    f"{'More words. ' * (7 * number % 60)}\n\n:::{{note}}\nBegin{number} {PROSE[:200]}\n\n"
    f"- an item\n- End{number}\n:::"
    for number in range(40)
)
LONG_BOX = f"\n\n:::{{tip}}\nBegin40 {PROSE * 12}\n\nEnd40\n:::\n"
TABLE = "# Table\n\n```{list-table}\n:header-rows: 1\n:widths: 50 50\n\n* - Key\n  - Text\n" + (
    "".join(
        f"* - Row{number}\n  - {'Words ' * (9 * number % 41)}to Last{number}\n"
        for number in range(60)
    )
    + f"* - Row60\n  - {PROSE * 20} to Last60\n```\n"
)
VERSE = """\
# Verse

Before.

```{eval-rst}
| A line
| Another line that is so much longer than the others of this poem that it is broken somewhere
|   Indented
```
"""
TITLES = f"# Short\n\n{PROSE}"
LONG_TITLE = (
    f"# Longtitle {'that somebody wrote in a hurry and never made shorter ' * 3}\n\n{PROSE}"
)
PHOTOS = """\
# Photos

![](tall.png)

![](tall.jpg)

```{image} tall.png
:width: 100%
```
"""
INDEX = "# Entries\n\n" + "".join(
    f"```{{index}} Term{number:03}; Below{number:03}\n```\n\nP.\n\n" for number in range(120)
)
FILLERS = ["More words. " * (11 * number % 83) for number in range(30)]
ROWS = "| x | y |\n" * 6
TABLES = "# Tables\n\n" + "\n\n".join(
    f"{filler}\n\n| a | b |\n|---|---|\n| Head{number} | c |\n{ROWS}| Foot{number} | z |"
    for number, filler in enumerate(FILLERS)
)
CODE_LINES = "line\n" * 8
LISTINGS = "# Listings\n\n" + "\n\n".join(
    f"{filler}\n\n```text\nFirst{number}\n{CODE_LINES}Final{number}\n```\n\n"
    + "\n\nWords.\n\n".join(
        "```text\n" + "".join(f"Line{number}of{part}{line}\n" for line in "abcdefghijkl") + "```"
        for part in range(4)
    )
    for number, filler in enumerate(FILLERS)
)
LISTS = "# Lists\n\n" + "\n\n".join(
    f"{filler}\n\n- Alpha{number}\n- an item\n- an item\n- an item\n- Omega{number}"
    for number, filler in enumerate(FILLERS)
)
FORMULAS = "# Formulas\n\n" + "\n\n".join(
    f"{filler}\n\n$$\n\\begin{{align*}} a &= \\text{{Top{number}}} \\\\ b &= c \\\\ d &= e \\\\"
    f" f &= \\text{{Low{number}}} \\end{{align*}}\n$$"
    for number, filler in enumerate(FILLERS)
)
GALLERY = """\
# Gallery

::::{grid} 1 2 3 3
:::{grid-item}
![](square.png)
:::
:::{grid-item-card} A title
:img-top: square.png
:::
:::{grid-item}
```{figure} square.png
A caption
```
:::
::::

::::{grid} 2
:::{grid-item}
Textone
:::
:::{grid-item}
Texttwo
:::
::::

```{figure} square.png
:width: 30%
:align: left

A caption

Legend with enough words that it is as wide as the text of this page, and then needs a second line.
```
"""
PAIRS = """\
# Pairs

![](tall.jpg)
[![](turned.jpg)](https://a.example/)

Words.

![](wide.png)
![](wide.png)
"""
CHAPTERS = {
    "tables": TABLES,
    "listings": LISTINGS,
    "lists": LISTS,
    "formulas": FORMULAS,
    "gallery": GALLERY,
    "pairs": PAIRS,
    "code": CODE,
    "boxes": BOXES + LONG_BOX,
    "table": TABLE,
    "verse": VERSE,
    "short": TITLES,
    "long": LONG_TITLE,
    "photos": PHOTOS,
    "entries": INDEX,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ReadPdf:
    source = tmp_path_factory.mktemp("pages")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    tree = "\n".join(CHAPTERS)
    (source / "index.md").write_text(f"# Pages\n\n```{{toctree}}\n{tree}\n```\n", encoding="utf-8")
    for name, text in CHAPTERS.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    for name in ("tall.png", "tall.jpg"):
        Image.new("RGB", (600, 1500), (90, 90, 90)).save(source / name)
    turned = Image.new("RGB", (1500, 600), (60, 60, 60))
    turned.getexif()[0x0112] = 6
    turned.save(source / "turned.jpg", exif=turned.getexif())
    Image.new("RGB", (1500, 600), (90, 90, 90)).save(source / "wide.png")
    Image.new("RGB", (900, 900), (90, 90, 90)).save(source / "square.png")
    return built_quietly(source)


@pytest.fixture(scope="module")
def words(book: ReadPdf) -> list[Word]:
    return pdf_words(book.path)


def the(words: list[Word], text: str) -> Word:
    """Return the last word of a text, since titles are in the contents too."""
    return [word for word in words if word.text.strip(".,:") == text][-1]


def lines_between(words: list[Word], first: str, last: str) -> list[list[Word]]:
    """Return the lines from one word to another, on one page."""
    start, end = words.index(the(words, first)), words.index(the(words, last))
    lines = groupby(words[start : end + 1], key=lambda word: round(word.bottom))
    return [list(line) for _, line in lines]


def widest_gap(line: list[Word]) -> float:
    return max((after.left - before.right for before, after in pairwise(line)), default=0)


def test_code_leaves_no_wide_gaps_in_a_line(words: list[Word]) -> None:
    lines = lines_between(words, "Use", "again")
    assert len(lines) >= 6
    assert max(map(widest_gap, lines)) < 8


def test_other_paragraphs_are_justified(words: list[Word]) -> None:
    for first in ("Justified", "Ended"):
        start = words.index(the(words, first))
        lines = groupby(words[start : start + 40], key=lambda word: round(word.bottom))
        ends = [list(line)[-1].right for _, line in lines][:-1]
        assert len(ends) >= 2
        assert max(ends) - min(ends) < 6


def test_a_short_box_is_on_one_page_and_a_long_one_is_broken(words: list[Word]) -> None:
    pages = [
        (the(words, f"Begin{number}").page, the(words, f"End{number}").page) for number in range(41)
    ]
    assert len({begin for begin, _ in pages}) >= 6
    assert [pair for pair in pages if pair[0] != pair[1]] == [pages[40]]


def test_a_short_row_is_on_one_page_and_a_long_one_is_broken(words: list[Word]) -> None:
    pages = [
        (the(words, f"Row{number}").page, the(words, f"Last{number}").page) for number in range(61)
    ]
    assert len({begin for begin, _ in pages}) >= 3
    assert [pair for pair in pages if pair[0] != pair[1]] == [pages[60]]


@pytest.mark.parametrize(
    ("first", "last"), [("Head", "Foot"), ("First", "Final"), ("Top", "Low"), ("Alpha", "Omega")]
)
def test_a_short_table_listing_formula_or_list_is_on_one_page(
    words: list[Word], first: str, last: str
) -> None:
    pages = [
        (the(words, f"{first}{number}").page, the(words, f"{last}{number}").page)
        for number in range(30)
    ]
    assert len({begin for begin, _ in pages}) >= 4
    assert [pair for pair in pages if pair[0] != pair[1]] == []


def test_no_line_of_code_is_alone_on_a_page(words: list[Word]) -> None:
    pages = {word.text: word.page for word in words}
    counts = [
        Counter(pages[f"Line{number}of{part}{line}"] for line in "abcdefghijkl")
        for number in range(30)
        for part in range(4)
    ]
    broken = [count for count in counts if len(count) > 1]
    assert len(broken) >= 3
    assert min(min(count.values()) for count in broken) >= 2


def test_pictures_of_a_grid_are_side_by_side_and_texts_are_not(
    book: ReadPdf, words: list[Word]
) -> None:
    first, second, third = book.pictures[:3]
    assert first[0] == second[0] == third[0]
    assert first[1][2] < second[1][0] < second[1][2] < third[1][0]
    assert abs(first[1][3] - third[1][3]) < 1
    one, two = the(words, "Textone"), the(words, "Texttwo")
    assert one.left == two.left
    assert one.bottom < two.top


def test_upright_photos_of_a_paragraph_are_side_by_side_and_wide_ones_are_not(
    book: ReadPdf,
) -> None:
    (page, one), (other_page, two), (_, upper), (_, lower) = book.pictures[4:8]
    assert page == other_page
    assert one[2] < two[0]
    assert one[3] == pytest.approx(two[3], abs=1)
    assert two[3] - two[1] > two[2] - two[0]
    assert upper[0] == pytest.approx(lower[0], abs=1)
    assert upper[1] > lower[3]


def test_a_figure_with_a_wide_legend_is_aligned(book: ReadPdf, words: list[Word]) -> None:
    _page, (left, *_sides) = book.pictures[3]
    assert left == pytest.approx(the(words, "Textone").left, abs=1)


def test_the_rest_of_a_line_of_verse_is_indented(words: list[Word]) -> None:
    first, broken, rest, indented = lines_between(words, "A", "Indented")[-4:]
    assert first[0].left == pytest.approx(broken[0].left, abs=0.5)
    assert rest[0].left > indented[0].left > first[0].left + 5
    # apart from the paragraph above
    assert first[0].top - the(words, "Before").bottom > broken[0].top - first[0].bottom + 1


def test_an_entry_of_the_index_is_in_a_column_with_those_below_it(words: list[Word]) -> None:
    terms = [the(words, f"Term{number:03}") for number in range(120)]
    below = [the(words, f"Below{number:03}") for number in range(120)]
    assert len({(term.page, term.left) for term in terms}) >= 4
    for term, inner in zip(terms, below, strict=True):
        assert (term.page, 0 < inner.left - term.left < 40, inner.top > term.top) == (
            inner.page,
            True,
            True,
        )
    # the columns of the last page are about as high
    last = [word for word in terms if word.page == terms[-1].page]
    columns = [len(list(column)) for _, column in groupby(last, key=lambda word: word.left)]
    assert len(columns) == 2
    assert abs(columns[0] - columns[1]) <= 1


def test_a_title_of_many_lines_is_smaller(words: list[Word]) -> None:
    def height(text: str) -> float:
        word = the(words, text)
        return word.bottom - word.top

    prose = height("Justified")
    assert 1.3 * prose < height("Longtitle") < 0.8 * height("Short")


def test_a_tall_photo_is_lower_than_the_page_unless_it_has_a_size(book: ReadPdf) -> None:
    heights = [top - bottom for _, (_, bottom, _, top) in book.pictures][-3:]
    area = 297 * 72 / 25.4
    assert heights[0] == pytest.approx(heights[1], abs=0.5)
    assert heights[0] < 0.6 * area
    assert heights[2] / heights[0] == pytest.approx(85 / 60, abs=0.01)


def test_the_book_is_valid_pdf_ua(book: ReadPdf) -> None:
    assert pdfua(book.path) == []
