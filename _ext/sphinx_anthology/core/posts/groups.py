"""Posts in groups: what becomes the parts of the book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.post import Post


class GroupBy(StrEnum):
    """What a group has in common."""

    YEAR = "year"
    SERIES = "series"
    TAG = "tag"
    CATEGORY = "category"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that stand together. ``name`` is None for those that have nothing to go by."""

    name: str | None
    docnames: tuple[str, ...]


def group_posts(posts: Iterable[Post], by: GroupBy) -> tuple[Group, ...]:
    """Group posts, each into one group: that of its first series, tag or category.

    Groups come in the order of their first posts, and posts in the order given; what has no
    group comes last, as in a table of contents that reads like the blog did.

    Args:
        posts: the posts in order.
        by: what to group by; with ``none`` all posts are one group without a name.
    """
    groups: dict[str | None, list[str]] = {}
    for post in posts:
        groups.setdefault(_first_name(post, by), []).append(post.docname)
    named = [Group(name, tuple(names)) for name, names in groups.items() if name is not None]
    rest = [Group(None, tuple(groups[None]))] if None in groups else []
    return (*named, *rest)


def _first_name(post: Post, by: GroupBy) -> str | None:
    if by is GroupBy.NONE:
        return None
    return next(iter(NAMES[Taxonomy(by.value)](post)), "") or None
