"""The package document, the navigation document and the NCX."""

from __future__ import annotations

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

    from sphinx_bindery.epub.package.accessibility import Accessibility
    from sphinx_bindery.epub.xhtml.pages import PageStyle
    from sphinx_bindery.metadata import BookMetadata

PACKAGE = "package.opf"
NAV = "nav.xhtml"
NCX = "toc.ncx"


def package_document(
    book: BookMetadata,
    style: PageStyle,
    resources: Sequence[Resource],
    *,
    spine: Sequence[str],
    cover: str,
    words: int,
    access: Accessibility,
    sources: Sequence[str],
    has_pages: bool,
    conforms_to: str,
) -> bytes:
    """Render the package document (EPUB 3.3, 5).

    Args:
        book: The metadata of the book.
        style: The language and direction of the book.
        resources: All other files of the package.
        spine: The paths of all pages, in reading order.
        cover: The path of the cover image.
        words: The number of words.
        access: The accessibility metadata.
        sources: The addresses at which the contents were published first.
        has_pages: Whether the book has page breaks.
        conforms_to: The accessibility standard that it conforms to; empty if unknown.
    """
    return render(
        "package.opf.jinja",
        book=book,
        direction=style.direction,
        sources=sources,
        pages=has_pages,
        words=words,
        access=access,
        conforms_to=conforms_to,
        cover=cover,
        ids=manifest_ids(resources),
        resources=resources,
        ncx=NCX,
        spine=spine,
    )


def navigation_document(
    style: PageStyle,
    toc: Sequence[NavPoint],
    landmarks: Sequence[Landmark],
    breaks: Sequence[PageBreak],
) -> Resource:
    """Render the navigation document (EPUB 3.3, 7)."""
    data = render(
        "nav.xhtml.jinja",
        language=style.language,
        direction=style.direction,
        title=_("Table of Contents"),
        toc=toc,
        landmarks=landmarks,
        landmarks_title=_("Landmarks"),
        breaks=breaks,
        breaks_title=_("Pages"),
    )
    return Resource(NAV, XHTML_TYPE, data, ("nav",))


def ncx(
    book: BookMetadata, spine: Sequence[str], toc: Sequence[NavPoint], breaks: Sequence[PageBreak]
) -> Resource:
    """Render the NCX, the table of contents of EPUB 2 (Open Packaging Format 2.0.1, 2.4.1)."""
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
