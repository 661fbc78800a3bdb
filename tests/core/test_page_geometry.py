"""The margins, the type size and the leading of pages."""

from __future__ import annotations

import pytest

from sphinx_bindery.print.gutters import SHOP_MARGINS
from sphinx_bindery.print.margins import BookPages, margins_error, parse_margins
from sphinx_bindery.print.page_geometry import Margins
from sphinx_bindery.print.trim_sizes import TRIM_SIZES, TrimSize

INCH = 25.4
LONGEST = 2000


@pytest.mark.parametrize(
    ("shop", "pages", "inches"),
    [
        ("kdp", 24, 0.375),
        ("kdp", 150, 0.375),
        ("kdp", 151, 0.5),
        ("kdp", 300, 0.5),
        ("kdp", 301, 0.625),
        ("kdp", 500, 0.625),
        ("kdp", 501, 0.75),
        ("kdp", 700, 0.75),
        ("kdp", 701, 0.875),
        ("kdp", 828, 0.875),
        ("lulu", 59, 0.5),
        ("lulu", 60, 0.625),
        ("lulu", 150, 0.625),
        ("lulu", 151, 1),
        ("lulu", 400, 1.125),
        ("lulu", 600, 1.125),
        ("lulu", 601, 1.25),
        ("ingramspark", 24, 13 / INCH),
        ("ingramspark", 400, 0.625),
    ],
)
def test_gutters_of_the_shops(shop: str, pages: int, inches: float) -> None:
    assert SHOP_MARGINS[shop].gutter(pages).inner == pytest.approx(inches * INCH)


@pytest.mark.parametrize("shop", SHOP_MARGINS)
@pytest.mark.parametrize("name", TRIM_SIZES)
def test_margins_are_never_below_those_of_the_shop(name: str, shop: str) -> None:
    least = SHOP_MARGINS[shop]
    book = BookPages(TRIM_SIZES[name], shop=shop)
    for pages in (1, 60, 150, 200, 400, 600, 800, LONGEST):
        found = book.geometry(pages)
        # commas hang out of their lines
        hanging = 0.2 * found.size * 25.4 / 72
        assert found.inner >= least.gutter(pages).inner + hanging - 0.01
        assert found.outer >= least.outer + hanging - 0.01
        assert min(found.top, found.bottom) >= least.outer - 0.01
        # the running head too is within the margin of the shop
        assert found.head_gap is not None
        assert found.top - found.head_gap - 3.5 >= least.outer - 0.01
        assert found.bottom > found.top
        assert 8.5 <= found.size <= 12


@pytest.mark.parametrize(
    "name",
    ["5x8in", "5.25x8in", "5.5x8.5in", "a5", "6x9in", "royal", "7x10in", "crown-quarto", "b5"],
)
@pytest.mark.parametrize("shop", SHOP_MARGINS)
def test_lines_have_60_to_72_characters(name: str, shop: str) -> None:
    for pages in (1, 100, 200, 400, 600, 800):
        found = BookPages(TRIM_SIZES[name], shop=shop).geometry(pages)
        assert 60 <= found.characters() <= 72


def test_a_font_with_wide_letters_has_as_many_in_a_line() -> None:
    book = BookPages(TRIM_SIZES["6x9in"], character=0.48)
    assert 60 <= book.geometry(200).characters(0.48) <= 72


@pytest.mark.parametrize("name", ["6x9in", "a5", "5x8in"])
def test_margins_follow_the_canon(name: str) -> None:
    found = BookPages(TRIM_SIZES[name]).geometry(100)
    binding = SHOP_MARGINS[""].gutter(100).binding
    assert found.outer == pytest.approx(2 * (found.inner - binding), abs=0.03)
    assert found.bottom == pytest.approx(2 * found.top, abs=0.03)


def test_the_gutter_grows_with_the_number_of_pages() -> None:
    for shop in SHOP_MARGINS:
        book = BookPages(TRIM_SIZES["6x9in"], shop=shop)
        inner = [book.geometry(pages).inner for pages in (20, 100, 200, 400, 600, 800)]
        assert inner == sorted(inner)
        assert inner[-1] > inner[0] + 5


def test_the_papers_of_the_screen_keep_their_geometry() -> None:
    found = BookPages(TRIM_SIZES["a4"], is_two_sided=False).geometry(500)
    assert (found.inner, found.outer, found.top, found.bottom) == (45, 45, 36, 44)
    assert (found.size, found.leading, found.head_gap) == (11.5, 0.68, None)
    same = BookPages(TRIM_SIZES["8.5x11in"], is_two_sided=False)
    assert same.paper == "us-letter"
    assert same.geometry(1).inner == 48


def test_one_sided_pages_have_equal_margins() -> None:
    one, two = (
        BookPages(TRIM_SIZES["6x9in"], is_two_sided=is_two_sided).geometry(1)
        for is_two_sided in (False, True)
    )
    assert one.inner == one.outer
    assert one.measure == pytest.approx(two.measure)


def test_margins_of_conf_py() -> None:
    margins = parse_margins({"inner": "20mm", "outer": "0.5in"})
    assert margins == Margins(20, 12.7)
    found = BookPages(TRIM_SIZES["6x9in"], margins=margins).geometry(200)
    assert (found.inner, found.outer) == (20, 12.7)
    assert found.top == BookPages(TRIM_SIZES["6x9in"]).geometry(200).top
    assert 60 <= found.characters() <= 72
    narrow = BookPages(TRIM_SIZES["6x9in"], margins=Margins(40, 40)).geometry(200)
    assert narrow.size == 8.5


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"left": "2cm"}, "'left' is not a margin; write lengths of 'inner', 'outer', 'top' and"),
        ({"inner": "2"}, "'2' is not a length; write it with mm, cm, in or pt, like '20mm'"),
        ({1: "2mm"}, "1 is not a margin; write lengths of"),
        ("20mm", "'20mm' has no names; write lengths by name, such as {'inner': '20mm', 'outer'"),
    ],
)
def test_wrong_margins(value: object, message: str) -> None:
    assert margins_error(value).startswith(message)


def test_margins_that_the_shop_does_not_take() -> None:
    book = BookPages(
        TrimSize("", 150, 220), shop="kdp", margins=Margins(inner=10, outer=5, top=20, bottom=20)
    )
    assert book.errors(100) == [
        "bindery_margins['outer']: 5 mm is less than kdp takes for 100 pages; write '6.4mm' or more"
    ]
    assert [error[:24] for error in book.errors(200)] == [
        "bindery_margins['inner']",
        "bindery_margins['outer']",
    ]
    assert BookPages(TrimSize("", 150, 220), margins=Margins(inner=1)).errors(200) == []


def test_margins_that_leave_no_room_for_text() -> None:
    book = BookPages(TRIM_SIZES["a6"], margins=Margins(60, 60))
    assert book.misfit() == (
        "bindery_margins: they leave -15 mm of the width for text; write smaller ones"
    )
    tall = BookPages(TRIM_SIZES["a6"], margins=Margins(top=60, bottom=60))
    assert tall.misfit().startswith("bindery_margins: they leave 28 mm of the height")
    assert BookPages(TRIM_SIZES["a6"]).misfit() == ""
