"""The parts of an EPUB publication, and the paths in its package."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_bindery.common.slugs import distinct_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx.config import Config

    from sphinx_bindery.book import Book
    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf_pages import PdfPage

    IndexLinks = Sequence[tuple[object, str | Literal[False]]]
    IndexLine = tuple[str, tuple[IndexLinks, Iterable[tuple[str, IndexLinks]], object]]
    SphinxIndex = Iterable[tuple[str, Iterable[IndexLine]]]
    """The result of ``sphinx.environment.adapters.indexentries.IndexEntries.create_index``."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The input of a package: the builder's data after writing all documents.

    Attributes:
        metadata: The metadata of the book.
        structure: Its parts and chapters.
        config: The configuration.
        folder: The folder with the pages of the documents and their images.
        conf_dir: The folder of ``conf.py``, to which the paths of the options are relative.
        section_numbers: The numbers of documents by docname, such as ``(1, 2)``.
        index: Sphinx's general index: a letter and its entries.
        site_pages: The addresses of all documents in the HTML site, by their path in the package.
        pdf_pages: The pages of the PDF by ``path#id`` of a block; empty for virtual pages.
    """

    metadata: BookMetadata
    structure: Book
    config: Config
    folder: Path
    conf_dir: Path
    section_numbers: Mapping[str, Sequence[int]]
    index: SphinxIndex
    site_pages: Mapping[str, str]
    pdf_pages: Mapping[str, PdfPage]


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the package.

    Attributes:
        href: The path, relative to the package document.
        media_type: The media type.
        data: The content.
        properties: The properties of its manifest item.
    """

    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavPoint:
    """An entry of the table of contents, with its children."""

    title: str
    href: str
    children: tuple[NavPoint, ...] = ()

    @property
    def depth(self) -> int:
        """The number of levels, including this one."""
        return 1 + max((child.depth for child in self.children), default=0)

    def flattened(self) -> Iterator[NavPoint]:
        """Yield this entry and its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.flattened()


@dataclass(frozen=True, slots=True)
class Landmark:
    """An entry of the landmarks; ``kind`` is a term of the EPUB structural semantics vocabulary."""

    kind: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A numbered page break; ``printed`` is the number of the page in the PDF, such as ``iv``."""

    number: int
    href: str
    printed: str = ""

    @property
    def label(self) -> str:
        """The number that readers see."""
        return self.printed or str(self.number)


def document_path(docname: str) -> str:
    """Return the path of a document's page in the package."""
    return f"text/{_safe(docname, docname)}.xhtml"


def safe_path(path: str) -> str:
    """Convert a path to lower-case ASCII without spaces.

    A path that changes gets a digest of the original appended, so that different paths stay
    different. Source: EPUB 3.3, 4.2.3; EPUBCheck's PKG-010 and PKG-012.
    """
    stem, suffix = posixpath.splitext(path)
    return _safe(stem, path) + re.sub(r"[^a-z0-9.]", "", suffix.lower())


def _safe(stem: str, original: str) -> str:
    safe = re.sub(r"[^a-z0-9._/-]+", "-", stem.lower())
    safe = re.sub(r"(^|/)[.-]+", r"\1", safe)
    safe = re.sub(r"[.-]+(/|$)", r"\1", safe)
    if safe == stem:
        return safe
    return f"{safe}-{hashlib.sha256(original.encode()).hexdigest()[:8]}"


def manifest_ids(resources: Iterable[Resource]) -> dict[str, str]:
    """Return unique ids for the manifest items, by path: each path as an XML name."""
    hrefs = [resource.href for resource in resources]
    names = {href: "x-" + re.sub(r"[^A-Za-z0-9.-]", "-", href) for href in hrefs}
    return distinct_slugs(hrefs, names)


def play_order(
    spine: Sequence[str], toc: Iterable[NavPoint], breaks: Iterable[PageBreak]
) -> dict[NavPoint | PageBreak, int]:
    """Number the entries of the table of contents and the page list in one reading order.

    Args:
        spine: The paths of all pages, in reading order.
        toc: The table of contents; its entries link to the beginnings of pages.
        breaks: The page breaks.

    Returns:
        Numbers from 1.
    """
    positions = {path: position for position, path in enumerate(spine)}
    targets: list[NavPoint | PageBreak] = []
    for point in toc:
        targets.extend(point.flattened())
    targets.extend(breaks)
    targets.sort(key=lambda target: positions[target.href.partition("#")[0]])
    return {target: number for number, target in enumerate(targets, 1)}
