"""Ancestors of documents in the table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def documents_above(relations: Mapping[str, Sequence[str | None]], docname: str) -> list[str]:
    """Return the ancestors of a document, the nearest first and the root document last.

    Args:
        relations: The result of ``BuildEnvironment.collect_relations``.
        docname: The document; one outside all toctrees has no ancestors.
    """
    above = []
    while (around := relations.get(docname)) and around[0]:
        docname = around[0]
        above.append(docname)
    return above
