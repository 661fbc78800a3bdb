"""The page ``404.html``, which static hosts serve for every address that leads nowhere.

It may stand at any depth of the site, so its links start at the root of the host: theme, sidebar
and feeds write them for its own address, and they are made absolute in what is written.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.pages.feeds import newest
from sphinx_anthology.core.pages.root_relative_html import from_root
from sphinx_anthology.core.posts.list_style import Field, ListStyle
from sphinx_anthology.core.posts.list_view import view_list
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.plain_title import plain_title
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.lists import render_list
from sphinx_anthology.site.extra_files import is_own, publish, stay
from sphinx_anthology.site.html_rendering import rendered
from sphinx_anthology.site.listings.listing_pages import around
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.incremental.build_record import Memory

_ = get_translation("anthology")

NAME = "404"
"""The page's name, and that of a document which takes its place."""

FILE = "404.html"
"""Where hosts look for it, whatever the suffix and the folders of other pages."""

_POSTS = 5


def set_apart(app: Sphinx, _doctree: nodes.document) -> None:
    """Handle ``doctree-read``: a document of this name stands in no toctree and no search."""
    docname = app.env.current_document.docname
    if docname == NAME:
        app.env.metadata[docname].update({"orphan": "", "nosearch": ""})


def keep_from_robots(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: nobody should find the page by searching the web."""
    if pagename == NAME and is_hosted(app.builder):
        robots = '\n<meta name="robots" content="noindex" />'
        context["metatags"] = context.get("metatags", "") + robots


def write_not_found(memory: Memory, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``, when all documents are written; add no page."""
    builder = app.builder
    if is_hosted(builder) and not stay(memory, builder, "not-found"):
        files = {} if is_own(builder, FILE) else {FILE: _NotFound(app, builder).page()}
        publish(memory, builder, "not-found", files)
    return []


class _NotFound:
    """The page of one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._app = app
        self._builder = builder
        self._encoding: str = app.config.html_output_encoding
        self._domain = anthology_domain(app.env)
        self._root = urlsplit(base_url(app.config)).path or "/"

    def page(self) -> bytes:
        """Return the writer's own page, or else ours."""
        if NAME in self._app.env.found_docs:
            return self._rooted(Path(self._builder.get_output_path(NAME)))
        return self._ours()

    def _ours(self) -> bytes:
        """Return our page; it is made anew only where it would show something else."""
        posts = newest(self._domain.catalogue.posts, today(self._app.config))[:_POSTS]
        kept = cache_folder(self._builder) / FILE
        shown = self._digest(posts).encode()
        data = kept.read_bytes() if kept.is_file() else b""
        before, _newline, page = data.partition(b"\n")
        if before != shown:
            kept.parent.mkdir(parents=True, exist_ok=True)
            self._builder.handle_page(NAME, self._context(posts), outfilename=kept)
            page = self._rooted(kept)
            kept.write_bytes(shown + b"\n" + page)
        return page

    def _rooted(self, path: Path) -> bytes:
        text = path.read_bytes().decode(self._encoding)
        address = self._root + self._builder.get_target_uri(NAME)
        return from_root(text, address).encode(self._encoding, "xmlcharrefreplace")

    def _digest(self, posts: Sequence[Post]) -> str:
        shown = [(post.docname, post.date) for post in posts]  # and titles, which are around
        surroundings = around(self._builder, self._app.env)
        return fingerprint((surroundings, self._root, shown, self._indexes()))

    def _context(self, posts: Sequence[Post]) -> dict[str, Any]:
        env = self._app.env
        title = _("Page not found")
        told = _("There is no page at this address; it may have moved, or been taken away.")
        section = nodes.section("", nodes.title(title, title), ids=["page-not-found"])
        section += nodes.paragraph(told, told)
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
            "body": rendered(self._builder, env, NAME, section),
            "metatags": f'\n<meta name="description" content="{html.escape(told)}" />',
        }

    def _links(self) -> Iterator[nodes.reference]:
        """Yield what leads to the home page, the search, and the documents that have indexes."""
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
