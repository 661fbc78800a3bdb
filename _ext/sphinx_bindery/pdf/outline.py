"""The outline of a book: the openings of its parts and its documents in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_bindery.book import Book, Chapter, Matter


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The position of a document in the book.

    Attributes:
        docname: The document.
        title: Its title in the toctree, used where the document has none.
        level: Its level in the outline, from 1.
        depth: 0 for a chapter, else how many levels it is below its chapter.
        sequence: The number of the opening (part page or chapter) that it belongs to, from 1.
        first: Whether it is the first document of a part without a title.
        below_part: Whether it begins on the page with the title of its part.
    """

    docname: str
    title: str
    level: int
    depth: int = 0
    sequence: int = 0
    first: bool = False
    below_part: bool = False


@dataclass(frozen=True, slots=True)
class PartOpening:
    """The title of a part, on a page of its own or above its first chapter."""

    title: str
    sequence: int
    has_page: bool = True


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """The opening of a part or a document, and the matter that it belongs to."""

    matter: Matter
    part: PartOpening | None = None
    document: DocumentContext | None = None


_MANY = 5
"""The average number of chapters from which parts have pages of their own by default."""


def outline(book: Book, *, part_pages: bool | None = None) -> Iterator[OutlineItem]:
    """Yield the openings of parts and the documents of a book in reading order.

    Args:
        book: The structure of the book.
        part_pages: Whether parts have pages of their own; None if that depends on their number of
            chapters, since a page of its own is too much for a part of a few.
    """
    sizes = [len(part.chapters) for part in book.parts if part.title and part.chapters]
    has_page = sum(sizes) >= _MANY * len(sizes) if part_pages is None else part_pages
    sequence = 0
    for part in book.parts:
        level = 1
        first = not part.title
        if part.title and part.chapters:
            sequence += 1
            level = 2
            yield OutlineItem(part.matter, part=PartOpening(part.title, sequence, has_page))
        below = level == 2 and not has_page
        for chapter in part.chapters:
            sequence += 1
            for document in _documents(chapter, level, sequence):
                changed = replace(document, first=first, below_part=below)
                yield OutlineItem(part.matter, document=changed)
                first = below = False


def _documents(
    chapter: Chapter, level: int, sequence: int, depth: int = 0
) -> Iterator[DocumentContext]:
    yield DocumentContext(chapter.docname, chapter.title, level, depth, sequence)
    for child in chapter.children:
        yield from _documents(child, level + 1, sequence, depth + 1)
