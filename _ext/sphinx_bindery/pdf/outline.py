"""The outline of a book: its part pages and documents in reading order."""

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
        first: Whether it is the first document of its matter and follows no part page.
    """

    docname: str
    title: str
    level: int
    depth: int = 0
    sequence: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page with the title of a part."""

    title: str
    sequence: int


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A part page or a document, and the matter that it belongs to."""

    matter: Matter
    part: PartPage | None = None
    document: DocumentContext | None = None


def outline(book: Book) -> Iterator[OutlineItem]:
    """Yield the part pages and documents of a book in reading order."""
    sequence = 0
    for part in book.parts:
        level = 1
        first = not part.title
        if part.title and part.chapters:
            sequence += 1
            level = 2
            yield OutlineItem(part.matter, part=PartPage(part.title, sequence))
        for chapter in part.chapters:
            sequence += 1
            for document in _documents(chapter, level, sequence):
                yield OutlineItem(part.matter, document=replace(document, first=first))
                first = False


def _documents(
    chapter: Chapter, level: int, sequence: int, depth: int = 0
) -> Iterator[DocumentContext]:
    yield DocumentContext(chapter.docname, chapter.title, level, depth, sequence)
    for child in chapter.children:
        yield from _documents(child, level + 1, sequence, depth + 1)
