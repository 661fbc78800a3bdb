"""The assembly of an ePub: from the pages of the documents to the bytes of the file."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.locale import _

from sphinx_bindery.epub.images import Image, read_image
from sphinx_bindery.epub.package.accessibility import count_contents
from sphinx_bindery.epub.package.appearance import find_cover, find_fonts, style_sheet
from sphinx_bindery.epub.package.contents import INDEX, Contents, book_contents, index_groups
from sphinx_bindery.epub.package.generated_files import GeneratedFiles
from sphinx_bindery.epub.package.pagination import paginate
from sphinx_bindery.epub.package.pdf_pagination import paginate_like_pdf
from sphinx_bindery.epub.package.publication import (
    Landmark,
    NavPoint,
    PageBreak,
    Publication,
    Resource,
    document_path,
    manifest_ids,
    play_order,
)
from sphinx_bindery.epub.xhtml.links import resolve_links
from sphinx_bindery.epub.xhtml.markup import ids_of, parse_page, serialize
from sphinx_bindery.epub.xhtml.pages import PageStyle
from sphinx_bindery.epub.xhtml.vocabulary import MATHML, SVG, xhtml
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from lxml import etree

COVER = "cover.xhtml"
IMPRINT = "imprint.xhtml"
NAV = "nav.xhtml"
NCX = "toc.ncx"
PACKAGE = "EPUB/package.opf"
"""The path of the package document in the container."""

_UNIX = 3
_MODE = 0o100644
_XHTML_TYPE = "application/xhtml+xml"


def assemble(publication: Publication) -> bytes:
    """Return the bytes of the ePub."""
    book, config, conf_dir = publication.metadata, publication.config, publication.conf_dir
    contents = book_contents(publication.structure, publication.section_numbers)
    root_path = document_path(publication.structure.root)
    # links to the root document lead to the title page, unless the root is a chapter
    title_path = "titlepage.xhtml" if root_path in contents.spine else root_path
    generated = GeneratedFiles(book, PageStyle(book.language))
    pages = _pages(publication, contents, generated, title_path)
    text = [path for path in (*contents.spine, INDEX) if path in pages]
    breaks = _page_breaks(publication, [(path, pages[path]) for path in text])
    spine = [COVER, title_path, IMPRINT, NAV, *text]
    toc, landmarks = _navigation(contents, title_path, has_index=INDEX in pages)
    fonts = find_fonts(config.bindery_epub_fonts, conf_dir)
    cover = find_cover(config.bindery_cover, conf_dir, book)
    images = _images(pages, publication.folder)
    nav = generated.render(NAV, toc=toc, landmarks=landmarks, breaks=breaks)
    ncx = generated.render(NCX, toc=toc, breaks=breaks, places=play_order(spine, toc, breaks))
    resources = [
        Resource(NAV, _XHTML_TYPE, nav, ("nav",)),
        Resource(NCX, "application/x-dtbncx+xml", ncx),
        style_sheet(fonts, config.bindery_epub_css, conf_dir),
        Resource(COVER, _XHTML_TYPE, generated.render(COVER, cover=cover)),
        *cover,
        *fonts,
        *(_page_resource(path, pages[path]) for path in spine if path in pages),
        *(Resource(path, image.media_type, image.data) for path, image in images.items()),
    ]
    package = generated.render(
        "package.opf",
        resources=resources,
        ids=manifest_ids(resources),
        spine=spine,
        cover=cover[0].href,
        ncx=NCX,
        counts=count_contents(pages.values()),
        has_motion=any(image.is_animated for image in images.values()),
        has_index=INDEX in pages,
        has_pages=bool(breaks),
        page_source=f"{basename(config)}.pdf" if publication.pdf_pages else "none",
        sources=[*dict.fromkeys(filter(None, (config.html_baseurl, *book.sources)))],
        conforms_to=config.bindery_epub_conforms_to,
    )
    folder = posixpath.dirname(PACKAGE)
    members = [
        ("META-INF/container.xml", generated.render("container.xml", package=PACKAGE)),
        (PACKAGE, package),
        *((f"{folder}/{resource.href}", resource.data) for resource in resources),
    ]
    return archive(members, book.modified)


def _page_breaks(
    publication: Publication, pages: Sequence[tuple[str, etree._Element]]
) -> tuple[PageBreak, ...]:
    if publication.pdf_pages:
        return paginate_like_pdf(pages, publication.pdf_pages)
    return paginate(pages) if publication.config.bindery_epub_page_list else ()


def _pages(
    publication: Publication, contents: Contents, generated: GeneratedFiles, title_path: str
) -> dict[str, etree._Element]:
    """Return the pages except cover and navigation, by path, with resolved links."""
    files = {path: Path(publication.folder, path) for path in contents.spine}
    pages = {path: parse_page(file.read_bytes()) for path, file in files.items() if file.is_file()}
    pages |= {
        path: generated.page("part", path, title=title) for path, title in contents.parts.items()
    }
    pages[title_path] = generated.page("titlepage", title_path)
    pages[IMPRINT] = generated.page("imprint", IMPRINT, source=publication.config.html_baseurl)
    targets = {path: ids_of(page) for path, page in pages.items()}
    targets[NAV] = {"toc", "landmarks"}
    if groups := index_groups(publication.index, targets):
        targets[INDEX] = set()
        pages[INDEX] = generated.page("index", INDEX, groups=groups)
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
    """Serialize a page, with the properties of its manifest item (EPUB 3.3, D.3)."""
    kinds = {"mathml": f".//{{{MATHML}}}math", "svg": f".//{{{SVG}}}svg"}
    properties = [name for name, tag in kinds.items() if page.find(tag) is not None]
    return Resource(path, _XHTML_TYPE, serialize(page), tuple(properties))


def archive(files: Iterable[tuple[str, bytes]], modified: datetime) -> bytes:
    """Return a reproducible ZIP file (EPUB 3.3, 4.3; https://reproducible-builds.org/docs/archives/).

    Args:
        files: Paths and contents, in the order to write them, without the mimetype file.
        modified: The modification time of all members, in UTC, from 1980 on.
    """
    # ZIP stores even seconds only
    time = modified.replace(second=modified.second - modified.second % 2).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, data in [("mimetype", b"application/epub+zip"), *files]:
            member = zipfile.ZipInfo(name, time)
            member.create_system = _UNIX
            member.external_attr = _MODE << 16
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            container.writestr(member, data, compress_type=method, compresslevel=9)
    return buffer.getvalue()
