"""The entries of an index of posts: each name, and the posts that bear it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .catalogue import Catalogue
    from .post import Post


class IndexKind(StrEnum):
    """What an index goes by."""

    TAG = "tag"
    SERIES = "series"
    AUTHOR = "author"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name, and the docnames of its posts in order."""

    name: str
    docnames: tuple[str, ...]


def index_entries(catalogue: Catalogue, kind: IndexKind) -> tuple[IndexEntry, ...]:
    """Return the entries of an index, by name without regard to case; a post may be in several.

    Posts stand in the order of the book, those of a series in the order of the series.
    """
    if kind is IndexKind.SERIES:
        found: Mapping[str, Iterable[Post]] = catalogue.series
    else:
        names_of = _NAMES[kind]
        by_name: defaultdict[str, list[Post]] = defaultdict(list)
        for post in catalogue.posts:
            for name in names_of(post):
                by_name[name].append(post)
        found = by_name
    return tuple(
        IndexEntry(name, tuple(post.docname for post in found[name]))
        for name in sorted(found, key=lambda name: (name.casefold(), name))
    )


_NAMES: Mapping[IndexKind, Callable[[Post], Iterable[str]]] = {
    IndexKind.TAG: lambda post: post.tags,
    IndexKind.AUTHOR: lambda post: (author.name for author in post.authors),
    IndexKind.YEAR: lambda post: (str(post.date.year),) if post.date else (),
}
