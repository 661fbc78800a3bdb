"""What stands above a document in the table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def documents_above(relations: Mapping[str, Sequence[str | None]], docname: str) -> list[str]:
    """Return the documents above one, the nearest first and the root document last.

    Args:
        relations: what ``BuildEnvironment.collect_relations`` returns.
        docname: the document; nothing is above one that no toctree has.
    """
    above = []
    while (around := relations.get(docname)) and around[0]:
        docname = around[0]
        above.append(docname)
    return above
