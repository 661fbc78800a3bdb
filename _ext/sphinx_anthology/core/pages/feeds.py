"""Which feeds there are, and which posts stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.pages.addresses import page_name
from sphinx_anthology.core.posts.publication import is_held_back
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term

ALL_POSTS = "atom.xml"
"""The name of the feed of all posts."""

ALL_POSTS_JSON = "feed.json"
"""The name of the same feed as JSON."""

WITH_FEEDS = (Taxonomy.TAG, Taxonomy.SERIES, Taxonomy.AUTHOR)
MOST = 50
"""Posts in one feed; readers fetch the whole of it again and again."""


def feed_name(term: Term) -> str:
    """Return the name of a term's feed, as a path in the site."""
    return f"{page_name(term)}.atom.xml"


def fits_feed(post: Post, now: datetime) -> bool:
    """Tell whether a post may stand in a feed: Atom wants a time, and nobody else a draft."""
    return post.date is not None and not is_held_back(post, now)


def newest(posts: Iterable[Post], now: datetime) -> list[Post]:
    """Return the posts that a feed of all these shows, the newest first.

    Of several of one date the later in the order of ``posts`` comes first.
    """
    dated = [
        (post.date.start, number, post)
        for number, post in enumerate(posts)
        if post.date and fits_feed(post, now)
    ]
    return [post for _start, _number, post in sorted(dated, reverse=True)[:MOST]]
