"""Lengths on paper: text such as ``0.125in``, converted to millimetres."""

from __future__ import annotations

import re

MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
"""The units of lengths; a point is 1/72 inch, as in PDF."""

_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(mm|cm|in|pt)", re.IGNORECASE)


def parse_length(value: object, example: str = "5mm") -> float:
    """Return a length in millimetres.

    Args:
        value: A number and a unit: mm, cm, in or pt. A zero needs no unit.
        example: The length that an error message suggests.

    Raises:
        ValueError: It is not a length; the message says what to write.
    """
    text = str(value).strip()
    if text in {"0", "0.0"}:
        return 0.0
    found = _LENGTH.fullmatch(text)
    if found is None or isinstance(value, bytes):
        message = f"{value!r} is not a length; write it with mm, cm, in or pt, like {example!r}"
        raise ValueError(message)
    return float(found[1]) * MILLIMETRES[found[2].lower()]
