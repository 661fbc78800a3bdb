"""The contents of the book: spine, table of contents, landmarks and general index."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_bindery.book import Book, Chapter, Matter
from sphinx_bindery.epub.package.publication import Landmark, NavPoint, document_path
from sphinx_bindery.epub.xhtml.pages import structural_semantics

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from sphinx_bindery.epub.package.publication import IndexLinks, SphinxIndex

INDEX = document_path("genindex")
"""The path of the general index."""


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
    body: list[Landmark] = []
    special: dict[str, Landmark] = {}
    for part in book.parts:
        points = tuple(_nav_point(chapter, section_numbers) for chapter in part.chapters)
        for chapter, point in zip(part.chapters, points, strict=True):
            kind = structural_semantics(chapter.docname, part.matter)
            if kind not in {"", "chapter"}:
                special.setdefault(kind, Landmark(kind, point.title, point.href))
        if part.title:
            path = f"parts/part-{len(parts) + 1}.xhtml"
            parts[path] = part.title
            spine.append(path)
            points = (NavPoint(part.title, path, points),)
        if part.matter is Matter.BODY:
            body.append(Landmark("bodymatter", points[0].title, points[0].href))
        toc.extend(points)
        spine.extend(map(document_path, part.docnames()))
    return Contents(tuple(spine), tuple(toc), parts, (*body[:1], *special.values()))


def _nav_point(chapter: Chapter, section_numbers: Mapping[str, Sequence[int]]) -> NavPoint:
    numbers = section_numbers.get(chapter.docname)
    number = ".".join(map(str, numbers)) + ". " if numbers else ""
    title = number + " ".join(chapter.title.split())
    children = tuple(_nav_point(child, section_numbers) for child in chapter.children)
    return NavPoint(title, document_path(chapter.docname), children)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index: its links, relative to the page of the index, and its sub-entries."""

    title: str
    links: tuple[str, ...]
    subentries: tuple[IndexEntry, ...] = ()


def index_groups(
    index: SphinxIndex, pages: Container[str]
) -> list[tuple[str, tuple[IndexEntry, ...]]]:
    """Return the index entries by letter, without links to pages outside the book.

    Args:
        index: Sphinx's index.
        pages: The paths of the pages in the book.
    """
    groups = []
    for letter, lines in index:
        entries = []
        for title, (links, sublines, _key) in lines:
            subentries = tuple(
                IndexEntry(subtitle, sublinks)
                for subtitle, all_links in sublines
                if (sublinks := tuple(_links_to(all_links, pages))) or not all_links
            )
            entry = IndexEntry(title, tuple(_links_to(links, pages)), subentries)
            if entry.links or subentries:
                entries.append(entry)
        if entries:
            groups.append((letter, tuple(entries)))
    return groups


def _links_to(links: IndexLinks, pages: Container[str]) -> Iterator[str]:
    folder = posixpath.dirname(INDEX)
    for _main, link in links:
        if link and posixpath.normpath(f"{folder}/{unquote(link.partition('#')[0])}") in pages:
            yield link
