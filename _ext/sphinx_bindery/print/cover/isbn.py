"""ISBNs: their digits, checked (ISBN Users' Manual, 7th edition, 2017)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREFIX = re.compile(r"(urn:isbn:|isbn(-1[03])?[:\s]?)\s*", re.IGNORECASE)
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_SEPARATORS = str.maketrans(dict.fromkeys(f" \u00a0\u202f{_HYPHENS}", ""))
_LONG, _SHORT = 13, 10
_EXAMPLE = "'978-3-16-148410-0'"


class IsbnError(ValueError):
    """A text that is not an ISBN; the message says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Isbn:
    """An ISBN of thirteen digits.

    Attributes:
        digits: The digits, which are also those of the barcode.
        text: The ISBN as it is printed, with the hyphens that it was written with.
    """

    digits: str
    text: str


def parse_isbn(value: str) -> Isbn:
    """Return an ISBN.

    Args:
        value: Thirteen digits, with or without hyphens, spaces or ``ISBN`` before them.

    Raises:
        IsbnError: It has other characters, too few or too many digits, or a wrong check digit.
    """
    written = _PREFIX.sub("", value.strip(), count=1).strip()
    digits = written.translate(_SEPARATORS).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        raise IsbnError(_about_short(value, digits))
    if not re.fullmatch(r"[0-9]+", digits):
        message = f"{value!r} is not an ISBN; write 13 digits, like {_EXAMPLE}"
        raise IsbnError(message)
    if len(digits) != _LONG:
        message = f"{value!r} has {len(digits)} digits; write 13, like {_EXAMPLE}"
        raise IsbnError(message)
    if not digits.startswith(("978", "979")) or digits.startswith("9790"):
        # 979-0 is for printed music (ISMN)
        message = f"{value!r} is not a number of a book; write one of 978 or 979, like {_EXAMPLE}"
        raise IsbnError(message)
    right = check_digit(digits[:-1])
    if digits[-1] != right:
        message = (
            f"{value!r} ends with {digits[-1]}, but the check digit of the others is {right}; "
            "write the ISBN as the agency gave it to you"
        )
        raise IsbnError(message)
    return Isbn(digits, re.sub(f"[{_HYPHENS}]", "-", written))


def _about_short(value: str, digits: str) -> str:
    """Return the message about an ISBN of ten digits, the length until 2006."""
    total = sum(
        weight * (10 if digit == "X" else int(digit))
        for weight, digit in zip(range(_SHORT, 0, -1), digits, strict=True)
    )
    if total % 11:
        return f"{value!r} has 10 digits and a wrong check digit; write the 13, like {_EXAMPLE}"
    body = f"978{digits[:-1]}"
    return f"{value!r} has 10 digits; write {body + check_digit(body)!r}"


def check_digit(digits: str) -> str:
    """Return the check digit of the twelve digits before it."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)
