"""Generated pages: cover, title page, imprint, part openings and index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_bindery.common.dates import format_period, format_years
from sphinx_bindery.epub.package.templates import render
from sphinx_bindery.epub.xhtml.markup import parse_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from sphinx_bindery.epub.package.cover import Cover
    from sphinx_bindery.epub.package.index import IndexGroup
    from sphinx_bindery.epub.xhtml.pages import PageStyle
    from sphinx_bindery.metadata import BookMetadata


@dataclass(frozen=True, slots=True)
class GeneratedPages:
    """Renders the generated pages of a book."""

    book: BookMetadata
    style: PageStyle

    def cover(self, cover: Cover, path: str) -> bytes:
        """Render the page of the cover; the text on it is the text alternative of the image."""
        book = self.book
        words = [book.title, book.subtitle, *(author.name for author in book.authors)]
        words.append(format_years(book.published_from, book.published))
        return self._render(
            "cover",
            path,
            title=_("Cover"),
            matter="frontmatter",
            image=cover.image.href,
            drawing=cover.drawing.href if cover.drawing else "",
            alt=". ".join(filter(None, words)),
        )

    def title_page(self, path: str) -> etree._Element:
        """Render the title page."""
        title = self.book.title
        return self._page("titlepage", path, title=title, matter="frontmatter", book=self.book)

    def imprint(self, path: str, site_url: str) -> etree._Element:
        """Render the imprint (copyright page).

        Args:
            path: Its path in the package.
            site_url: The address of the HTML site; empty without one.
        """
        book = self.book
        published = format_period(book.published_from, book.published, book.language)
        return self._page(
            "imprint",
            path,
            title=_("Imprint"),
            matter="frontmatter",
            book=book,
            published=published,
            source=site_url,
        )

    def part(self, path: str, title: str) -> etree._Element:
        """Render the page that opens a part."""
        return self._page("part", path, title=title, matter="bodymatter")

    def index(self, path: str, groups: Sequence[IndexGroup]) -> etree._Element:
        """Render the general index."""
        return self._page("index", path, title=_("Index"), matter="backmatter", groups=groups)

    def _page(self, name: str, path: str, **values: object) -> etree._Element:
        return parse_page(self._render(name, path, **values))

    def _render(self, name: str, path: str, **values: object) -> bytes:
        return render(
            f"{name}.xhtml.jinja",
            language=self.style.language,
            direction=self.style.direction,
            root="../" * path.count("/"),
            **values,
        )
