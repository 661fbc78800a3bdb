"""The front matter of a post as one frozen record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from sphinx_bindery.common.partial_date import PartialDate

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.[05])", re.IGNORECASE)
_CC0 = re.compile(r"CC0-1\.0", re.IGNORECASE)
_SITE = "https://creativecommons.org"


@dataclass(frozen=True)
class Author:
    """An author of a post; ``name`` may be an id of ``anthology_authors`` in the front matter."""

    name: str
    url: str = ""
    email: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def orcid_url(self) -> str:
        """The URL of the ORCID iD; empty without one."""
        return self.orcid and f"https://orcid.org/{self.orcid.rstrip('/').rpartition('/')[2]}"

    @property
    def field_count(self) -> int:
        """The number of fields that are known besides the name."""
        return sum(map(bool, (self.url, self.email, self.orcid, self.affiliation)))


@dataclass(frozen=True)
class SeriesPlace:
    """The place of a post in a series; if ``order`` is None, the date determines it."""

    name: str
    order: float | None = None


@dataclass(frozen=True)
class License:
    """The license of a post: an SPDX id or a name, and its URL."""

    name: str
    url: str = ""


def resolve_license(license_: License) -> License:
    """Return a license with the name and URL of its Creative Commons id, else unchanged.

    A URL in the front matter is kept. Source of the ids: https://spdx.org/licenses/; of the URLs:
    https://creativecommons.org/licenses/.
    """
    if license_.url:
        return license_
    if _CC0.fullmatch(license_.name):
        return License("CC0 1.0", f"{_SITE}/publicdomain/zero/1.0/")
    if found := _CREATIVE_COMMONS.fullmatch(license_.name):
        kind, version = found[1].upper(), found[2]
        return License(f"CC {kind} {version}", f"{_SITE}/licenses/{kind.lower()}/{version}/")
    return license_


class Relation(StrEnum):
    """How a text was made from another work."""

    RETOLD = "retold"
    TRANSLATED = "translated"
    ABRIDGED = "abridged"
    ADAPTED = "adapted"


@dataclass(frozen=True)
class SourceWork:
    """The work that a text was made from, if the words of the text are not those of the work."""

    relation: Relation
    title: str = ""
    authors: tuple[Author, ...] = ()
    date: PartialDate | None = None
    url: str = ""
    license: License | None = None


@dataclass(frozen=True)
class Post:
    """The front matter of a post; empty for keys that it does not have.

    The ``docname`` of a post that is a section of a document is its :func:`section_key`.
    ``is_post`` is the value of the key ``post``; if None, the docname decides. ``lines`` has the
    line of each key in the file, for warnings. ``release`` is the latest date in keys of other
    programs before which they do not publish a post, and ``release_key`` the key that has it;
    ``expiry`` and ``expiry_key`` are the earliest date from which they no longer do, and its key.
    """

    docname: str
    title: str = ""
    date: PartialDate | None = None
    release: PartialDate | None = None
    release_key: str = ""
    expiry: PartialDate | None = None
    expiry_key: str = ""
    updated: PartialDate | None = None
    updated_from_git: bool = False
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    description: str = ""
    draft: bool = False
    image: str = ""
    image_alt: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    license: License | None = None
    lang: str = ""
    original_url: str = ""
    canonical_url: str = ""
    location: str = ""
    based_on: SourceWork | None = None
    is_post: bool | None = None
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def order_date(self) -> PartialDate | None:
        """The date that orders posts, and that series, archive and timeline use.

        It is the date of the work that the post is based on, if known, else that of the post.
        """
        return (self.based_on and self.based_on.date) or self.date

    @property
    def known_date(self) -> PartialDate | None:
        """The date of the post itself, else that of the work that it is based on."""
        return self.date or self.order_date

    def line_of(self, key: str) -> int:
        """Return the line of a key, else 1."""
        return dict(self.lines).get(key, 1)


_SECTION = "//"
"""The separator of a docname and the number of a section; no docname has it."""


def section_key(docname: str, number: int) -> str:
    """Return the key that replaces the docname for a post that is a section, counted from 1."""
    return f"{docname}{_SECTION}{number}"


def keys_of_document(keys: Container[str], docname: str) -> list[str]:
    """Return the keys of a document and of its sections, which are numbered without gaps."""
    numbered = (section_key(docname, number) for number in count(1))
    found = takewhile(keys.__contains__, numbered)
    return [*found] if docname not in keys else [docname, *found]


def document_of(key: str) -> str:
    """Return the docname of the document that contains a post, or is the post."""
    return key.partition(_SECTION)[0]


def is_section(key: str) -> bool:
    """Return whether a post is a section of a document."""
    return _SECTION in key


def is_future(post: Post, now: datetime) -> bool:
    """Return whether the date of a post, or of its release, is after ``now``."""
    return any(date is not None and date.start > now for date in (post.date, post.release))


def is_expired(post: Post, now: datetime) -> bool:
    """Return whether the date of expiry of a post is not after ``now``."""
    return post.expiry is not None and post.expiry.start <= now


def is_updated_later(post: Post, now: datetime) -> bool:
    """Return whether the key ``updated`` of a post is after ``now``."""
    return post.updated is not None and post.updated.start > now


def is_unpublished(post: Post, now: datetime) -> bool:
    """Return whether a post is a draft, dated after ``now``, or expired."""
    return post.draft or is_future(post, now) or is_expired(post, now)
