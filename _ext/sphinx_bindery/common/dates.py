"""Dates in the reader's language, and the clock of reproducible builds.

A build uses ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) in
place of the current time, and never the local time zone of the machine.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from babel.core import get_global

from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time in a ZIP archive (APPNOTE.TXT 4.4.6)."""
LATEST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""The latest time in a ZIP archive."""

_SCRIPT_LENGTH = 4
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"}
"""The scripts of living languages that are written from right to left (ISO 15924)."""

_ZEROS = {
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "beng": "\N{BENGALI DIGIT ZERO}",
    "deva": "\N{DEVANAGARI DIGIT ZERO}",
}
"""The zeros of CLDR's numbering systems, of those in which Typst numbers pages."""


def source_date(environ: Mapping[str, str] | None = None) -> datetime | None:
    """Return the time in ``SOURCE_DATE_EPOCH``, in UTC; None if it is unset or not an integer."""
    value = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(value), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def current_time() -> datetime:
    """Return ``SOURCE_DATE_EPOCH``, else the current time, in UTC."""
    return source_date() or datetime.now(tz=UTC)


def build_time(
    newest_content: datetime | None, environ: Mapping[str, str] | None = None
) -> datetime:
    """Return the build time of a book, without reading the clock.

    Args:
        newest_content: The newest date of the book's contents, with its zone; None if unknown.
        environ: The environment variables; by default those of the process.

    Returns:
        ``SOURCE_DATE_EPOCH``, else ``newest_content``, else ``EARLIEST``; in UTC, and clamped to
        what a ZIP archive can store.
    """
    chosen = source_date(environ) or newest_content or EARLIEST
    try:
        moment = chosen.astimezone(UTC)
    except OverflowError:
        # within a day of the first or the last year that datetime supports
        moment = chosen.replace(tzinfo=UTC)
    return min(max(moment, EARLIEST), LATEST)


@lru_cache(maxsize=10_000)  # listing pages repeat the dates of the posts
def format_date(date: PartialDate, language: str, *, with_time: bool = True) -> str:
    """Format a date in a language, with its own precision: ``2014``, ``November 2014``, ...

    Args:
        date: The date.
        language: BCP 47 or POSIX language tag; an unknown language falls back to English.
        with_time: Whether to include the time of a date that has one.
    """
    locale = locale_of(language)
    match date.precision:
        case Precision.YEAR:
            return with_digits(dates.format_skeleton("y", date.start, locale=locale), language)
        case Precision.MONTH:
            month = dates.format_skeleton("yMMMM", date.start, locale=locale)
            return with_digits(month, language)
    text = dates.format_date(date.start, "long", locale=locale)
    if date.precision is not Precision.DAY and with_time:
        time = dates.format_time(date.start, "short", locale=locale)
        text = str(locale.datetime_formats["long"]).replace("{1}", text).replace("{0}", time)
    return with_digits(text, language)


def format_period(first: str, last: str, language: str) -> str:
    """Format a period to the day; a single date if both ends are formatted alike.

    Args:
        first: The first date in W3CDTF; may be empty.
        last: The last date, likewise.
        language: BCP 47 or POSIX language tag.
    """
    ends = [*dict.fromkeys(_format_day(end, language) for end in (first, last) if end)]
    if len(ends) < 2:
        return "".join(ends)
    if len(first) == len(last) == len("2014"):
        return _plain_spaces(_year_interval(first, last, language))
    pattern = str(locale_of(language).interval_formats[None])
    return _plain_spaces(pattern.replace("{0}", ends[0]).replace("{1}", ends[1]))


def _format_day(text: str, language: str) -> str:
    try:
        return format_date(PartialDate.parse(text, UTC), language, with_time=False)
    except ValueError:
        return text


def format_minutes(minutes: int, language: str) -> str:
    """Format a number of minutes in a language: ``3 minutes``."""
    text = dates.format_timedelta(
        timedelta(minutes=minutes),
        granularity="minute",
        threshold=minutes + 1,
        locale=locale_of(language),
    )
    return with_digits(text, language)


def format_years(first: str, last: str, language: str) -> str:
    """Format the years of a period in W3CDTF: ``2014–2015``, or one year if both are equal.

    Args:
        first: The first date; may be empty.
        last: The last date, likewise.
        language: BCP 47 or POSIX language tag.
    """
    years = [*dict.fromkeys(end[:4] for end in (first, last) if end)]
    if len(years) < 2:
        return "".join(_format_day(year, language) for year in years)
    return _year_interval(years[0], years[1], language).replace("\u2009", "")


def _year_interval(first: str, last: str, language: str) -> str:
    try:
        ends = (date(int(first), 1, 1), date(int(last), 1, 1))
    except ValueError:
        return f"{first}–{last}"
    return with_digits(dates.format_interval(*ends, "y", locale=locale_of(language)), language)


def _plain_spaces(text: str) -> str:
    """Return an interval with spaces that every font has in place of thin ones."""
    return text.replace("\u2009", " ")


def format_number(number: int, language: str) -> str:
    """Format a number in a language, with its digits and the separators of its thousands."""
    locale = locale_of(language)
    text = numbers.format_decimal(number, locale=locale, numbering_system="default")
    return with_digits(text, language)


def with_digits(text: str, language: str) -> str:
    """Return a text with the digits that CLDR has by default for a language: ``۲۰۱۴`` in Persian.

    Babel formats with the digits 0 to 9 in every language.
    """
    zero = _ZEROS.get(locale_of(language).default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})


def format_names(names: Iterable[str], language: str) -> str:
    """Format a list of names in a sentence of a language: ``A, B and C``."""
    return lists.format_list([*names], locale=locale_of(language))


def locale_of(language: str) -> Locale:
    """Return Babel's locale of a BCP 47 or POSIX language tag; English if it is unknown."""
    return known_locale(language) or Locale("en")


def text_direction(language: str) -> str:
    """Return ``rtl`` for a language or script written from right to left, else ``ltr``."""
    if script := _script(_subtags(language)):
        return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
    return str(locale_of(language).text_direction)


def known_locale(language: str) -> Locale | None:
    """Return Babel's locale of a BCP 47 or POSIX language tag; None if it is unknown.

    A language in a script that it is not usually written in, such as ``ja-Latn``, is unknown if
    Babel has no texts in this script.
    """
    subtags = _subtags(canonical_language(language))
    if subtags[0].lower() == "und":  # Babel takes the most frequent language, which is English
        return None
    try:
        locale = Locale.parse("_".join(subtags))
    except (UnknownLocaleError, ValueError):
        return None
    script, likely = _script(subtags), get_global("likely_subtags")
    usual = likely.get(str(locale)) or likely.get(locale.language) or ""
    if script and script not in {locale.script, _script(usual.split("_"))}:
        return None
    return locale


def canonical_language(language: str) -> str:
    """Return a tag with the current code of its language: ``de`` for ``deu``, ``he`` for ``iw``."""
    subtags = language_tag(language).split("-")
    current = str(get_global("language_aliases").get(subtags[0].lower(), ""))
    if not current.isalpha():  # such as sr_Latn for sh, or no alias at all
        return language
    return "-".join((current, *subtags[1:]))


def _subtags(language: str) -> list[str]:
    """Return the parts of a tag without its extensions, such as ``u-co-phonebk``."""
    first, *others = language_tag(language).split("-")
    return [first, *takewhile(lambda part: len(part) > 1, others)]


def _script(subtags: Sequence[str]) -> str:
    """Return the script in the parts of a tag; empty if there is none."""
    second = subtags[1] if len(subtags) > 1 else ""
    return second.title() if len(second) == _SCRIPT_LENGTH and second.isalpha() else ""
