"""Dates of ABlog: in ``post_date_format``, else in any form that ``dateutil`` parses."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_any

from sphinx_bindery.common.partial_date import PartialDate

_DAY, _MONTH, _YEAR = frozenset("dejxcDF"), frozenset("mbBhjxcDF"), frozenset("YyGxcDF")
_CLOCK = frozenset("HIcXT")
"""The directives of ``strftime`` for each part of a date."""
_LEAP_YEAR = 2000
_WIDTHS = (len("2014"), len("2014-05"), len("2014-05-09"), len("2014-05-09T10:00"))


def date_text(text: str, date_format: str) -> str:
    """Return a date in the form of our front matter; a text that is not a date, unchanged.

    The result has the precision of the text: ``May 2014`` becomes ``2014-05``.

    Args:
        text: The date.
        date_format: The format of ``datetime.strptime`` that is tried first.
    """
    named = frozenset(re.findall(r"%-?([a-zA-Z])", date_format))
    if named & _YEAR:
        written, form = text, date_format
    else:  # a day without a year is ambiguous for Python; this one has a 29 February
        written, form = f"{text} {_LEAP_YEAR}", f"{date_format} %Y"
    try:
        found = datetime.strptime(written, form)  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return text if _is_valid(text) else _free_date(text)
    parts = [bool(named & part) for part in (_YEAR, _MONTH, _DAY, _CLOCK)]
    return _iso_prefix(found, parts) or text


def _is_valid(text: str) -> bool:
    try:
        PartialDate.parse(text, UTC)
    except ValueError:
        return False
    return True


def _free_date(text: str) -> str:
    """Parse a date in any form, with two defaults: parts that differ are not in the text."""
    try:
        one = parse_any(text, default=datetime(2001, 1, 1, 1, 1))  # noqa: DTZ001
        two = parse_any(text, default=datetime(2004, 2, 2, 2, 2))  # noqa: DTZ001
    except (ParserError, OverflowError):
        return text
    same = [getattr(one, part) == getattr(two, part) for part in ("year", "month", "day", "hour")]
    return _iso_prefix(one, same) or text


def _iso_prefix(date: datetime, parts: list[bool]) -> str:
    """Return a date in ISO 8601 up to its first missing part; empty if a later part is given."""
    count = next((number for number, part in enumerate(parts) if not part), len(parts))
    if not count or any(parts[count:3]):
        return ""
    has_clock = count == len(_WIDTHS)
    if has_clock and date.tzinfo:
        return date.isoformat(timespec="minutes")
    return date.isoformat(timespec="minutes")[: _WIDTHS[count - 1]]
