"""The page ``404.html``, which static hosts serve for every missing address.

It is served at any depth of the site, so its links start at the root of the host. Each theme has
links of its own making in the sidebar, so the links are changed in the HTML that it writes.
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
from sphinx_anthology.documents import plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.lists import render_list
from sphinx_anthology.site.extra_files import (
    is_from_extra_path,
    keep_extra_files,
    write_extra_files,
)
from sphinx_anthology.site.html_rendering import render_html
from sphinx_anthology.site.listings.listing_pages import surroundings_fingerprint
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.build_record import BuildRecord

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


def add_noindex(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: keep the page out of search engines."""
    if pagename == NAME and is_hosted(app.builder):
        robots = '\n<meta name="robots" content="noindex" />'
        context["metatags"] = context.get("metatags", "") + robots


def write_not_found(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``, when all documents are written; add no page."""
    builder = app.builder
    if is_hosted(builder) and not keep_extra_files(record, builder, "not-found"):
        files = {} if is_from_extra_path(builder, FILE) else {FILE: _NotFound(app, builder).page()}
        write_extra_files(record, builder, "not-found", files)
    return []


class _NotFound:
    """The page 404 of one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._app = app
        self._builder = builder
        self._encoding: str = app.config.html_output_encoding
        self._domain = anthology_domain(app.env)
        self._root = urlsplit(base_url(app.config)).path or "/"

    def page(self) -> bytes:
        """Return the page of the author's own document, or else the generated page."""
        if NAME in self._app.env.found_docs:
            return self._root_relative(Path(self._builder.get_output_path(NAME)))
        return self._generated()

    def _generated(self) -> bytes:
        """Return the generated page, from the cache if it would be the same."""
        posts = newest(self._domain.catalogue.posts, today(self._app.config))[:_POSTS]
        kept = cache_folder(self._builder) / FILE
        shown = self._digest(posts).encode()
        data = kept.read_bytes() if kept.is_file() else b""
        before, _newline, page = data.partition(b"\n")
        if before != shown:
            kept.parent.mkdir(parents=True, exist_ok=True)
            self._builder.handle_page(NAME, self._context(posts), outfilename=kept)
            page = self._root_relative(kept)
            kept.write_bytes(shown + b"\n" + page)
        return page

    def _root_relative(self, path: Path) -> bytes:
        text = path.read_bytes().decode(self._encoding)
        address = self._root + self._builder.get_target_uri(NAME)
        return make_root_relative(text, address).encode(self._encoding, "xmlcharrefreplace")

    def _digest(self, posts: Sequence[Post]) -> str:
        shown = [(post.docname, post.date) for post in posts]  # their titles are in surroundings
        surroundings = surroundings_fingerprint(self._builder, self._app.env)
        return fingerprint((surroundings, self._root, shown, self._indexes()))

    def _context(self, posts: Sequence[Post]) -> dict[str, Any]:
        env = self._app.env
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
            "body": render_html(self._builder, env, NAME, section),
            "metatags": f'\n<meta name="description" content="{html.escape(text)}" />',
        }

    def _links(self) -> Iterator[nodes.reference]:
        """Yield links to the home page, the search, and the documents with indexes."""
        env = self._app.env
        yield self._link(_("Home page"), env.config.root_doc)
        if self._builder.search:
            yield self._link(_("Search"), "search")
        for docname in self._indexes():
            yield self._link(plain_title(env, docname), docname)

    def _indexes(self) -> list[str]:
        return sorted(set(self._domain.index_pages.values()))

    def _link(self, text: str, name: str) -> nodes.reference:
        address = self._builder.get_relative_uri(NAME, name)
        return nodes.reference("", text, refuri=address, internal=True)
