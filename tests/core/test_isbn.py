"""ISBNs and their barcodes."""

from __future__ import annotations

import re

import pytest

from sphinx_bindery.print.cover.barcode import MODULES, ean13_bars
from sphinx_bindery.print.cover.isbn import Isbn, IsbnError, check_digit, parse_isbn


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("9783161484100", "9783161484100"),
        ("978-3-16-148410-0", "978-3-16-148410-0"),
        ("978 3 16 148410 0", "978 3 16 148410 0"),
        ("978\u20113\u201316\u2010148410\u22120", "978-3-16-148410-0"),
        ("ISBN 978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN-13: 978-3-16-148410-0", "978-3-16-148410-0"),
        ("isbn:9783161484100", "9783161484100"),
        ("urn:isbn:9783161484100", "9783161484100"),
        (" 979-10-90636-07-1 ", "979-10-90636-07-1"),
    ],
)
def test_ways_to_write_an_isbn(written: str, printed: str) -> None:
    assert parse_isbn(written) == Isbn(re.sub("[- ]", "", printed), printed)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("978-3-16-148410-5", "ends with 5, but the check digit of the others is 0; "),
        ("978-3-16-148401-0", "ends with 0, but the check digit of the others is "),
        ("3-16-148410-X", "has 10 digits; write '9783161484100'"),
        ("3-16-148410-0", "has 10 digits and a wrong check digit; "),
        ("978-3-16-148410", "has 12 digits; write 13, "),
        ("978316148410O", "is not an ISBN; write 13 digits, "),
        ("٩٧٨٣١٦١٤٨٤١٠٠", "is not an ISBN; write 13 digits, "),
        ("4006381333931", "is not a number of a book; write one of 978 or 979, "),
        ("979-0-2600-0043-8", "is not a number of a book; "),
        ("soon", "is not an ISBN; "),
        ("", "is not an ISBN; "),
    ],
)
def test_what_is_no_isbn(written: str, message: str) -> None:
    with pytest.raises(IsbnError, match=re.escape(f"{written!r} {message}")):
        parse_isbn(written)


def test_each_digit_is_checked() -> None:
    right = "9783161484100"
    for place in range(3, 13):
        for digit in "0123456789":
            changed = right[:place] + digit + right[place + 1 :]
            if changed != right:
                with pytest.raises(IsbnError, match="check digit"):
                    parse_isbn(changed)
    assert check_digit("979109063607") == "1"


def test_the_bars_of_a_symbol() -> None:
    bars = ean13_bars("9783161484100")
    assert len(bars) == 30  # two in each digit and guard
    assert [bar.place for bar in bars if bar.is_guard] == [0, 2, 46, 48, 92, 94]
    assert bars[-1].place + bars[-1].width == MODULES
    ends = [bar.place + bar.width for bar in bars]
    assert all(end < bar.place for end, bar in zip(ends[:-1], bars[1:], strict=True))
    assert {bar.width for bar in bars} <= {1, 2, 3, 4}


def test_another_number_has_other_bars() -> None:
    assert ean13_bars("9783161484100") != ean13_bars("9791090636071")
