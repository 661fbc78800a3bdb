"""Book metadata from posts: authors, subjects, sources and dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post

EVENT = "book-metadata"
"""The event of sphinx_bindery; not registered without that extension."""


def connect_book_metadata(app: Sphinx, *_args: object) -> None:
    """Handle ``config-inited``, when all extensions are set up: connect to the event, if any."""
    if EVENT in app.events.events:
        app.connect(EVENT, lambda app: book_metadata(anthology_domain(app.env).catalogue.posts))


def book_metadata(posts: Sequence[Post]) -> dict[str, Any]:
    """Return the metadata of a book that contains these posts.

    Returns:
        ``authors`` and ``subjects`` (tags), the most frequent first, ties in the order of the
        posts; ``sources``, the original URLs; ``published_from`` and ``published``, the dates of
        the oldest and the newest post with their own precision; ``modified``.
    """
    authors = Counter(author.name for post in posts for author in post.authors)
    tags = Counter(tag for post in posts for tag in post.tags)
    dated = [post.date for post in posts if post.date]
    touched = [date.start for post in posts for date in (post.date, post.updated) if date]
    metadata: dict[str, Any] = {
        "authors": [name for name, _ in authors.most_common()],
        "subjects": [tag for tag, _ in tags.most_common()],
        "sources": [post.original_url for post in posts if post.original_url],
    }
    if dated:
        metadata["published_from"] = min(dated, key=lambda date: date.start).iso
        metadata["published"] = max(dated, key=lambda date: date.start).iso
    if touched:
        metadata["modified"] = max(touched)
    return metadata
