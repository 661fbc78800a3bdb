"""The pages that no document is the source of: title page, imprint, parts, index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_bindery.common.dates import format_period
from sphinx_bindery.epub.package.templates import render
from sphinx_bindery.epub.xhtml.markup import parse_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from sphinx_bindery.epub.package.contents import PartPage
    from sphinx_bindery.epub.package.index import Group
    from sphinx_bindery.epub.xhtml.pages import Look
    from sphinx_bindery.metadata import BookMetadata


@dataclass(frozen=True, slots=True)
class MadePages:
    """Makes them for one book. source: the address of its site, empty where it has none."""

    book: BookMetadata
    look: Look
    source: str

    def title_page(self, path: str) -> etree._Element:
        """Return the title page, to stand at ``path``."""
        root = "../" * path.count("/")
        return self._page(
            "titlepage", title=self.book.title, root=root, matter="frontmatter", book=self.book
        )

    def imprint(self) -> etree._Element:
        """Return the imprint."""
        book = self.book
        return self._page(
            "imprint",
            title=_("Imprint"),
            root="",
            matter="frontmatter",
            book=book,
            published=format_period(book.published_from, book.published, book.language),
            source=self.source,
        )

    def part(self, part: PartPage) -> etree._Element:
        """Return the page that opens a part."""
        return self._page("part", title=part.title, root="../", matter="bodymatter")

    def index(self, groups: Sequence[Group]) -> etree._Element:
        """Return the index."""
        return self._page("index", title=_("Index"), root="../", matter="backmatter", groups=groups)

    def _page(self, name: str, **values: object) -> etree._Element:
        look = {"language": self.look.language, "direction": self.look.direction}
        return parse_page(render(f"{name}.xhtml.jinja", **look, **values))
