"""Lists of posts and indexes of terms: their styles, fields and views."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_bindery.common.build_record import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.post_view import PostLink, PostSummary, TermLink
    from sphinx_anthology.core.posts.taxonomy import Taxonomy


class Style(StrEnum):
    """The style of a list."""

    LIST = "list"
    TABLE = "table"
    CARDS = "cards"


class Field(StrEnum):
    """A field of a post that a list may show besides the title, in display order."""

    IMAGE = "image"
    DATE = "date"
    UPDATED = "updated"
    AUTHORS = "authors"
    READING_TIME = "reading-time"
    LOCATION = "location"
    SERIES = "series"
    CATEGORIES = "categories"
    TAGS = "tags"
    EXCERPT = "excerpt"


DEFAULT_FIELDS = {
    Style.LIST: (Field.DATE, Field.EXCERPT),
    Style.TABLE: (Field.DATE, Field.TAGS),
    Style.CARDS: (Field.IMAGE, Field.DATE, Field.EXCERPT),
}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The options of one list; ``group_by`` is None for a list without headings."""

    style: Style = Style.LIST
    group_by: Taxonomy | None = None
    show: tuple[Field, ...] = DEFAULT_FIELDS[Style.LIST]


@dataclass(frozen=True, slots=True)
class PostGroup:
    """Posts of a list under one heading; ``term`` is None for those without a term."""

    term: TermLink | None
    posts: tuple[PostSummary, ...]


@dataclass(frozen=True, slots=True)
class PostListView:
    """The posts of one list; ``group_by`` is None for a list without headings."""

    group_by: Taxonomy | None
    groups: tuple[PostGroup, ...]

    @property
    def fingerprint(self) -> str:
        """The fingerprint of everything that the list may show."""
        groups = [(group.term, [post.fingerprint for post in group.posts]) for group in self.groups]
        return fingerprint((self.group_by, groups))


def view_list(posts: Iterable[PostSummary], group_by: Taxonomy | None = None) -> PostListView:
    """Return the view of a list of posts, grouped by each of their terms.

    Groups are in the order of their first posts, the group without a term or a date last.
    """
    if group_by is None:
        members = tuple(posts)
        return PostListView(None, (PostGroup(None, members),) if members else ())
    groups: dict[TermLink | None, list[PostSummary]] = {}
    for post in posts:
        for term in post.terms(group_by) or (None,):
            groups.setdefault(term, []).append(post)
    ordered = sorted(groups.items(), key=lambda group: not (group[0] and group[0].name))
    return PostListView(group_by, tuple(PostGroup(term, tuple(found)) for term, found in ordered))


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One term of an index, its posts, and their number as text."""

    term: TermLink
    posts: tuple[PostLink, ...]
    count: str


@dataclass(frozen=True, slots=True)
class TermIndexView:
    """The index of a taxonomy: names in alphabetical, years in numeric order."""

    taxonomy: Taxonomy
    entries: tuple[TermEntry, ...]
    fingerprint: str


def view_index(taxonomy: Taxonomy, entries: Iterable[TermEntry]) -> TermIndexView:
    """Return the view of the index of a taxonomy."""
    terms = tuple(entries)
    return TermIndexView(taxonomy, terms, fingerprint((taxonomy, terms)))
