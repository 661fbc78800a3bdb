"""The order of the book: its spine, its table of contents, its landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.book import Book, Chapter, Matter, Part
from sphinx_bindery.epub.package.paths import document_path
from sphinx_bindery.epub.package.publication import Landmark, NavPoint
from sphinx_bindery.epub.xhtml.pages import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class PartPage:
    """The page that opens a part."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands between the opening pages and the index, in reading order.

    spine: paths of pages. toc: entries for the same. parts: the pages to make for parts.
    """

    spine: tuple[str, ...]
    toc: tuple[NavPoint, ...]
    parts: tuple[PartPage, ...]
    landmarks: tuple[Landmark, ...]


def contents(book: Book, title_of: Callable[[Chapter], str]) -> Contents:
    """Lay out a book.

    Args:
        book: its structure.
        title_of: the title of a chapter as the table of contents shows it, with its number.
    """
    spine: list[str] = []
    toc: list[NavPoint] = []
    pages: list[PartPage] = []
    for part in book.parts:
        points = tuple(_point(chapter, title_of) for chapter in part.chapters)
        if part.title:
            page = PartPage(part.title, f"parts/part-{len(pages) + 1}.xhtml")
            pages.append(page)
            spine.append(page.href)
            toc.append(NavPoint(page.title, page.href, points))
        else:
            toc.extend(points)
        spine.extend(
            document_path(name) for chapter in part.chapters for name in chapter.docnames()
        )
    return Contents(
        tuple(spine), tuple(toc), tuple(pages), tuple(_landmarks(book.parts, pages, title_of))
    )


def matters(book: Book) -> dict[str, Matter]:
    """Return which division each document of the book is in."""
    return {
        name: part.matter
        for part in book.parts
        for chapter in part.chapters
        for name in chapter.docnames()
    }


def _point(chapter: Chapter, title_of: Callable[[Chapter], str]) -> NavPoint:
    children = tuple(_point(child, title_of) for child in chapter.children)
    return NavPoint(title_of(chapter), document_path(chapter.docname), children)


def _landmarks(
    parts: Iterable[Part], pages: Sequence[PartPage], title_of: Callable[[Chapter], str]
) -> Iterable[Landmark]:
    body = next((part for part in parts if part.matter is Matter.BODY and part.chapters), None)
    if body is not None and body.title:
        yield Landmark("bodymatter", body.title, pages[0].href)
    elif body is not None:
        first = body.chapters[0]
        yield Landmark("bodymatter", title_of(first), document_path(first.docname))
    seen = set()
    for part in parts:
        for chapter in part.chapters:
            kind = kind_of(chapter.docname, part.matter)
            if kind not in {"", "chapter"} and kind not in seen:
                seen.add(kind)
                yield Landmark(kind, title_of(chapter), document_path(chapter.docname))
