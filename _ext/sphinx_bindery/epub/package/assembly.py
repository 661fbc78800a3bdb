"""The assembly of an ePub: from the pages of the documents to the bytes of the file."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.locale import _

from sphinx_bindery.epub.images import Image, read_image
from sphinx_bindery.epub.package.accessibility import accessibility, count_contents
from sphinx_bindery.epub.package.archive import archive
from sphinx_bindery.epub.package.contents import Contents, book_contents
from sphinx_bindery.epub.package.cover import PATH as COVER
from sphinx_bindery.epub.package.cover import find_cover
from sphinx_bindery.epub.package.generated_pages import GeneratedPages
from sphinx_bindery.epub.package.index import PATH as INDEX
from sphinx_bindery.epub.package.index import index_groups
from sphinx_bindery.epub.package.package_document import (
    NAV,
    PACKAGE,
    navigation_document,
    ncx,
    package_document,
)
from sphinx_bindery.epub.package.pagination import paginate
from sphinx_bindery.epub.package.publication import (
    XHTML_TYPE,
    Landmark,
    NavPoint,
    Publication,
    Resource,
    document_path,
)
from sphinx_bindery.epub.package.style_sheet import find_fonts, style_sheet
from sphinx_bindery.epub.package.templates import render
from sphinx_bindery.epub.xhtml.links import ids_of, resolve_links
from sphinx_bindery.epub.xhtml.markup import parse_page, serialise
from sphinx_bindery.epub.xhtml.pages import PageStyle
from sphinx_bindery.epub.xhtml.vocabulary import MATHML, SVG, xhtml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

IMPRINT = "imprint.xhtml"
FOLDER = "EPUB"
"""The folder of the package in the container."""


def assemble(publication: Publication) -> bytes:
    """Return the bytes of the ePub."""
    book = publication.metadata
    style = PageStyle(book.language.replace("_", "-"))
    contents = book_contents(publication.structure, publication.section_numbers)
    root_path = document_path(publication.structure.root)
    # links to the root document lead to the title page, unless it has a page of its own
    title_path = "titlepage.xhtml" if root_path in contents.spine else root_path
    generated = GeneratedPages(book, style)
    pages = _pages(publication, contents, generated, title_path)
    text = [*contents.spine, *([INDEX] if INDEX in pages else [])]
    breaks = (
        paginate((path, pages[path]) for path in text if path in pages)
        if publication.has_page_list
        else ()
    )
    spine = [COVER, title_path, IMPRINT, NAV, *text]
    toc, landmarks = _navigation(contents, title_path, has_index=INDEX in pages)
    fonts = find_fonts(publication.fonts, publication.conf_dir)
    cover = find_cover(publication.cover, publication.conf_dir, book)
    images = _images(pages, publication.folder)
    resources = [
        navigation_document(style, toc, landmarks, breaks),
        ncx(book, spine, toc, breaks),
        style_sheet(fonts, publication.style_sheets, publication.conf_dir),
        Resource(COVER, XHTML_TYPE, generated.cover(cover, COVER)),
        *cover.resources(),
        *fonts,
        *(_page_resource(path, pages[path]) for path in spine if path in pages),
        *(Resource(path, image.media_type, image.data) for path, image in images.items()),
    ]
    counts = count_contents(pages.values())
    package = package_document(
        book,
        style,
        resources,
        spine=spine,
        cover=cover.image.href,
        words=counts.words,
        access=accessibility(
            counts,
            has_motion=any(image.is_animated for image in images.values()),
            has_index=INDEX in pages,
            has_pages=bool(breaks),
        ),
        sources=[*dict.fromkeys(filter(None, (publication.site_url, *book.sources)))],
        has_pages=bool(breaks),
        conforms_to=publication.conforms_to,
    )
    members = [
        ("META-INF/container.xml", render("container.xml.jinja", package=f"{FOLDER}/{PACKAGE}")),
        (f"{FOLDER}/{PACKAGE}", package),
        *((f"{FOLDER}/{resource.href}", resource.data) for resource in resources),
    ]
    return archive(members, book.modified)


def _pages(
    publication: Publication, contents: Contents, generated: GeneratedPages, title_path: str
) -> dict[str, etree._Element]:
    """Return all pages but cover and navigation document by path, with their links resolved."""
    files = {path: Path(publication.folder, path) for path in contents.spine}
    pages = {path: parse_page(file.read_bytes()) for path, file in files.items() if file.is_file()}
    pages |= {path: generated.part(path, title) for path, title in contents.parts.items()}
    pages[title_path] = generated.title_page(title_path)
    pages[IMPRINT] = generated.imprint(IMPRINT, publication.site_url)
    targets = {path: ids_of(page) for path, page in pages.items()}
    targets[NAV] = frozenset({"toc", "landmarks"})
    if groups := index_groups(publication.index, targets):
        targets[INDEX] = frozenset()
        pages[INDEX] = generated.index(INDEX, groups)
    for path, page in pages.items():
        resolve_links(page, path, targets, publication.site_pages.get)
    return pages


def _navigation(
    contents: Contents, title_path: str, *, has_index: bool
) -> tuple[list[NavPoint], list[Landmark]]:
    """Return the table of contents and the landmarks of the whole book."""
    toc = [*contents.toc]
    landmarks = [
        Landmark("cover", _("Cover"), COVER),
        Landmark("titlepage", _("Title page"), title_path),
        Landmark("toc", _("Table of Contents"), NAV),
        *contents.landmarks,
    ]
    if has_index:
        toc.append(NavPoint(_("Index"), INDEX))
        landmarks.append(Landmark("index", _("Index"), INDEX))
    return toc or [NavPoint(_("Title page"), title_path)], landmarks


def _images(pages: Mapping[str, etree._Element], folder: Path) -> dict[str, Image]:
    """Read the images that the pages show, by path."""
    paths = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(image.get("src", ""))))
        for path, page in pages.items()
        for image in page.iter(xhtml("img"))
    }
    return {path: read_image(Path(folder, path).read_bytes()) for path in sorted(paths)}


def _page_resource(path: str, page: etree._Element) -> Resource:
    return Resource(path, XHTML_TYPE, serialise(page), tuple(_properties(page)))


def _properties(page: etree._Element) -> Iterator[str]:
    """Yield the properties of a page's manifest item (EPUB 3.3, D.3)."""
    if page.find(f".//{{{MATHML}}}math") is not None:
        yield "mathml"
    if page.find(f".//{{{SVG}}}svg") is not None:
        yield "svg"
