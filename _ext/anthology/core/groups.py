"""Posts in groups: what becomes the parts of the book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .post import Post


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
    name_of = _NAMES[by]
    groups: dict[str | None, list[str]] = {}
    for post in posts:
        groups.setdefault(name_of(post), []).append(post.docname)
    named = [Group(name, tuple(names)) for name, names in groups.items() if name is not None]
    rest = [Group(None, tuple(groups[None]))] if None in groups else []
    return (*named, *rest)


def _year(post: Post) -> str | None:
    return str(post.date.year) if post.date else None


def _series(post: Post) -> str | None:
    return post.series[0].name if post.series else None


def _tag(post: Post) -> str | None:
    return post.tags[0] if post.tags else None


def _category(post: Post) -> str | None:
    return post.categories[0] if post.categories else None


def _none(_post: Post) -> None:
    return None


_NAMES: Mapping[GroupBy, Callable[[Post], str | None]] = {
    GroupBy.YEAR: _year,
    GroupBy.SERIES: _series,
    GroupBy.TAG: _tag,
    GroupBy.CATEGORY: _category,
    GroupBy.NONE: _none,
}
