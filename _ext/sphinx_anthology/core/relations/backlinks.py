"""Which posts refer to which."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_anthology.core.posts.catalogue import Catalogue


def backlinks(
    catalogue: Catalogue, mentions: Mapping[str, Iterable[str]], labels: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return for each post that others refer to the docnames of these, in the order of the book.

    Args:
        catalogue: all posts.
        mentions: by docname, what it refers to, as in :class:`~.reading.Reading`.
        labels: the docnames where labels stand.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for post in catalogue.posts:
        for mention in mentions.get(post.docname, ()):
            target = _post_meant(catalogue, mention, labels)
            if target is not None and target != post.docname:
                found[target][post.docname] = None
    return {docname: tuple(sources) for docname, sources in found.items()}


def _post_meant(catalogue: Catalogue, mention: str, labels: Mapping[str, str]) -> str | None:
    kind, _colon, name = mention.partition(":")
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
