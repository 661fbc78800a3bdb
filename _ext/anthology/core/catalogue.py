"""All posts of a book in order, and who stands next to whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .post import Post


@dataclass(frozen=True, slots=True)
class Part:
    """One post's place in one series, counted from 1, with the docnames on either side."""

    series: str
    number: int
    total: int
    previous: str | None
    next: str | None


class Catalogue:
    """The posts that a build shows, oldest first; a post without a date comes after all others."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts: tuple[Post, ...] = tuple(sorted(posts, key=_oldest_first))

    @cached_property
    def by_docname(self) -> Mapping[str, Post]:
        """The posts by docname."""
        return {post.docname: post for post in self.posts}

    @cached_property
    def series(self) -> Mapping[str, tuple[Post, ...]]:
        """The parts of each series, in order: by ``order``, then by date."""
        members: defaultdict[str, list[tuple[float, Post]]] = defaultdict(list)
        for post in self.posts:
            for place in post.series:
                order = float("inf") if place.order is None else place.order
                members[place.name].append((order, post))
        return {
            name: tuple(post for _, post in sorted(parts, key=lambda part: part[0]))
            for name, parts in sorted(members.items())
        }

    def parts(self, docname: str) -> tuple[Part, ...]:
        """Return the places of a post in its series, in the order that its file names them."""
        post = self.by_docname[docname]
        return tuple(self._places[place.name, docname] for place in post.series)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Part]:
        places = {}
        for name, posts in self.series.items():
            docnames = [post.docname for post in posts]
            around = zip([None, *docnames], docnames, [*docnames[1:], None], strict=False)
            for number, (before, docname, after) in enumerate(around, 1):
                places[name, docname] = Part(name, number, len(docnames), before, after)
        return places


def _oldest_first(post: Post) -> tuple[bool, tuple[datetime, ...], float, str]:
    start = (post.date.start,) if post.date else ()
    orders = [place.order for place in post.series if place.order is not None]
    return post.date is None, start, min(orders, default=float("inf")), post.docname
