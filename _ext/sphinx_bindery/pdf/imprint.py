"""What the title page and the imprint say, in the book's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.dates import written_period, years
from sphinx_bindery.pdf.typst.escape import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_bindery.metadata import BookMetadata


def values(metadata: BookMetadata, *, site: str = "") -> dict[str, object]:
    """Return the facts of a book as the template reads them.

    Args:
        metadata: of the book.
        site: the address of the site that the book also is, empty if it has none.
    """
    language, _, region = metadata.language.replace("_", "-").partition("-")
    return {
        "title": metadata.title,
        "head": shortened(metadata.title, 34),
        "subtitle": metadata.subtitle,
        "authors": [author.name for author in metadata.authors],
        "contributors": [f"{made.task}: {made.name}" for made in metadata.contributors],
        "publisher": metadata.publisher,
        "lang": language.lower() or "en",
        "region": region.upper() if len(region) == 2 else "",
        "description": metadata.description,
        "rights": metadata.rights,
        "license": metadata.license,
        "license_address": metadata.license_address,
        "version": metadata.version,
        "keywords": [*metadata.subjects],
        "series": _series(metadata),
        "years": years(metadata.published_from, metadata.published),
        "published": written_period(metadata.published_from, metadata.published, metadata.language),
        "site": site,
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


def texts(told: dict[str, object]) -> Iterator[str]:
    """Yield all texts among the facts: what may be printed."""
    for value in told.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (text for text in value if isinstance(text, str))


def _series(metadata: BookMetadata) -> str:
    """Return the first series of the book, and the book's place in it."""
    return ", ".join(filter(None, (*metadata.collections[:1], metadata.position)))
