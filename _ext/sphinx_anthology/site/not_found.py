"""The page ``404.html``, which static hosts serve for every missing address.

It is served at any depth of the site, so its links start at the root of the host. The links of the
theme must too, so they are changed in the finished HTML.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.formats.feeds import newest
from sphinx_anthology.core.pages.portable_html import make_root_relative
from sphinx_anthology.core.posts.post_list import Field, ListStyle, view_list
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.lists import render_list
from sphinx_anthology.site.extra_files import is_from_extra_path
from sphinx_anthology.site.listings.listing_body import render_html
from sphinx_anthology.site.listings.listing_pages import surroundings_fingerprint
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post

_ = get_translation("anthology")

NAME = "404"
"""Name of the page, and of a document that replaces it."""

FILE = "404.html"
"""The file that hosts serve, whatever ``html_file_suffix`` and the builder are."""

_POSTS = 5


def exclude_not_found(app: Sphinx, _doctree: nodes.document) -> None:
    """Handle ``doctree-read``: keep a document ``404`` out of toctrees and the search index."""
    docname = app.env.current_document.docname
    if docname == NAME:
        app.env.metadata[docname].update({"orphan": "", "nosearch": ""})


def not_found_files(builder: StandaloneHTMLBuilder) -> dict[str, bytes]:
    """Return the page, after all documents are written; none if ``html_extra_path`` has one."""
    return {} if is_from_extra_path(builder, FILE) else {FILE: _NotFound(builder).page()}


class _NotFound:
    """The 404 page of one build."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._env = builder.env
        self._encoding: str = builder.config.html_output_encoding
        self._domain = anthology_domain(builder.env)
        self._root = urlsplit(base_url(builder.config)).path or "/"

    def page(self) -> bytes:
        """Return the page of the document ``404``, else the generated page."""
        if NAME in self._env.found_docs:
            return self._root_relative(Path(self._builder.get_output_path(NAME)))
        return self._generated()

    def _generated(self) -> bytes:
        """Return the generated page, from the cache if it would be the same."""
        posts = newest(self._domain.catalogue.posts, today(self._builder.config))[:_POSTS]
        kept = cache_folder(self._builder) / FILE
        shown = self._digest(posts).encode()
        data = kept.read_bytes() if kept.is_file() else b""
        before, _newline, page = data.partition(b"\n")
        if before != shown:
            kept.parent.mkdir(parents=True, exist_ok=True)
            self._builder.handle_page(NAME, self._context(posts), outfilename=kept)
            page = self._root_relative(kept)
            write_if_changed(kept, shown + b"\n" + page)
        return page

    def _root_relative(self, path: Path) -> bytes:
        text = path.read_bytes().decode(self._encoding)
        address = self._root + self._builder.get_target_uri(NAME)
        return make_root_relative(text, address).encode(self._encoding, "xmlcharrefreplace")

    def _digest(self, posts: Sequence[Post]) -> str:
        # their titles are in surroundings
        shown = [(post.docname, post.date, post.lang, post.based_on) for post in posts]
        surroundings = surroundings_fingerprint(self._builder)
        return fingerprint((surroundings, self._root, shown, self._indexes()))

    def _context(self, posts: Sequence[Post]) -> dict[str, Any]:
        title = _("Page not found")
        text = _("There is no page at this address; it may have moved, or been taken away.")
        section = nodes.section("", nodes.title(title, title), ids=["page-not-found"])
        section += nodes.paragraph(text, text)
        section += nodes.paragraph("", "", *fields.joined(self._links(), " · "))
        if posts:
            heading = _("Newest posts")
            view = view_list(self._domain.views.summary(post.docname) for post in posts)
            found = render_list(view, ListStyle(show=(Field.DATE,)), NAME)
            section += nodes.section(
                "", nodes.title(heading, heading), *found, ids=["newest-posts"], classes=["listing"]
            )
        return {
            "title": html.escape(title),
            "body": render_html(self._builder, NAME, section),
            "metatags": f'\n<meta name="description" content="{html.escape(text)}" />',
        }

    def _links(self) -> Iterator[nodes.reference]:
        """Yield links to the home page, the search, and the documents with indexes."""
        yield self._link(_("Home page"), self._builder.config.root_doc)
        if self._builder.search:
            yield self._link(_("Search"), "search")
        for docname in self._indexes():
            yield self._link(self._domain.views.title(docname), docname)

    def _indexes(self) -> list[str]:
        return sorted(set(self._domain.index_pages.values()))

    def _link(self, text: str, name: str) -> nodes.reference:
        address = self._builder.get_relative_uri(NAME, name)
        return nodes.reference("", text, refuri=address, internal=True)
