"""The texts of the template, in the language of the book."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_bindery.common.dates import format_names, format_number, format_period
from sphinx_bindery.common.messages.text_language import get_plural_translation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_bindery.metadata import BookMetadata

_ = get_translation("bindery")
ngettext = get_plural_translation("bindery")

CONTENTS = "Contents"
"""Typst's own title of the table of contents; it has more languages."""
MOST_AUTHORS = 8
"""The most authors on the title page; with more of them, the imprint lists all."""


def template_texts(metadata: BookMetadata) -> dict[str, object]:
    """Return the texts of the title page and the imprint; empty where a value is.

    The template fills the placeholders with links, and with values that only Typst has.
    """
    first, last, language = metadata.published_from, metadata.published, metadata.language
    published = format_period(first, last, language)
    contents = _("Contents")
    originals = format_period(metadata.originals_from, metadata.originals, language)
    return {
        "contents": contents if contents != CONTENTS else "",
        "comma": _(", "),
        "named_authors": _named_authors(metadata.named_authors, language),
        "license": _("License: {license}"),
        "authors": _all_authors([author.name for author in metadata.authors], language),
        "publisher": metadata.publisher
        and _("Published by {publisher}").format(publisher=metadata.publisher),
        "published": published and _("Published {date}").format(date=published),
        "originals": originals and _("Originals published {date}").format(date=originals),
        "version": metadata.version and _("Version {version}").format(version=metadata.version),
        "site": _("On the web: {address}"),
        "production": _("Made with Sphinx; set in {font} by Typst {version}"),
    }


def printed_text(fields: Mapping[str, object], part_titles: Sequence[str]) -> str:
    """Return the text that the template prints besides the documents, for the choice of fonts.

    Args:
        fields: The metadata of the book as the template reads them.
        part_titles: The titles of the parts.
    """
    # keywords are in the metadata alone
    printed = {name: value for name, value in fields.items() if name != "keywords"}
    return json.dumps([printed, part_titles], ensure_ascii=False)


def _named_authors(names: tuple[str, ...], language: str) -> str:
    more = len(names) - MOST_AUTHORS
    if more <= 0:
        return format_names(names, language)
    shown = _(", ").join(names[:MOST_AUTHORS])
    pattern = ngettext("{names} and {number} more", "{names} and {number} more", more)
    return pattern.format(names=shown, number=format_number(more, language))


def _all_authors(names: list[str], language: str) -> str:
    """Return the line of all authors in the imprint, if they have no room on the title page."""
    if len(names) <= MOST_AUTHORS:
        return ""
    return _("By {names}").format(names=format_names(names, language))
