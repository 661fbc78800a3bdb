"""Backlinks: the posts that link to a post."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_anthology.core.posts.catalogue import Catalogue


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
            docname = _post_meant(catalogue, target, labels)
            if docname is not None and docname != post.docname:
                found[docname][post.docname] = None
    return {docname: tuple(sources) for docname, sources in found.items()}


def _post_meant(catalogue: Catalogue, target: str, labels: Mapping[str, str]) -> str | None:
    kind, _colon, name = target.partition(":")
    match kind:
        case "doc":
            docname: str | None = name
        case "label":
            docname = labels.get(name)
        case "post":
            meant = catalogue.posts_meant(name)
            docname = meant[0] if len(meant) == 1 else None
        case _:
            docname = None
    return docname if docname in catalogue.by_docname else None
