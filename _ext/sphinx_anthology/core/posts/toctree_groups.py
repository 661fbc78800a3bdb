"""What one ``{anthology}`` shows: all posts in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.groups import Group, GroupBy, group_posts

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Listing:
    """The groups, and the options by which they were made."""

    by: GroupBy
    newest_first: bool
    groups: tuple[Group, ...]


def all_posts(catalogue: Catalogue, by: GroupBy, *, newest_first: bool) -> Listing:
    """Return all posts, each in one group; those of a series in its order, others by date."""
    posts = catalogue.posts[::-1] if newest_first else catalogue.posts
    groups = group_posts(posts, by)
    if by is GroupBy.SERIES:
        groups = tuple(_in_order_of_series(catalogue, group, newest_first) for group in groups)
    return Listing(by, newest_first, groups)


def _in_order_of_series(catalogue: Catalogue, group: Group, newest_first: bool) -> Group:
    if group.name is None:
        return group
    here = frozenset(group.docnames)
    docnames = [p.docname for p in catalogue.series[group.name] if p.docname in here]
    return Group(group.name, tuple(docnames[::-1] if newest_first else docnames))
