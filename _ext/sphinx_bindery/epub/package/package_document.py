"""The package document and the two tables of contents: the files that make an ePub of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_bindery.epub.package.publication import (
    XHTML_TYPE,
    Landmark,
    NavPoint,
    PageBreak,
    Resource,
    manifest_ids,
    play_order,
)
from sphinx_bindery.epub.package.templates import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sphinx_bindery.epub.package.accessibility import Accessibility
    from sphinx_bindery.epub.xhtml.pages import Look
    from sphinx_bindery.metadata import BookMetadata

PACKAGE = "package.opf"
NAV = "nav.xhtml"
NCX = "toc.ncx"


@dataclass(frozen=True, slots=True)
class Package:
    """All that the package document tells.

    resources: every file but the package document. spine: paths, in reading order.
    sources: addresses of what it was made from. pages: whether it has page breaks.
    """

    book: BookMetadata
    look: Look
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]
    words: int
    access: Accessibility
    sources: tuple[str, ...]
    pages: bool
    conforms_to: str
    cover: str

    def document(self) -> bytes:
        """Return the package document (EPUB 3.3, 5)."""
        ids = manifest_ids(self.resources)
        items = [
            {
                "id": ids[resource.href],
                "href": resource.href,
                "media_type": resource.media_type,
                "properties": " ".join(resource.properties),
            }
            for resource in self.resources
        ]
        return render(
            "package.opf.jinja",
            book=self.book,
            direction=self.look.direction,
            modified=utc(self.book.modified),
            sources=self.sources,
            pages=self.pages,
            words=self.words,
            access=self.access,
            conforms_to=self.conforms_to,
            cover_id=ids[self.cover],
            items=items,
            ncx_id=ids[NCX],
            spine=[ids[href] for href in self.spine],
        )


def navigation(
    look: Look,
    title: str,
    toc: Sequence[NavPoint],
    landmarks: Sequence[Landmark],
    breaks: Sequence[PageBreak],
) -> Resource:
    """Return the navigation document (EPUB 3.3, 7)."""
    data = render(
        "nav.xhtml.jinja",
        language=look.language,
        direction=look.direction,
        title=title,
        toc=toc,
        landmarks=landmarks,
        landmarks_title=_("Landmarks"),
        breaks=breaks,
        breaks_title=_("Pages"),
    )
    return Resource(NAV, XHTML_TYPE, data, ("nav",))


def old_navigation(
    book: BookMetadata, spine: Sequence[str], toc: Sequence[NavPoint], breaks: Sequence[PageBreak]
) -> Resource:
    """Return the table of contents for readers of EPUB 2 (Open Packaging Format 2.0.1, 2.4.1)."""
    data = render(
        "toc.ncx.jinja",
        book=book,
        toc=toc,
        breaks=breaks,
        breaks_title=_("Pages"),
        places=play_order(spine, toc, breaks),
        depth=max((point.depth() for point in toc), default=1),
    )
    return Resource(NCX, "application/x-dtbncx+xml", data)


def utc(moment: datetime) -> str:
    """Return a moment as the package document wants it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
