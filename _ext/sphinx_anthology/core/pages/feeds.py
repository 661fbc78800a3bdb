"""Paths of the feeds, and the posts in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.posts.publication import is_held_back
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term

ALL_POSTS = "atom.xml"
"""Path of the feed of all posts."""

ALL_POSTS_JSON = "feed.json"
"""Path of the same feed as JSON."""

WITH_FEEDS = (Taxonomy.TAG, Taxonomy.SERIES, Taxonomy.AUTHOR)
MOST = 50
"""Posts in one feed, which feed readers fetch as a whole each time."""


def feed_name(term: Term) -> str:
    """Return the path in the site of the feed of a term."""
    return f"{page_name(term)}.atom.xml"


def fits_feed(post: Post, now: datetime) -> bool:
    """Return whether a post may be in a feed: it has a date, as Atom requires, and is published."""
    return post.date is not None and not is_held_back(post, now)


def newest(posts: Iterable[Post], now: datetime) -> list[Post]:
    """Return the posts for a feed, newest first; among equal dates the last of ``posts``."""
    dated = [
        (post.date.start, number, post)
        for number, post in enumerate(posts)
        if post.date and fits_feed(post, now)
    ]
    return [post for _start, _number, post in sorted(dated, reverse=True)[:MOST]]
