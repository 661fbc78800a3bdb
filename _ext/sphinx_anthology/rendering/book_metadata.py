"""What the posts tell of the book as a whole, for its metadata."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post

EVENT = "book-metadata"
"""The event of an extension that makes books; nothing happens where there is none."""


def connect_if_known(app: Sphinx, *_args: object) -> None:
    """Answer the event once all extensions are set up, whatever their order."""
    if EVENT in app.events.events:
        app.connect(EVENT, lambda app: book_facts(anthology_domain(app.env).catalogue.posts))


def book_facts(posts: Sequence[Post]) -> dict[str, Any]:
    """Return the facts of a book that holds these posts.

    ``authors`` and ``subjects`` come with the most frequent first, ties in the order of the
    posts; ``sources`` are the posts' first addresses; ``published_from`` and ``published`` are
    the dates of the oldest and the newest post, as precise as they were written.
    """
    authors = Counter(author.name for post in posts for author in post.authors)
    tags = Counter(tag for post in posts for tag in post.tags)
    dated = [post.date for post in posts if post.date]
    touched = [date.start for post in posts for date in (post.date, post.updated) if date]
    facts: dict[str, Any] = {
        "authors": [name for name, _ in authors.most_common()],
        "subjects": [tag for tag, _ in tags.most_common()],
        "sources": [post.original_url for post in posts if post.original_url],
    }
    if dated:
        facts["published_from"] = min(dated, key=lambda date: date.start).iso
        facts["published"] = max(dated, key=lambda date: date.start).iso
    if touched:
        facts["modified"] = max(touched)
    return facts
