"""The sidebar's navigation: the book is read once for a build, not once for each page."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_bindery.book import toctrees
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.navigation import Entry, Group, Navigation, told, view
from sphinx_bindery.html.page_record import Written, as_read, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes


def read_navigation(app: Sphinx) -> Navigation:
    """Read the toctrees of the root document, with those of the documents that they name."""
    seen = {app.config.root_doc}
    return Navigation(
        tuple(
            Group(toctree.get("caption") or "", tuple(_entries(app, toctree, seen)))
            for toctree in toctrees(app.env, app.config.root_doc, app.tags)
            if toctree["entries"]
        )
    )


def _entries(app: Sphinx, toctree: addnodes.toctree, seen: set[str]) -> Iterator[Entry]:
    env = app.env
    for title, target in toctree["entries"]:
        if target in env.all_docs and target not in seen:
            seen.add(target)
            children = [
                child
                for nested in toctrees(env, target, app.tags)
                for child in _entries(app, nested, seen)
            ]
            shown = escape(title) if title else _title(app, env.titles[target])
            yield Entry(shown, docname=target, children=tuple(children))
        elif "://" in target or target.startswith("mailto:"):
            yield Entry(escape(title or target), url=target)


def _title(app: Sphinx, title: nodes.title) -> str:
    if all(isinstance(child, nodes.Text) for child in title.children):
        return escape(title.astext())
    builder = cast("StandaloneHTMLBuilder", app.builder)
    return builder.render_partial(title)["title"]


class Sidebar:
    """Holds the navigation of one build between the events."""

    def __init__(self) -> None:
        self._read: Navigation | None = None
        self._targets: dict[str, str] = {}
        self.written = Written("sidebars")

    def _navigation(self, app: Sphinx) -> Navigation:
        """Return the navigation, read where it is first asked for: not if no page is written."""
        if self._read is None:
            self._read = read_navigation(app)
        return self._read

    def outdated(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the pages whose sidebar is another than last time.

        What other themes show of a book on a page is not known: all of it may be on each.
        """
        self._read, self._targets = None, {}
        builder = app.builder
        if not is_html_site(builder):
            return []
        return self.written.differing(builder, partial(self._digests, app), as_read(builder))

    def _digests(self, app: Sphinx) -> dict[str, str]:
        docnames = sorted(app.env.found_docs)
        navigation = self._navigation(app)
        if uses_book_theme(app):
            return {docname: digest_of([*told(navigation, docname)]) for docname in docnames}
        return dict.fromkeys(docnames, digest_of(navigation.groups))

    def add(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``: give the template this page's view."""
        if not uses_book_theme(app):
            return

        def link(docname: str) -> str:
            if not is_site:
                return app.builder.get_relative_uri(pagename, docname) or "#"
            if docname not in self._targets:
                self._targets[docname] = app.builder.get_target_uri(docname)
            return relative_uri(here, self._targets[docname]) or "#"

        is_site = is_html_site(app.builder)
        here = app.builder.get_target_uri(pagename)
        context["book_navigation"] = view(self._navigation(app), pagename, link)


def keep_from_walking(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: the theme would walk the book to learn if there is one."""
    if uses_book_theme(app):
        context["suppress_sidebar_toctree"] = lambda **_options: False


def setup(app: Sphinx) -> None:
    """Connect the handlers: before the theme (500) tries each template, and after it."""
    sidebar = Sidebar()
    app.connect("env-updated", sidebar.outdated)
    app.connect("doctree-resolved", sidebar.written.note)
    app.connect("build-finished", sidebar.written.keep)
    app.connect("html-page-context", sidebar.add, priority=400)
    app.connect("html-page-context", keep_from_walking, priority=600)
