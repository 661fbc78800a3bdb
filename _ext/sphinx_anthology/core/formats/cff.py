"""Citations in the Citation File Format 1.2.0 (https://doi.org/10.5281/zenodo.5171937).

The format describes software or data sets; a text is cited as ``preferred-citation``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.citation import uri
from sphinx_anthology.core.posts.post import Author, resolve_license
from sphinx_anthology.core.values.person_name import person_name
from sphinx_anthology.core.values.yaml_text import yaml_text
from sphinx_bindery.common.partial_date import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.formats.citation import Citation
    from sphinx_anthology.core.posts.post import License
    from sphinx_bindery.common.partial_date import PartialDate

_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])")
_WEBSITE = re.compile(r"https?://[!-~]+")
_CREATIVE_COMMONS = ("BY", "BY-NC", "BY-NC-ND", "BY-NC-SA", "BY-ND", "BY-SA")
LICENSES = (
    *(f"CC-{kind}-{n}" for kind in _CREATIVE_COMMONS for n in ("1.0", "2.0", "2.5", "3.0", "4.0")),
    *("CC0-1.0", "CC-PDDC", "GFDL-1.3-only", "GFDL-1.3-or-later"),
    *("0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"),
    *("GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC"),
    *("LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MPL-2.0", "Unlicense", "WTFPL"),
)
"""SPDX ids that texts use, a subset of those that the format allows."""
_KNOWN_LICENSES = {name.lower(): name for name in LICENSES}

MESSAGE = "Please cite this text as its preferred citation says."


def cff(citation: Citation, message: str = MESSAGE) -> str:
    """Return a citation as a ``CITATION.cff`` file.

    The format requires an author; without one, the book takes its place. A partial date becomes a
    year, or a year and a month. The URL and a full date are also at the top level, for programs
    that ignore the preferred citation.

    Args:
        citation: The data.
        message: The value of ``message``, which asks the reader to cite the text.
    """
    content = {
        "cff-version": "1.2.0",
        "message": _one_line(message),
        "title": _one_line(citation.title),
        "authors": _authors(citation),
        **dict(_release(citation)),
        "preferred-citation": dict(_reference(citation)),
    }
    return yaml_text(content)


def _release(citation: Citation) -> Iterator[tuple[str, object]]:
    date = citation.post.date
    if date and date.precision >= Precision.DAY:
        yield "date-released", date.start.date().isoformat()
    if citation.address:
        yield "url", citation.address


def _reference(citation: Citation) -> Iterator[tuple[str, object]]:
    post = citation.post
    yield "type", "blog"
    yield "title", _one_line(citation.title)
    yield "authors", _authors(citation)
    if book := _one_line(citation.book):
        yield "collection-title", book
    if post.date:
        yield from _date(post.date)
    if citation.address:
        yield "url", citation.address
    if citation.credit:
        yield "notes", _one_line(citation.credit)
    if abstract := _one_line(post.description):
        yield "abstract", abstract
    if post.tags:
        yield "keywords", list(dict.fromkeys(post.tags))
    if post.license:
        yield from _license(post.license)


def _authors(citation: Citation) -> list[dict[str, str]]:
    authors: list[dict[str, str]] = []
    for author in citation.authors or (Author(citation.book),):
        fields = dict(_author(author))
        if fields not in authors:
            authors.append(fields)
    return authors


def _author(author: Author) -> Iterator[tuple[str, str]]:
    parts = person_name(author.name)
    if parts is None:
        yield "name", _one_line(author.name)
    else:
        fields = {
            "given-names": parts.given,
            "name-particle": parts.particle,
            "family-names": parts.family,
            "name-suffix": parts.suffix,
            "affiliation": _one_line(author.affiliation),  # persons only
        }
        yield from ((key, value) for key, value in fields.items() if value)
    if orcid := _ORCID.fullmatch(author.orcid.strip().rstrip("/")):
        yield "orcid", f"https://orcid.org/{orcid[1]}"
    if _WEBSITE.fullmatch(address := uri(author.url)):
        yield "website", address


def _date(date: PartialDate) -> Iterator[tuple[str, object]]:
    yield "year", date.year
    if date.precision >= Precision.MONTH:
        yield "month", date.start.month
    if date.precision >= Precision.DAY:
        yield "date-published", date.start.date().isoformat()


def _license(license_: License) -> Iterator[tuple[str, str]]:
    if known := _KNOWN_LICENSES.get(license_.name.lower()):
        yield "license", known
    elif _WEBSITE.fullmatch(address := uri(resolve_license(license_).url)):
        yield "license-url", address


def _one_line(text: str) -> str:
    return " ".join(text.split())
