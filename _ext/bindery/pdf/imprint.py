"""What the title page and the imprint say, in the book's language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from .escape import shortened

if TYPE_CHECKING:
    from bindery.metadata import BookMetadata


def locale_of(language: str) -> Locale:
    """Return Babel's locale of a BCP 47 tag, English where it knows none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def written_date(published: str, language: str) -> str:
    """Return a W3CDTF date in words, as precise as it is and no more; as it is if it is none."""
    locale = locale_of(language)
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


def values(metadata: BookMetadata) -> dict[str, object]:
    """Return the facts of a book as the template reads them."""
    language, _, region = metadata.language.replace("_", "-").partition("-")
    return {
        "title": metadata.title,
        "head": shortened(metadata.title, 34),
        "subtitle": metadata.subtitle,
        "authors": [author.name for author in metadata.authors],
        "publisher": metadata.publisher,
        "lang": language.lower() or "en",
        "region": region.upper() if len(region) == 2 else "",
        "description": metadata.description,
        "rights": metadata.rights,
        "version": metadata.version,
        "keywords": [*metadata.subjects],
        "collections": [*metadata.collections],
        "published": written_date(metadata.published, metadata.language),
        "identifier": metadata.identifier,
        "modified": [
            metadata.modified.year,
            metadata.modified.month,
            metadata.modified.day,
            metadata.modified.hour,
            metadata.modified.minute,
            metadata.modified.second,
        ],
    }
