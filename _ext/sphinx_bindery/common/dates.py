"""The dates of a book: written in words, and the one clock of a reproducible build.

Rule of the clock: SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/),
else the newest date that the book's contents know, else the first moment that a ZIP member can
carry. Never the wall clock, never the builder's zone.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time in a ZIP archive (APPNOTE.TXT 4.4.6)."""
LATEST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""The latest one."""


def source_date(environ: Mapping[str, str] | None = None) -> datetime | None:
    """Return the time in ``SOURCE_DATE_EPOCH``, in UTC, or None where it is unset or no integer."""
    value = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(value), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def build_time(
    newest_content: datetime | None, environ: Mapping[str, str] | None = None
) -> datetime:
    """Return the time that a book says it was made at, in UTC, from 1980 to 2107.

    Args:
        newest_content: the newest date of what the book holds, with its zone; None if it has none.
        environ: the environment to read; the process's own by default.
    """
    chosen = source_date(environ) or newest_content or EARLIEST
    try:
        moment = chosen.astimezone(UTC)
    except OverflowError:
        # in its own zone it is within a day of the first or the last year that Python knows
        moment = chosen.replace(tzinfo=UTC)
    return min(max(moment, EARLIEST), LATEST)


def written_date(published: str, language: str) -> str:
    """Return a W3CDTF date in words, as precise as it is and no more; as it is if it is none."""
    locale = _locale_of(language)
    day = published.partition("T")[0]
    parts = day.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return format_date(date(*numbers), format="long", locale=locale)
        if len(numbers) == 2:
            return format_skeleton("yMMMM", date(numbers[0], numbers[1], 1), locale=locale)
    except ValueError:
        return published
    return day


def written_period(first: str, last: str, language: str) -> str:
    """Return the time between two W3CDTF dates in words; one date where they read the same."""
    words = (written_date(end, language) for end in (first, last) if end)
    return " – ".join(dict.fromkeys(words))


def years(first: str, last: str) -> str:
    """Return the years between two W3CDTF dates (``2014–2015``), one where they are equal."""
    return "–".join(dict.fromkeys(end[:4] for end in (first, last) if end))


def _locale_of(language: str) -> Locale:
    """Return Babel's locale of a BCP 47 tag, English where it knows none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
