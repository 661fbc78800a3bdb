"""The fields of the title page and the imprint, in the book's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.dates import format_period, format_years
from sphinx_bindery.pdf.project import HEAD_LENGTH
from sphinx_bindery.pdf.typst.escape import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_bindery.metadata import BookMetadata


def template_fields(metadata: BookMetadata, *, site: str = "") -> dict[str, object]:
    """Return the metadata of a book as the template reads them.

    Args:
        metadata: The metadata.
        site: Address of the HTML site, empty if there is none.
    """
    language, _, region = metadata.language.replace("_", "-").partition("-")
    modified = metadata.modified
    return {
        "title": metadata.title,
        "head": shortened(metadata.title, HEAD_LENGTH),
        "subtitle": metadata.subtitle,
        "authors": [author.name for author in metadata.authors],
        "contributors": [f"{person.task}: {person.name}" for person in metadata.contributors],
        "publisher": metadata.publisher,
        "lang": language.lower() or "en",
        "region": region.upper() if len(region) == 2 else "",
        "description": metadata.description,
        "rights": metadata.rights,
        "license": metadata.license,
        "license_address": metadata.license_address,
        "version": metadata.version,
        "keywords": [*metadata.subjects],
        "series": ", ".join(filter(None, (*metadata.collections[:1], metadata.position))),
        "years": format_years(metadata.published_from, metadata.published),
        "published": format_period(metadata.published_from, metadata.published, metadata.language),
        "site": site,
        "identifier": metadata.identifier,
        "modified": [*modified.timetuple()[:6]],
    }


def printed_texts(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield all texts among the fields."""
    for value in fields.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (text for text in value if isinstance(text, str))
