"""Drafts and future posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_anthology.core.posts.post import Post


def is_future(post: Post, now: datetime) -> bool:
    """Return whether the date of a post is after ``now``."""
    return post.date is not None and post.date.start > now


def is_held_back(post: Post, now: datetime) -> bool:
    """Return whether a post is a draft or dated after ``now``."""
    return post.draft or is_future(post, now)
