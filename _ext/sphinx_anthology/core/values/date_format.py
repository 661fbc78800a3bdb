"""A date in words, in the reader's language, no more precise than it was written."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from sphinx_anthology.core.values.partial_date import PartialDate, Precision


@lru_cache(maxsize=10_000)  # each is on the page of its post, and on those of its names
def shown_date(date: PartialDate, language: str) -> str:
    """Return the date in words: ``2014``, ``November 2014``, ``November 10, 2014``.

    Args:
        date: the date.
        language: BCP 47 or POSIX language; English where no such language is known.
    """
    locale = known_locale(language)
    match date.precision:
        case Precision.YEAR:
            return format_skeleton("y", date.start, locale=locale)
        case Precision.MONTH:
            return format_skeleton("yMMMM", date.start, locale=locale)
        case Precision.DAY:
            return format_date(date.start, "long", locale=locale)
        case Precision.TIME:
            day = format_date(date.start, "long", locale=locale)
            return f"{day}, {format_time(date.start, 'short', locale=locale)}"


def known_locale(language: str) -> Locale:
    """Return the locale of a language (BCP 47 or POSIX), else that of English."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")
