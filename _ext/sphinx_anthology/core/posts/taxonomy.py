"""Taxonomies, their terms, and the spellings of terms.

Aliases, and names that differ only in case or spaces, are the same term.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_bindery.common.slugs import with_straight_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_anthology.core.posts.post import Author, Post


class Taxonomy(StrEnum):
    """A classification of posts by terms."""

    TAG = "tag"
    SERIES = "series"
    CATEGORY = "category"
    AUTHOR = "author"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a taxonomy, with the docnames of its posts in order.

    ``name`` is empty for the year of posts without a date. ``slug`` is unique in the taxonomy, and
    the last part of the URL of the term page.
    """

    taxonomy: Taxonomy
    name: str
    slug: str
    docnames: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term that conf.py defines, with its other spellings."""

    name: str
    slug: str
    description: str = ""
    spellings: tuple[str, ...] = ()


def fold(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return " ".join(unicodedata.normalize("NFKC", with_straight_quotes(name)).casefold().split())


def spellings(names: Iterable[str], known: Iterable[KnownTerm]) -> dict[str, str]:
    """Return the spelling to show for each folded name.

    Args:
        names: The names of all posts in their order, with repetitions. The most frequent spelling
            is shown; among equally frequent ones, the first.
        known: The terms of conf.py, whose spelling takes precedence.
    """
    shown: dict[str, str] = {}
    for name, _count in Counter(names).most_common():
        shown.setdefault(fold(name), name)
    terms = list(known)
    shown |= {fold(spelling): term.name for term in terms for spelling in term.spellings}
    # the name of one term may be another spelling of the next, in a translated book
    return shown | {fold(term.name): term.name for term in terms}


def respelled(
    posts: Sequence[Post], known: Mapping[Taxonomy, Sequence[KnownTerm]]
) -> tuple[Post, ...]:
    """Return the posts with one spelling of each tag, category, series and author."""
    tags = spellings((tag for post in posts for tag in post.tags), known.get(Taxonomy.TAG, ()))
    categories = spellings((name for post in posts for name in post.categories), ())
    series = spellings(
        (place.name for post in posts for place in post.series), known.get(Taxonomy.SERIES, ())
    )
    names = [author.name for post in posts for author in (*post.authors, *_authors_of_work(post))]
    authors = spellings(names, known.get(Taxonomy.AUTHOR, ()))
    return tuple(
        replace(
            post,
            authors=_authors(authors, post.authors),
            based_on=post.based_on
            and replace(post.based_on, authors=_authors(authors, post.based_on.authors)),
            tags=_each_once(tags, post.tags),
            categories=_each_once(categories, post.categories),
            series=tuple(
                {
                    series[fold(place.name)]: replace(place, name=series[fold(place.name)])
                    for place in post.series
                }.values()
            ),
        )
        for post in posts
    )


def _authors(shown: Mapping[str, str], authors: Iterable[Author]) -> tuple[Author, ...]:
    """Return authors with the names to show; of those with the same, the one with most fields."""
    found: dict[str, Author] = {}
    for author in authors:
        name = shown[fold(author.name)]
        if name not in found or author.field_count > found[name].field_count:
            found[name] = replace(author, name=name)
    return tuple(found.values())


def _authors_of_work(post: Post) -> tuple[Author, ...]:
    return post.based_on.authors if post.based_on else ()


def _each_once(shown: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown[fold(name)] for name in names))
