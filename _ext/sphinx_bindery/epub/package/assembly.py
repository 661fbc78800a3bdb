"""Assemble the book: all files of the package, from the pages that the documents became."""

from __future__ import annotations

import posixpath
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sphinx.locale import _
from sphinx.util import logging

from sphinx_bindery.epub.images import Picture, read_picture
from sphinx_bindery.epub.package.accessibility import Counts, accessibility, count_contents
from sphinx_bindery.epub.package.archive import archive
from sphinx_bindery.epub.package.contents import Contents, contents
from sphinx_bindery.epub.package.cover import PATH as COVER
from sphinx_bindery.epub.package.cover import Cover, find_cover
from sphinx_bindery.epub.package.fonts import find_fonts, font_faces
from sphinx_bindery.epub.package.generated_pages import MadePages
from sphinx_bindery.epub.package.index import index_groups
from sphinx_bindery.epub.package.package_document import (
    NAV,
    PACKAGE,
    Package,
    navigation,
    old_navigation,
)
from sphinx_bindery.epub.package.paths import document_path
from sphinx_bindery.epub.package.publication import (
    XHTML_TYPE,
    Landmark,
    NavPoint,
    PageBreak,
    Resource,
)
from sphinx_bindery.epub.package.templates import render
from sphinx_bindery.epub.xhtml.links import ids_of, mend_links
from sphinx_bindery.epub.xhtml.markup import parse_page, serialise
from sphinx_bindery.epub.xhtml.pages import Look
from sphinx_bindery.epub.xhtml.pagination import paginate
from sphinx_bindery.epub.xhtml.vocabulary import MATHML, SVG, xhtml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from sphinx_bindery.book import Chapter
    from sphinx_bindery.epub.builder import EpubBuilder
    from sphinx_bindery.metadata import BookMetadata

IMPRINT, INDEX, STYLE = "imprint.xhtml", "text/genindex.xhtml", "style.css"
FOLDER = "EPUB"
"""Where the package stands in the container."""

_logger = logging.getLogger(__name__)


class Assembly:
    """One book in the making, after all its documents were written."""

    def __init__(self, builder: EpubBuilder, book: BookMetadata) -> None:
        self.builder = builder
        self.config = builder.config
        self.book = book
        self.look = Look(book.language.replace("_", "-"))
        self.folder = Path(builder.outdir)
        self.source = self.config.html_baseurl
        root = document_path(builder.book.root)
        self.title_path = "titlepage.xhtml" if root in self.layout.spine else root

    def archive(self) -> bytes:
        """Return the bytes of the file."""
        resources = list(self._resources())
        container = render("container.xml.jinja", package=f"{FOLDER}/{PACKAGE}")
        package = Package(
            book=self.book,
            look=self.look,
            resources=tuple(resources),
            spine=tuple(self.spine),
            words=self.counts.words,
            access=accessibility(
                self.counts,
                moving=any(picture.moving for picture in self.pictures.values()),
                index=INDEX in self.pages,
                pages=bool(self.page_breaks),
            ),
            sources=tuple(dict.fromkeys(filter(None, (self.source, *self.book.sources)))),
            pages=bool(self.page_breaks),
            conforms_to=self.config.bindery_epub_conforms_to,
            cover=self.cover.picture.href,
        )
        members = [
            ("META-INF/container.xml", container),
            (f"{FOLDER}/{PACKAGE}", package.document()),
        ]
        members += [(f"{FOLDER}/{resource.href}", resource.data) for resource in resources]
        return archive(members, self.book.modified)

    # The order of the book.

    @cached_property
    def layout(self) -> Contents:
        """Spine, table of contents and landmarks of parts and chapters."""
        return contents(self.builder.book, self._title)

    @cached_property
    def spine(self) -> list[str]:
        """Paths of all pages, in reading order."""
        return [COVER, self.title_path, IMPRINT, NAV, *self.layout.spine, *self._ends]

    @property
    def _ends(self) -> list[str]:
        return [INDEX] if INDEX in self.pages else []

    @cached_property
    def toc(self) -> list[NavPoint]:
        """The table of contents."""
        ends = [NavPoint(_("Index"), INDEX)] if INDEX in self.pages else []
        points = [*self.layout.toc, *ends]
        return points or [NavPoint(_("Title page"), self.title_path)]

    @cached_property
    def landmarks(self) -> list[Landmark]:
        """Places that every book has."""
        first = [
            Landmark("cover", _("Cover"), COVER),
            Landmark("titlepage", _("Title page"), self.title_path),
            Landmark("toc", _("Table of Contents"), NAV),
        ]
        ends = [Landmark("index", _("Index"), INDEX)] if INDEX in self.pages else []
        return [*first, *self.layout.landmarks, *ends]

    def _title(self, chapter: Chapter) -> str:
        numbers = self.builder.env.toc_secnumbers.get(chapter.docname, {}).get("")
        number = ".".join(map(str, numbers)) + ". " if numbers else ""
        return number + " ".join(chapter.title.split())

    # Pages.

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """All pages with links but the navigation document, by path, their links mended."""
        pages = {}
        for path in self.layout.spine:
            file = Path(self.folder, path)
            if file.is_file():
                pages[path] = parse_page(file.read_bytes())
        made = MadePages(self.book, self.look, self.source)
        pages |= {part.href: made.part(part) for part in self.layout.parts}
        pages[self.title_path] = made.title_page(self.title_path)
        pages[IMPRINT] = made.imprint()
        targets = {path: ids_of(page) for path, page in pages.items()}
        targets[NAV] = frozenset({"toc", "landmarks"})
        groups = index_groups(self.builder, targets) if self.builder.use_index else []
        if groups:
            targets[INDEX] = frozenset()
            pages[INDEX] = made.index(groups)
        for path, page in pages.items():
            mend_links(page, path, targets, self._elsewhere)
        return pages

    @cached_property
    def _documents(self) -> dict[str, str]:
        return {document_path(name): name for name in self.builder.env.all_docs}

    def _elsewhere(self, path: str) -> str | None:
        """Return where a document that is not in the book stands on the web."""
        docname = self._documents.get(path)
        if not self.source or docname is None:
            return None
        suffix = self.config.html_link_suffix or self.config.html_file_suffix or ".html"
        return f"{self.source.rstrip('/')}/{quote(docname)}{suffix}"

    @cached_property
    def page_breaks(self) -> tuple[PageBreak, ...]:
        """Where pages begin, from the first part or chapter on; the marks stand in the pages."""
        if not self.config.bindery_epub_page_list:
            return ()
        paths = [path for path in (*self.layout.spine, *self._ends) if path in self.pages]
        return paginate((path, self.pages[path]) for path in paths)

    @cached_property
    def counts(self) -> Counts:
        """What stands in the pages."""
        return count_contents(self.pages.values())

    # Files.

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """The pictures that pages show, by path."""
        paths = {
            posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(image.get("src", "")))
            )
            for path, page in self.pages.items()
            for image in page.iter(xhtml("img"))
        }
        return {path: read_picture(Path(self.folder, path).read_bytes()) for path in sorted(paths)}

    @cached_property
    def cover(self) -> Cover:
        """The cover."""
        return find_cover(self.config.bindery_cover, Path(self.builder.confdir), self.book)

    @cached_property
    def fonts(self) -> list[Resource]:
        """The fonts to embed."""
        return find_fonts(self.config.bindery_epub_fonts, Path(self.builder.confdir))

    def _style(self) -> Resource:
        own = files("sphinx_bindery.epub").joinpath("static", STYLE).read_text(encoding="utf-8")
        sheets = [font_faces(self.fonts) + own]
        for name in self.config.bindery_epub_css:
            try:
                sheets.append(Path(self.builder.confdir, name).read_text(encoding="utf-8"))
            except OSError as error:
                _logger.warning(
                    "bindery_epub_css: %s: %s", name, error, type="bindery", subtype="css"
                )
        return Resource(STYLE, "text/css", "\n".join(sheets).encode())

    def _resources(self) -> Iterator[Resource]:
        breaks = self.page_breaks
        yield navigation(self.look, _("Table of Contents"), self.toc, self.landmarks, breaks)
        yield old_navigation(self.book, self.spine, self.toc, breaks)
        yield self._style()
        yield self.cover.page(self.book, self.look)
        yield from self.cover.files()
        yield from self.fonts
        for path in self.spine:
            if path in self.pages:
                page = self.pages[path]
                yield Resource(path, XHTML_TYPE, serialise(page), tuple(_properties(page)))
        for path, picture in self.pictures.items():
            yield Resource(path, picture.media_type, picture.data)


def _properties(page: etree._Element) -> Iterator[str]:
    """Yield what a page's manifest item must say that it holds (EPUB 3.3, D.3)."""
    if page.find(f".//{{{MATHML}}}math") is not None:
        yield "mathml"
    if page.find(f".//{{{SVG}}}svg") is not None:
        yield "svg"
