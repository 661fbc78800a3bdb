"""Authors in data files and configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.data import first_text, mapping, text_of
from sphinx_anthology.importing.records import ImportedAuthor
from sphinx_bindery.common.addresses import web_address_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_anthology.importing.folders.data import Data

_ID_KEYS = ("id", "short_name", "slug", "username", "login", "key", "author")
_NAME_KEYS = ("name", "display_name", "full_name", "fullname", "title")
_URL_KEYS = ("url", "website", "uri", "web", "home", "homepage", "site", "link")


def authors_of(table: Data | None) -> dict[str, ImportedAuthor]:
    """Return authors by id, from a mapping of ids to names or mappings, or from a list of mappings.

    ``{ann: {name: Ann Example, url: …}}``, ``{ann: Ann Example}`` and ``[{id: ann, name: …}]`` are
    the forms that programs and themes use.
    """
    found: dict[str, ImportedAuthor] = {}
    if isinstance(table, list):
        for item in map(mapping, table):
            name = first_text(item, (*_ID_KEYS, *_NAME_KEYS))
            if name:
                found[name] = author_of(name, item)
        return found
    for name, value in mapping(table).items():
        found[name] = author_of(name, mapping(value) or {"name": value})
    return found


def author_of(identifier: str, values: Mapping[str, Data]) -> ImportedAuthor:
    """Return an author from the mapping that describes the author."""
    name = first_text(values, _NAME_KEYS)
    if not name:
        parts = (text_of(values.get(key)) for key in ("first_name", "last_name"))
        name = " ".join(filter(None, parts))
    url = first_text(values, _URL_KEYS)
    url = "" if web_address_problem(url) else url
    return ImportedAuthor(identifier, name, url)
