"""The width of the spine, and the direction of its text."""

from __future__ import annotations

import pytest

from sphinx_bindery.print.cover.options import OPTIONS, paragraphs, stock
from sphinx_bindery.print.cover.spine import STOCKS, spine_width
from sphinx_bindery.print.cover.spine_text import spine_direction

INCH = 25.4
BY_NAME = {option.name: option for option in OPTIONS}


@pytest.mark.parametrize(
    ("pages", "paper", "shop", "inches"),
    [
        (110, "white", "kdp", 0.24772),  # 0.248 in KDP's cover calculator
        (300, "cream", "kdp", 0.75),
        (300, "standard-color", "kdp", 0.6756),
        (300, "color", "kdp", 0.7041),
        (300, "white", "lulu", 300 / 444 + 0.06),
        (300, "cream", "lulu", 300 / 444 + 0.06),
    ],
)
def test_shops_with_tables(pages: int, paper: str, shop: str, inches: float) -> None:
    assert spine_width(pages, paper, shop) == pytest.approx(inches * INCH)


@pytest.mark.parametrize("shop", ["", "ingramspark"])
def test_other_printers_have_sheets_and_a_cover(shop: str) -> None:
    sheet = 2 * 0.0025 * INCH
    assert spine_width(200, "cream", shop) == pytest.approx(100 * sheet + 0.5)


@pytest.mark.parametrize("shop", ["", "kdp", "lulu"])
def test_the_thickness_of_a_sheet_counts_everywhere(shop: str) -> None:
    assert spine_width(240, 0.1, shop) == pytest.approx(12.5)


def test_an_odd_number_of_pages_has_a_blank_page_more() -> None:
    for shop in ("", "kdp", "lulu"):
        assert spine_width(99, "white", shop) == spine_width(100, "white", shop)


def test_stocks() -> None:
    assert [stock(name) for name in STOCKS] == list(STOCKS)
    assert stock("0.12mm") == 0.12


@pytest.mark.parametrize(
    ("language", "wanted", "expected"),
    [
        ("en", "auto", "down"),
        ("en-GB", "auto", "down"),
        ("nb", "auto", "down"),
        ("ar", "auto", "down"),
        ("de", "auto", "up"),
        ("pt-BR", "auto", "up"),
        ("ja", "auto", "stacked"),
        ("zh-Hant", "auto", "stacked"),
        ("de", "down", "down"),
        ("en", "up", "up"),
        ("en", "none", "none"),
    ],
)
def test_directions(language: str, wanted: str, expected: str) -> None:
    assert spine_direction(language, wanted, has_text=True) == expected
    assert spine_direction(language, wanted, has_text=False) == "none"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("bindery_paper_stock", "creme", "'creme' is unknown; write 'white', "),
        ("bindery_paper_stock", "0.1", "'0.1' is not a length; "),
        ("bindery_paper_stock", "10mm", "'10mm' is not from 0.01 to 1 mm; "),
        ("bindery_spine", "wide", "'wide' is not a length; "),
        ("bindery_spine", "20in", "'20in' is not from 0 to 100 mm; "),
        ("bindery_spine_text", "left", "'left' is unknown; write 'auto', 'down', 'up' or 'none'"),
        ("bindery_cover_color", "blue", "'blue' is not a color; write it like '#16324a'"),
        ("bindery_isbn", "12", "'12' has 2 digits; "),
        ("bindery_isbn", 9783161484100, "9783161484100 has the wrong type; "),
    ],
)
def test_wrong_values_are_errors(name: str, value: object, message: str) -> None:
    error = BY_NAME[name].error(value)
    assert error.startswith(message)
    assert "; write " in error


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bindery_paper_stock", "standard-color"),
        ("bindery_paper_stock", ".1 mm"),
        ("bindery_spine", "0.5in"),
        ("bindery_spine", ""),
        ("bindery_spine", "0mm"),
        ("bindery_cover_color", "#a0B1c2"),
        ("bindery_isbn", "ISBN 978-3-16-148410-0"),
    ],
)
def test_right_values_are_none(name: str, value: object) -> None:
    assert BY_NAME[name].error(value) == ""


def test_paragraphs_of_a_blurb() -> None:
    assert paragraphs("One\nline.\n\n  Two.\r\n\r\n\n") == ["One line.", "Two."]
    assert paragraphs(["One.", "", "Two.\n\nThree."]) == ["One.", "Two.", "Three."]
    assert paragraphs("") == []
