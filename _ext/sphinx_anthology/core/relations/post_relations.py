"""What leads from one post to another, known once all are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.document_record import NOTHING
from sphinx_anthology.core.relations.backlinks import backlinks
from sphinx_anthology.core.relations.related_posts import Profile, related_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.document_record import Reading

    Nearest = Callable[[Sequence[Profile]], Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Relations:
    """By docname: the posts that are nearest to it, and those that refer to it."""

    related: Mapping[str, tuple[str, ...]]
    backlinks: Mapping[str, tuple[str, ...]]


def find_relations(
    catalogue: Catalogue,
    readings: Mapping[str, Reading],
    labels: Mapping[str, str],
    nearest: Nearest = related_posts,
) -> Relations:
    """Return the relations of all posts.

    Args:
        catalogue: all posts.
        readings: by docname, what reading told.
        labels: the docnames where labels stand.
        nearest: finds the posts nearest to each.
    """
    profiles = [
        Profile(post.docname, post.tags, readings.get(post.docname, NOTHING).keywords)
        for post in catalogue.posts
    ]
    mentions = {docname: reading.mentions for docname, reading in readings.items()}
    return Relations(nearest(profiles), backlinks(catalogue, mentions, labels))
