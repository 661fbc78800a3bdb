"""Book metadata from posts: authors, credits of the works they are based on, subjects and dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_anthology.core.posts.post import Relation
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import site_author
from sphinx_bindery.common.dates import format_names, format_years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.partial_date import PartialDate

_ = get_translation("anthology")

EVENT = "book-metadata"
"""The event of sphinx_bindery; not registered without that extension."""

_RELATORS = {
    Relation.RETOLD: "adp",
    Relation.TRANSLATED: "trl",
    Relation.ABRIDGED: "abr",
    Relation.ADAPTED: "adp",
}
"""MARC relators of who made a text from another (https://id.loc.gov/vocabulary/relators.html)."""

_CREDITS: Mapping[Relation, tuple[Callable[[], str], Callable[[], str]]] = {
    Relation.RETOLD: (
        lambda: _("Posts by {authors}, retold by {makers}"),
        lambda: _("Posts by {authors}, retold"),
    ),
    Relation.TRANSLATED: (
        lambda: _("Posts by {authors}, translated by {makers}"),
        lambda: _("Posts by {authors}, translated"),
    ),
    Relation.ABRIDGED: (
        lambda: _("Posts by {authors}, abridged by {makers}"),
        lambda: _("Posts by {authors}, abridged"),
    ),
    Relation.ADAPTED: (
        lambda: _("Posts by {authors}, adapted by {makers}"),
        lambda: _("Posts by {authors}, adapted"),
    ),
}
"""The credits with and without the names of those who made the texts."""


def connect_book_metadata(app: Sphinx, *_args: object) -> None:
    """Handle ``config-inited``, when all extensions are set up: connect to the event, if any."""
    if EVENT in app.events.events:
        app.connect(EVENT, _handle)


def _handle(app: Sphinx) -> dict[str, Any]:
    catalogue, book_author = anthology_domain(app.env).catalogue, site_author(app.config)
    term = catalogue.find(Taxonomy.AUTHOR, book_author)
    language = app.config.language or "en"
    return book_metadata(catalogue.posts, term.name if term else book_author, language)


def book_metadata(
    posts: Sequence[Post], book_author: str = "", language: str = "en"
) -> dict[str, Any]:
    """Return the metadata of a book that contains these posts.

    Args:
        posts: The posts.
        book_author: The author of the book, for posts that are based on a work and name no author.
        language: The language of the book (BCP 47 or POSIX).

    Returns:
        ``authors``, ``antecedents`` (authors of works that posts are based on) and ``subjects``
        (tags), the most frequent first, ties in the order of the posts; ``roles`` of those authors
        who only made texts from works of others; ``credits`` of these works; ``sources``, the
        original URLs; ``published_from`` and ``published``, the dates of the oldest and the newest
        post with their own precision; ``originals_from`` and ``originals``, those of the works;
        ``modified``.
    """
    works = [post.based_on for post in posts if post.based_on]
    known = [date.start for post in posts for date in (post.known_date, post.updated) if date]
    metadata: dict[str, Any] = {
        "authors": _most_frequent(name for post in posts for name in _authors(post, book_author)),
        "roles": _roles(posts, book_author),
        "antecedents": _most_frequent(author.name for work in works for author in work.authors),
        "credits": [*_credits(posts, book_author, language)],
        "subjects": _most_frequent(tag for post in posts for tag in post.tags),
        "sources": [
            url
            for post in posts
            for url in (post.original_url, post.based_on.url if post.based_on else "")
            if url
        ],
        **_period("published", [post.date for post in posts]),
        **_period("originals", [work.date for work in works]),
    }
    if known:
        metadata["modified"] = max(known)
    return metadata


def _authors(post: Post, book_author: str) -> list[str]:
    """Return the names of the authors of a post's words."""
    return [author.name for author in post.authors] or [book_author] * bool(
        post.based_on and book_author
    )


def _roles(posts: Iterable[Post], book_author: str) -> dict[str, str]:
    """Return the relators of the authors whose posts are all based on works of others."""
    found: dict[str, str] = {}
    authors = set()
    for post in posts:
        for name in _authors(post, book_author):
            if post.based_on:
                found.setdefault(name, _RELATORS[post.based_on.relation])
            else:
                authors.add(name)
    return {name: role for name, role in found.items() if name not in authors}


def _credits(posts: Sequence[Post], book_author: str, language: str) -> Iterator[str]:
    for relation in Relation:
        group = [post for post in posts if post.based_on and post.based_on.relation is relation]
        works = [post.based_on for post in group if post.based_on]
        authors = _most_frequent(author.name for work in works for author in work.authors)
        if not authors:
            continue
        own = _most_frequent(name for post in group for name in _authors(post, book_author))
        dates = _period("date", [work.date for work in works])
        years = format_years(dates["date_from"], dates["date"], language) if dates else ""
        named = format_names(authors, language) + (f" ({years})" if years else "")
        with_authors, without = _CREDITS[relation]
        pattern = with_authors() if own else without()
        yield pattern.format(authors=named, makers=format_names(own, language))


def _most_frequent(names: Iterable[str]) -> list[str]:
    return [name for name, _count in Counter(names).most_common()]


def _period(name: str, dates: Iterable[PartialDate | None]) -> dict[str, str]:
    """Return the oldest and the newest date with their own precision; empty without dates."""
    known = [date for date in dates if date]
    if not known:
        return {}
    return {
        f"{name}_from": min(known, key=lambda date: date.start).iso,
        name: max(known, key=lambda date: date.start).iso,
    }
