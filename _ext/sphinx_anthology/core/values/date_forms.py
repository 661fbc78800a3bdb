"""Unambiguous dates in other forms than ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for length in (3, 4, len(name))
}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
# a time may follow, and stays as it is
_REST = r"(?P<rest>(?:[T\s]+\d\d?:\d\d.*)?)"
_FORMS: Final = tuple(
    re.compile(form + _REST, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<mark>[/.\-])(?P<month>\d{{1,2}})(?P=mark){_DAY}",
        rf"(?P<month>\d{{1,2}})/{_DAY}/{_YEAR}",
        rf"(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}\s+{_MONTH}\s+{_DAY}",
    )
)
_MONTH_ALONE = re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE)
_MONTH_NUMBER = re.compile(rf"{_YEAR}[/.](?P<month>\d{{1,2}})")


def iso_date(text: str) -> str | None:
    """Return a date in ISO 8601, None if it is ambiguous or not a date.

    ``10/11/2014`` is ambiguous, ``25/12/2014`` is not. A time after the date stays unchanged.
    """
    text = text.strip()
    for form in (_MONTH_ALONE, _MONTH_NUMBER):
        if (found := form.fullmatch(text)) and (month := _month(found["month"])):
            return f"{found['year']}-{month:02}"
    readings = {
        reading for form in _FORMS if (found := form.fullmatch(text)) and (reading := _iso(found))
    }
    return readings.pop() if len(readings) == 1 else None


def _iso(found: re.Match[str]) -> str:
    try:
        day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        return ""
    return f"{day.isoformat()}{found['rest']}"


def _month(text: str) -> int:
    number = int(text) if text.isdecimal() else _MONTHS.get(text.casefold(), 0)
    return number if number <= 12 else 0
