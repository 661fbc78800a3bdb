"""The sidebar of the child theme: the book is read once in a build, not once on each page."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, cast

from sphinx.util.osutil import relative_uri

from sphinx_bindery.book import toctrees
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.navigation import Navigation, NavigationEntry, NavigationGroup, sidebar_of
from sphinx_bindery.html.page_toc import title_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes


def read_navigation(app: Sphinx) -> Navigation:
    """Read the toctrees of the root document, and those of the documents in them."""
    seen = {app.config.root_doc}
    return Navigation(
        tuple(
            NavigationGroup(str(toctree.get("caption") or ""), tuple(_entries(app, toctree, seen)))
            for toctree in toctrees(app.env, app.config.root_doc, app.tags)
            if toctree["entries"]
        )
    )


def _entries(app: Sphinx, toctree: addnodes.toctree, seen: set[str]) -> Iterator[NavigationEntry]:
    env = app.env
    builder = cast("StandaloneHTMLBuilder", app.builder)
    for title, target in toctree["entries"]:
        if target in env.all_docs and target not in seen:
            seen.add(target)
            children = [
                child
                for nested in toctrees(env, target, app.tags)
                for child in _entries(app, nested, seen)
            ]
            html = escape(title) if title else title_html(builder, env.titles[target])
            yield NavigationEntry(html, docname=target, children=tuple(children))
        elif "://" in target or target.startswith("mailto:"):
            yield NavigationEntry(escape(title or target), url=target)


class Sidebar:
    """The navigation of one build, kept between the events."""

    def __init__(self) -> None:
        self._navigation: Navigation | None = None
        self._uris: dict[str, str] = {}

    def outdated(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the pages whose sidebar has changed.

        Other themes may show any part of the book on each page.
        """
        self._navigation, self._uris = None, {}
        if not is_html_site(app.builder):
            return []
        navigation = self._read(app)
        book = fingerprint((app.config.html_theme, navigation.groups))

        def fingerprints() -> dict[str, str]:
            docnames = sorted(app.env.found_docs)
            if not uses_book_theme(app):
                return dict.fromkeys(docnames, book)
            return {
                name: fingerprint(json.dumps(sidebar_of(navigation, name, str)))
                for name in docnames
            }

        return build_record(app).outdated("sidebar", fingerprints, source=book)

    def add(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: object,
    ) -> None:
        """Handle ``html-page-context``: add what the sidebar of the page shows."""
        builder = app.builder
        if not uses_book_theme(app):
            return
        is_site = is_html_site(builder)
        base = builder.get_target_uri(pagename)

        def link(docname: str) -> str:
            if not is_site:  # all documents are on one page
                return builder.get_relative_uri(pagename, docname) or "#"
            if docname not in self._uris:
                self._uris[docname] = builder.get_target_uri(docname)
            return relative_uri(base, self._uris[docname]) or "#"

        context["book_navigation"] = sidebar_of(self._read(app), pagename, link)

    def _read(self, app: Sphinx) -> Navigation:
        if self._navigation is None:
            self._navigation = read_navigation(app)
        return self._navigation


def setup(app: Sphinx) -> None:
    """Connect the handlers; the parent theme (500) renders components to see if any is empty."""
    app.setup_extension("sphinx_bindery.common.build_record")
    sidebar = Sidebar()
    app.connect("env-updated", sidebar.outdated)
    app.connect("html-page-context", sidebar.add, priority=400)
