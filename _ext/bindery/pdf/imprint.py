"""What the title page and the imprint say, in the book's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bindery.dates import written_date

from .escape import shortened

if TYPE_CHECKING:
    from bindery.metadata import BookMetadata


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
