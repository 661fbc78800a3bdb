"""Queries: the filters, the order and the limit of a list of posts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_bindery.common.collation import sort_key
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.partial_date import PartialDate


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"
    TITLE = "title"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Query:
    """The options of a list; a filter that is None matches every post.

    A filter matches posts with one of its names (none of them, for ``not_tags``). A query matches
    posts that all its filters match.

    Attributes:
        after, before: Dates, excluding the period that they name. The partial date of a post
            counts as the start of its period.
        readable: Whether all filters are valid; otherwise no post matches.
    """

    tags: tuple[str, ...] | None = None
    not_tags: tuple[str, ...] | None = None
    series: tuple[str, ...] | None = None
    category: tuple[str, ...] | None = None
    author: tuple[str, ...] | None = None
    lang: tuple[str, ...] | None = None
    after: PartialDate | None = None
    before: PartialDate | None = None
    sort: Sort = Sort.NEWEST
    limit: int | None = None
    readable: bool = True


FILTERS: Mapping[str, Taxonomy] = {
    "tags": Taxonomy.TAG,
    "not_tags": Taxonomy.TAG,
    "series": Taxonomy.SERIES,
    "category": Taxonomy.CATEGORY,
    "author": Taxonomy.AUTHOR,
}
"""The taxonomy of each filter, by the name of the filter."""


def unknown_names(catalogue: Catalogue, query: Query) -> list[tuple[str, Taxonomy, str]]:
    """Return the filter, taxonomy and name of each name in filters that no post has."""
    return [
        (filter_name, taxonomy, name)
        for filter_name, taxonomy in FILTERS.items()
        for name in getattr(query, filter_name) or ()
        if catalogue.find(taxonomy, name) is None
    ]


def find_posts(
    catalogue: Catalogue, query: Query, *, titles: Mapping[str, str], language: str = "en"
) -> tuple[Post, ...]:
    """Return the posts that match a query, in its order.

    Args:
        catalogue: All posts.
        query: The query.
        titles: The titles by docname, for ``Sort.TITLE``.
        language: The language of posts without the key ``lang``.
    """
    if not query.readable:
        return ()
    tests = list(_tests(catalogue, query, language))
    found = [post for post in catalogue.posts if all(test(post) for test in tests)]
    ordered = _ordered(found, catalogue, query, titles)
    return tuple(ordered if query.limit is None else ordered[: query.limit])


def _tests(catalogue: Catalogue, query: Query, language: str) -> Iterable[Callable[[Post], bool]]:
    for name, taxonomy in FILTERS.items():
        wanted: tuple[str, ...] | None = getattr(query, name)
        if wanted is not None:
            terms = (catalogue.find(taxonomy, word) for word in wanted)
            names = frozenset(term.name for term in terms if term)
            yield _has_any(names, taxonomy, expected=not name.startswith("not_"))
    if query.lang is not None:
        ranges = tuple(_language(tag) for tag in query.lang)
        yield lambda post: any(
            f"{_language(post.lang or language)}-".startswith(f"{tag}-") for tag in ranges
        )
    if query.after is not None:
        after = query.after
        yield lambda post: _is_over(after, post.order_date)
    if query.before is not None:
        end = query.before.start
        yield lambda post: _is_before(post.order_date, end)


def _is_over(period: PartialDate, date: PartialDate | None) -> bool:
    return date is not None and period.is_over_at(date.start)


def _is_before(date: PartialDate | None, end: datetime) -> bool:
    return date is not None and date.start < end


def _has_any(
    names: frozenset[str], taxonomy: Taxonomy, *, expected: bool
) -> Callable[[Post], bool]:
    names_of = NAMES[taxonomy]
    return lambda post: (not names.isdisjoint(names_of(post))) is expected


def _language(tag: str) -> str:
    """Return a language tag or range normalized for basic filtering (RFC 4647, 3.3.1)."""
    return language_tag(tag.strip()).lower()


def _ordered(
    posts: list[Post], catalogue: Catalogue, query: Query, titles: Mapping[str, str]
) -> list[Post]:
    match query.sort:
        case Sort.OLDEST:
            return posts
        case Sort.NEWEST:
            return _newest_first(posts, lambda post: post.order_date)
        case Sort.UPDATED:
            return _newest_first(posts, lambda post: post.updated or post.known_date)
        case Sort.TITLE:
            language = catalogue.language
            return sorted(posts, key=lambda post: sort_key(titles.get(post.docname, ""), language))
        case Sort.SERIES:
            return _by_series(posts, catalogue, query)


def _by_series(posts: list[Post], catalogue: Catalogue, query: Query) -> list[Post]:
    """Return posts in the order of the queried series, else of all series; others come last."""
    terms = (catalogue.find(Taxonomy.SERIES, name) for name in query.series or ())
    names = [term.name for term in terms if term] or list(catalogue.series)
    parts = dict.fromkeys(post.docname for name in names for post in catalogue.series[name])
    places = {docname: place for place, docname in enumerate(parts)}
    return sorted(posts, key=lambda post: places.get(post.docname, len(places)))


def _newest_first(posts: list[Post], date_of: Callable[[Post], PartialDate | None]) -> list[Post]:
    """Return posts in reverse order of dates, those without a date last."""

    def key(post: Post) -> tuple[bool, tuple[datetime, ...]]:
        date = date_of(post)
        return date is not None, (date.start,) if date else ()

    return sorted(posts, key=key)[::-1]
