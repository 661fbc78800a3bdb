"""The groups of posts that ``{anthology}`` expands to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post import Post


class GroupBy(StrEnum):
    """The property by which ``{anthology}`` groups posts."""

    YEAR = "year"
    SERIES = "series"
    TAG = "tag"
    CATEGORY = "category"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """The docnames of one group; ``name`` is None for the posts without a term."""

    name: str | None
    docnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToctreeGroups:
    """The groups of one ``{anthology}``, with the options that produced them."""

    by: GroupBy
    newest_first: bool
    groups: tuple[Group, ...]


def toctree_groups(catalogue: Catalogue, by: GroupBy, *, newest_first: bool) -> ToctreeGroups:
    """Group the posts that are documents, each once; a series in its order, others by date."""
    posts = catalogue.documents[::-1] if newest_first else catalogue.documents
    groups = group_posts(posts, by)
    if by is GroupBy.SERIES:
        groups = tuple(_in_order_of_series(catalogue, group, newest_first) for group in groups)
    return ToctreeGroups(by, newest_first, groups)


def group_posts(posts: Iterable[Post], by: GroupBy) -> tuple[Group, ...]:
    """Group posts by their first series, tag or category, or by year.

    Groups come in the order of their first posts, the group without a name last. Posts keep the
    order given. ``GroupBy.NONE`` makes one group without a name.
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


def _in_order_of_series(catalogue: Catalogue, group: Group, newest_first: bool) -> Group:
    if group.name is None:
        return group
    here = frozenset(group.docnames)
    docnames = [p.docname for p in catalogue.series[group.name] if p.docname in here]
    return Group(group.name, tuple(docnames[::-1] if newest_first else docnames))
