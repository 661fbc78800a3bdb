"""The reading order of the book: spine, table of contents and landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.book import Book, Chapter, Matter, Part
from sphinx_bindery.epub.package.publication import Landmark, NavPoint, document_path
from sphinx_bindery.epub.xhtml.pages import structural_semantics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a book between its front pages and its index, in reading order.

    Attributes:
        spine: The paths of the pages.
        toc: The table of contents.
        parts: The titles of the parts by the path of their opening page.
        landmarks: The landmarks.
    """

    spine: tuple[str, ...]
    toc: tuple[NavPoint, ...]
    parts: Mapping[str, str]
    landmarks: tuple[Landmark, ...]


def book_contents(book: Book, section_numbers: Mapping[str, Sequence[int]]) -> Contents:
    """Return the contents of a book.

    Args:
        book: Its structure.
        section_numbers: The numbers of documents by docname.
    """
    spine: list[str] = []
    toc: list[NavPoint] = []
    parts: dict[str, str] = {}
    for part in book.parts:
        points = tuple(_nav_point(chapter, section_numbers) for chapter in part.chapters)
        if part.title:
            path = f"parts/part-{len(parts) + 1}.xhtml"
            parts[path] = part.title
            spine.append(path)
            toc.append(NavPoint(part.title, path, points))
        else:
            toc.extend(points)
        spine.extend(map(document_path, part.docnames()))
    landmarks = tuple(_landmarks(book.parts, [*parts], section_numbers))
    return Contents(tuple(spine), tuple(toc), parts, landmarks)


def _title(chapter: Chapter, section_numbers: Mapping[str, Sequence[int]]) -> str:
    numbers = section_numbers.get(chapter.docname)
    number = ".".join(map(str, numbers)) + ". " if numbers else ""
    return number + " ".join(chapter.title.split())


def _nav_point(chapter: Chapter, section_numbers: Mapping[str, Sequence[int]]) -> NavPoint:
    children = tuple(_nav_point(child, section_numbers) for child in chapter.children)
    return NavPoint(_title(chapter, section_numbers), document_path(chapter.docname), children)


def _landmarks(
    parts: Sequence[Part], part_pages: Sequence[str], section_numbers: Mapping[str, Sequence[int]]
) -> Iterator[Landmark]:
    body = next((part for part in parts if part.matter is Matter.BODY and part.chapters), None)
    if body is not None and body.title:
        yield Landmark("bodymatter", body.title, part_pages[0])
    elif body is not None:
        first = body.chapters[0]
        title = _title(first, section_numbers)
        yield Landmark("bodymatter", title, document_path(first.docname))
    seen = {"", "chapter"}
    for part in parts:
        for chapter in part.chapters:
            kind = structural_semantics(chapter.docname, part.matter)
            if kind not in seen:
                seen.add(kind)
                title = _title(chapter, section_numbers)
                yield Landmark(kind, title, document_path(chapter.docname))
