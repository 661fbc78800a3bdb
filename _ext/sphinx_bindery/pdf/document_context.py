"""What the translator of one document is told of the book around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SecNumber = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands.

    docname: the document. title: what to call it where it has no title of its own.
    level: its level in the outline, from 1. depth: 0 for a chapter, else how deep it is below the
    chapter that holds it. sequence: which opening of the book it is, or stands in, from 1.
    first: it opens a division of the book, without the page of a part before it.
    numbers: anchors of its sections ("" for the first) and their numbers, where numbered.
    fignumbers: kind of figure → id → number.
    """

    docname: str
    title: str
    level: int
    depth: int = 0
    sequence: int = 0
    first: bool = False
    numbers: Mapping[str, SecNumber] = field(default_factory=dict)
    fignumbers: Mapping[str, Mapping[str, SecNumber]] = field(default_factory=dict)


def label(docname: str, node_id: str = "") -> str:
    """Return the Typst label of an id in a document, or of the document itself."""
    return f"{docname}#{node_id}"


def dotted(number: SecNumber | None) -> str:
    """Return a section's or figure's number as it is printed."""
    return ".".join(map(str, number or ()))
