"""Related posts and backlinks of all posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.document_record import EMPTY_RECORD
from sphinx_anthology.core.relations.backlinks import backlinks
from sphinx_anthology.core.relations.related_posts import Profile, related_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.document_record import DocumentRecord

    Nearest = Callable[[Sequence[Profile]], Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Relations:
    """Related posts, the nearest first, and posts that link to a post, by docname."""

    related: Mapping[str, tuple[str, ...]]
    backlinks: Mapping[str, tuple[str, ...]]


NO_RELATIONS = Relations({}, {})


def find_relations(
    catalogue: Catalogue,
    records: Mapping[str, DocumentRecord],
    labels: Mapping[str, str],
    nearest: Nearest = related_posts,
) -> Relations:
    """Return the relations of all posts.

    Args:
        catalogue: All posts.
        records: What reading stored, by docname.
        labels: The docnames of labels.
        nearest: Returns the docnames of the nearest posts, by docname.
    """
    profiles = [
        Profile(post.docname, post.tags, records.get(post.docname, EMPTY_RECORD).keywords)
        for post in catalogue.posts
    ]
    targets = {docname: record.xref_targets for docname, record in records.items()}
    return Relations(nearest(profiles), backlinks(catalogue, targets, labels))
