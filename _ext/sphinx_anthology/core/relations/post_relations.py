"""Related posts and backlinks of all posts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.document_record import EMPTY_RECORD
from sphinx_anthology.core.relations.related_posts import Profile, related_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
        records: The document records, by docname.
        labels: The docnames of labels.
        nearest: Returns the docnames of the related posts of each post, the nearest first.
    """
    profiles = [
        Profile(post.docname, post.tags, records.get(post.docname, EMPTY_RECORD).keywords)
        for post in catalogue.posts
    ]
    targets = {docname: record.xref_targets for docname, record in records.items()}
    return Relations(nearest(profiles), backlinks(catalogue, targets, labels))


def backlinks(
    catalogue: Catalogue, targets: Mapping[str, Iterable[str]], labels: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the docnames of the posts that link to each post, in the order of the book.

    Args:
        catalogue: All posts.
        targets: The xref targets of documents by docname, as in
            :class:`~sphinx_anthology.core.posts.document_record.DocumentRecord`.
        labels: The docnames of labels.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for post in catalogue.posts:
        for target in targets.get(post.docname, ()):
            docname = _target_docname(catalogue, target, labels)
            if docname is not None and docname != post.docname:
                found[docname][post.docname] = None
    return {docname: tuple(sources) for docname, sources in found.items()}


def _target_docname(catalogue: Catalogue, target: str, labels: Mapping[str, str]) -> str | None:
    kind, _colon, name = target.partition(":")
    match kind:
        case "doc":
            docname: str | None = name
        case "label":
            docname = labels.get(name)
        case "post":
            docnames = catalogue.docnames_of(name)
            docname = docnames[0] if len(docnames) == 1 else None
        case _:
            docname = None
    return docname if docname in catalogue.by_docname else None
