"""What the translator of one document is told of the book around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

SecNumber = tuple[int, ...]


class Opening(Enum):
    """How a document begins in the book."""

    CHAPTER = "chapter"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands.

    docname: the document. title: what to call it where it has no title of its own.
    level: its level in the outline, from 1. opening: a chapter of the book, or a section of the
    chapter before. sequence: which opening of the book it is, from 1. first: it opens a division
    of the book, without the page of a part before it.
    numbers: anchors of its sections ("" for the first) and their numbers, where numbered.
    fignumbers: kind of figure → id → number.
    """

    docname: str
    title: str
    level: int
    opening: Opening
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
