"""Trim sizes and lengths of books on paper."""

from __future__ import annotations

import pytest

from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.options import bleed_error, print_shop_error
from sphinx_bindery.print.trim_sizes import TRIM_SIZES, TrimSize, parse_trim_size, trim_size_error


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [
        ("5mm", 5),
        ("1.25 cm", 12.5),
        ("0.125in", 3.175),
        (".5IN", 12.7),
        ("72pt", 25.4),
        (" 3 mm ", 3),
        ("0", 0),
        (0, 0),
        ("0mm", 0),
    ],
)
def test_lengths(text: object, millimetres: float) -> None:
    assert parse_length(text) == pytest.approx(millimetres)


@pytest.mark.parametrize(
    "text", ["", "5", 5, "mm", "-1mm", "1e3mm", "5 px", "5mm 3", None, "1..2mm"]
)
def test_what_is_no_length_says_what_to_write(text: object) -> None:
    with pytest.raises(
        ValueError, match="is not a length; write it with mm, cm, in or pt, like '9mm'"
    ):
        parse_length(text, "9mm")


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("a4", (210, 297)),
        ("A5", (148, 210)),
        ("b5", (176, 250)),
        ("us-letter", (215.9, 279.4)),
        ("US Letter", (215.9, 279.4)),
        ("6x9in", (152.4, 228.6)),
        ("5.06x7.81in", (128.524, 198.374)),
        ("crown-quarto", (189, 246)),
        ("crown_quarto", (189, 246)),
        ("pocket", (107.95, 174.625)),
        ("6 × 9 in", (152.4, 228.6)),
        ("150mm x 220mm", (150, 220)),
        ("15x22cm", (150, 220)),
        (("150mm", "220mm"), (150, 220)),
        (["6in", "9in"], (152.4, 228.6)),
        ("9x7in", (228.6, 177.8)),
    ],
)
def test_trim_sizes(value: object, size: tuple[float, float]) -> None:
    found = parse_trim_size(value)
    assert (found.width, found.height) == pytest.approx(size)


def test_a_usual_size_has_its_name_however_it_is_written() -> None:
    assert parse_trim_size(("148mm", "210mm")) == TRIM_SIZES["a5"]
    assert parse_trim_size("5x8 in").name in {"5x8in", "novella"}
    assert parse_trim_size(("151mm", "219mm")) == TrimSize("", 151, 219)
    for name, size in TRIM_SIZES.items():
        assert parse_trim_size(name) == size
        assert size.name == name


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("a3", "'a3' is unknown; write the name of a trim size, such as 'a5' or '6x9in', or two"),
        ("6x9", "'6x9' has no unit; write '6x9in'"),
        ("crown-quart", "'crown-quart' is unknown; write 'crown-quarto', another trim size"),
        (("150mm",), r"\('150mm',\) is not a trim size; write the name"),
        (("150", "220mm"), "'150' is not a length; write it with mm, cm, in or pt, like '150mm'"),
        (("15mm", "22mm"), "has a side of 15 mm; write sides of 70 to 600 mm, width first"),
        ("5000x8000mm", "has a side of 5000 mm; write sides of"),
        ("", "'' is unknown; write the name"),
        (7, "'7' is unknown; write the name"),
    ],
)
def test_what_is_no_trim_size_says_what_to_write(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_trim_size(value)
    assert "; write " in trim_size_error(value)


def test_a_trim_size_has_no_error() -> None:
    assert trim_size_error("6x9in") == ""


def test_bleed_and_print_shop() -> None:
    assert [bleed_error(value) for value in ("0mm", 0, "0.125in", "3mm")] == [""] * 4
    assert bleed_error("3").startswith("'3' is not a length; write")
    assert bleed_error("3cm").startswith("'3cm' is more than 20 mm; write")
    assert [print_shop_error(shop) for shop in ("", "kdp", "lulu", "ingramspark")] == [""] * 4
    assert (
        print_shop_error("KDP")
        == "'KDP' is unknown; write 'kdp', 'lulu', 'ingramspark' or '' for any other"
    )
