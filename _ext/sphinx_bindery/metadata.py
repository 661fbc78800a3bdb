"""What a book says of itself: the facts behind the PDF's metadata and the ePub's package document.

The configuration gives the basis. Extensions that know more (who wrote the chapters, what they
are about, when they were published) add to it through the event ``book-metadata``: a handler takes
the application and returns a mapping with any of the keys of :class:`BookFacts`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from sphinx.util import logging

from sphinx_bindery.common.dates import build_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

EVENT = "book-metadata"

_LISTS = ("authors", "subjects", "collections", "sources")
_ROLE = re.compile(r"[a-z]{3}")
_POSITION = re.compile(r"\d+(\.\d+)*")
_TASKS = {
    "aft": "Afterword", "aui": "Introduction", "bkd": "Design", "com": "Compiler",
    "cov": "Cover design", "edt": "Editor", "ill": "Illustrator", "pht": "Photographer",
    "trl": "Translator",
}  # fmt: skip
"""What title page and imprint call the commonest roles of MARC relators."""
_logger = logging.getLogger(__name__)


class BookFacts(TypedDict, total=False):
    """What a handler of ``book-metadata`` may return; each key may be left out.

    authors: names, in the order in which the book names them.
    subjects: what the book is about, most important first.
    collections: names of the series that the whole book belongs to.
    sources: addresses where its contents were first published.
    published: the date of the newest of its contents, as W3CDTF of any precision (``2014-09``).
    published_from: the date of the oldest of them, likewise.
    modified: the newest date of its contents, updates counted, with its zone.
    """

    authors: Iterable[str]
    subjects: Iterable[str]
    collections: Iterable[str]
    sources: Iterable[str]
    published: str
    published_from: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body, and the form of the name that shops sort by (``Author, Ann``).

    role: what they did, as a code of MARC relators (https://id.loc.gov/vocabulary/relators.html).
    """

    name: str
    file_as: str
    role: str = "aut"

    @classmethod
    def named(cls, name: str, role: str = "aut") -> Contributor:
        """Return the contributor of that name, sorted by its last word."""
        given, _, family = name.strip().rpartition(" ")
        return cls(name, f"{family}, {given}" if given else name, role)

    @property
    def task(self) -> str:
        """What a page of the book calls the role."""
        return _TASKS.get(self.role, "Contributor")


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """The facts of one book; empty text and empty tuples for what nobody has told.

    identifier: a URN that stays the same from build to build.
    contributors: who made it besides the authors.
    language: BCP 47. modified: UTC.
    collections: series that it belongs to, the one that conf.py names first. position: its place
    in the first of them.
    license: the name of what readers may do with it; license_address: where that is written.
    sources: addresses where its contents were first published.
    published_from, published: W3CDTF of any precision, the oldest and the newest of its contents.
    """

    identifier: str
    title: str
    subtitle: str
    authors: tuple[Contributor, ...]
    contributors: tuple[Contributor, ...]
    publisher: str
    language: str
    description: str
    rights: str
    license: str
    license_address: str
    version: str
    subjects: tuple[str, ...]
    collections: tuple[str, ...]
    position: str
    sources: tuple[str, ...]
    published_from: str
    published: str
    modified: datetime


def book_metadata(app: Sphinx) -> BookMetadata:
    """Gather the book's metadata: the configuration, then what the handlers of the event add."""
    answers: list[Mapping[str, object] | None] = app.emit(EVENT)
    facts = merge_facts(answer for answer in answers if answer)
    return _metadata(app.config, facts)


def merge_facts(answers: Iterable[Mapping[str, object]]) -> BookFacts:
    """Merge answers: lists grow; of the dates the newest stay, of ``published_from`` the oldest.

    Dates in W3CDTF sort as text, a period before the days in it.
    """
    merged = BookFacts()
    lists: dict[str, dict[str, None]] = {key: {} for key in _LISTS}
    for answer in answers:
        for key, texts in lists.items():
            added = answer.get(key)
            if isinstance(added, Iterable):
                texts.update(dict.fromkeys(str(text) for text in added))
        if published := str(answer.get("published") or ""):
            merged["published"] = max(published, merged.get("published", published))
        if oldest := str(answer.get("published_from") or ""):
            merged["published_from"] = min(oldest, merged.get("published_from", oldest))
        modified = answer.get("modified")
        if isinstance(modified, datetime):
            merged["modified"] = max(modified, merged.get("modified", modified))
    merged["authors"] = tuple(lists["authors"])
    merged["subjects"] = tuple(lists["subjects"])
    merged["collections"] = tuple(lists["collections"])
    merged["sources"] = tuple(lists["sources"])
    return merged


def _metadata(config: Config, facts: BookFacts) -> BookMetadata:
    authors = tuple(facts.get("authors", ())) or tuple(_told(config.author))
    series, position = _series(config.bindery_series)
    license_name, license_address = _license(config.bindery_license)
    collections = dict.fromkeys([*([series] if series else []), *facts.get("collections", ())])
    return BookMetadata(
        identifier=config.bindery_identifier or _identifier(config),
        title=config.bindery_title or config.project,
        subtitle=config.bindery_subtitle,
        authors=tuple(Contributor.named(author) for author in authors),
        contributors=tuple(_contributors(config.bindery_contributors)),
        publisher=config.bindery_publisher,
        language=config.language or "en",
        description=config.bindery_description,
        rights=", ".join(_told(config.copyright)),
        license=license_name,
        license_address=license_address,
        version=config.release or config.version,
        subjects=tuple(facts.get("subjects", ())),
        collections=tuple(collections),
        position=position,
        sources=tuple(facts.get("sources", ())),
        published_from=facts.get("published_from", ""),
        published=facts.get("published", ""),
        modified=build_time(facts.get("modified")),
    )


def _series(value: object) -> tuple[str, str]:
    """Return name and position of ``bindery_series``; a value that is neither warns."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, Sequence) and len(value) == 2 and isinstance(value[0], str):
        name, position = value[0], str(value[1])
        if _POSITION.fullmatch(position):
            return name, position
    else:
        name = ""
    _warn("bindery_series is %r, expected 'Name' or ('Name', 2)", value)
    return name, ""


def _license(value: object) -> tuple[str, str]:
    """Return name and address of ``bindery_license``; a value that is neither warns."""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, Sequence) and [type(part) for part in value] == [str, str]:
        return value[0], value[1]
    _warn("bindery_license is %r, expected 'Name' or ('Name', 'https://…')", value)
    return "", ""


def _contributors(told: Mapping[object, object]) -> Iterator[Contributor]:
    """Yield who ``bindery_contributors`` names; a role that is no code of MARC relators warns."""
    for name, role in told.items():
        if isinstance(role, str) and _ROLE.fullmatch(role):
            yield Contributor.named(str(name), role)
        else:
            _warn(
                "bindery_contributors: the role of %r is %r, expected a code of MARC relators, "
                "such as 'edt', 'trl' or 'ill'",
                name,
                role,
            )


def _warn(message: str, *arguments: object) -> None:
    _logger.warning(message, *arguments, type="bindery", subtype="config")


def _told(value: str | Iterable[str]) -> list[str]:
    """Return the configured texts without Sphinx's placeholder for an author that nobody set."""
    texts = [value] if isinstance(value, str) else list(value)
    return [text for text in texts if text and text != "Author name not set"]


def _identifier(config: Config) -> str:
    """Derive a stable URN from where the book lives, else from its name (RFC 9562, version 5)."""
    if config.html_baseurl:
        return uuid.uuid5(uuid.NAMESPACE_URL, config.html_baseurl).urn
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{config.project}\n{config.author}").urn
