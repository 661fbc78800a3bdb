"""What a book says of itself: the facts behind the PDF's metadata and the ePub's package document.

The configuration gives the basis. Extensions that know more (who wrote the chapters, what they
are about, when they were published) add to it through the event ``book-metadata``: a handler takes
the application and returns a mapping with any of the keys of :class:`BookFacts`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from .dates import build_time

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

EVENT = "book-metadata"


class BookFacts(TypedDict, total=False):
    """What a handler of ``book-metadata`` may return; each key may be left out.

    authors: names, in the order in which the book names them.
    subjects: what the book is about, most important first.
    collections: names of the series that the whole book belongs to.
    published: when its contents were first published, as W3CDTF of any precision (``2014-09``).
    modified: the newest date of its contents, with its zone.
    """

    authors: Iterable[str]
    subjects: Iterable[str]
    collections: Iterable[str]
    published: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body, and the form of the name that shops sort by (``Leafe, Ed``)."""

    name: str
    file_as: str

    @classmethod
    def named(cls, name: str) -> Contributor:
        """Return the contributor of that name, sorted by its last word."""
        given, _, family = name.strip().rpartition(" ")
        return cls(name, f"{family}, {given}" if given else name)


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """The facts of one book; empty text and empty tuples for what nobody has told.

    identifier: a URN that stays the same from build to build.
    language: BCP 47. published: W3CDTF of any precision. modified: UTC.
    """

    identifier: str
    title: str
    subtitle: str
    authors: tuple[Contributor, ...]
    publisher: str
    language: str
    description: str
    rights: str
    version: str
    subjects: tuple[str, ...]
    collections: tuple[str, ...]
    published: str
    modified: datetime


def book_metadata(app: Sphinx) -> BookMetadata:
    """Gather the book's metadata: the configuration, then what the handlers of the event add."""
    answers: list[Mapping[str, object] | None] = app.emit(EVENT)
    facts = merge_facts(answer for answer in answers if answer)
    return _metadata(app.config, facts)


def merge_facts(answers: Iterable[Mapping[str, object]]) -> BookFacts:
    """Merge answers: lists grow, ``published`` is the first one told, ``modified`` the newest."""
    merged = BookFacts()
    lists: dict[str, dict[str, None]] = {"authors": {}, "subjects": {}, "collections": {}}
    for answer in answers:
        for key, texts in lists.items():
            added = answer.get(key)
            if isinstance(added, Iterable):
                texts.update(dict.fromkeys(str(text) for text in added))
        if published := answer.get("published"):
            merged.setdefault("published", str(published))
        modified = answer.get("modified")
        if isinstance(modified, datetime):
            merged["modified"] = max(modified, merged.get("modified", modified))
    merged["authors"] = tuple(lists["authors"])
    merged["subjects"] = tuple(lists["subjects"])
    merged["collections"] = tuple(lists["collections"])
    return merged


def _metadata(config: Config, facts: BookFacts) -> BookMetadata:
    authors = tuple(facts.get("authors", ())) or tuple(_told(config.author))
    return BookMetadata(
        identifier=config.bindery_identifier or _identifier(config),
        title=config.bindery_title or config.project,
        subtitle=config.bindery_subtitle,
        authors=tuple(Contributor.named(author) for author in authors),
        publisher=config.bindery_publisher,
        language=config.language or "en",
        description=config.bindery_description,
        rights=", ".join(_told(config.copyright)),
        version=config.release or config.version,
        subjects=tuple(facts.get("subjects", ())),
        collections=tuple(facts.get("collections", ())),
        published=facts.get("published", ""),
        modified=build_time(facts.get("modified")),
    )


def _told(value: str | Iterable[str]) -> list[str]:
    """Return the configured texts without Sphinx's placeholder for an author that nobody set."""
    texts = [value] if isinstance(value, str) else list(value)
    return [text for text in texts if text and text != "Author name not set"]


def _identifier(config: Config) -> str:
    """Derive a stable URN from where the book lives, else from its name (RFC 9562, version 5)."""
    if config.html_baseurl:
        return uuid.uuid5(uuid.NAMESPACE_URL, config.html_baseurl).urn
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{config.project}\n{config.author}").urn
