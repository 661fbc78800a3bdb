"""The sidebars of the child theme: the book on the left, the sections of the page on the right.

The toctrees of the book are read once in a build, not once on each page. The parent theme parses
the HTML of Sphinx's table of contents on each page to add classes to it; here the template
``page-toc.html`` gets the headings as values.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from sphinx.environment.adapters.toctree import document_toc

from sphinx_bindery.book import toctrees
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.navigation import Navigation, NavigationEntry, NavigationGroup, sidebar_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes


OPTION = "separate_sections"
"""The theme option that lists the first documents of sections with their own sidebar."""


class Heading(NamedTuple):
    """A section of the page.

    Attributes:
        title: HTML.
        href: The fragment of its address, with ``#``.
        level: 1 for the title of the page.
        children: Its subsections.
    """

    title: str
    href: str
    level: int
    children: tuple[Heading, ...]


def page_headings(builder: StandaloneHTMLBuilder, docname: str) -> tuple[Heading, ...]:
    """Return the sections of a document; only those below its title if it has a single one."""
    toc = document_toc(builder.env, docname, builder.tags)
    headings = tuple(_headings(builder, toc, 1))
    return headings[0].children if len(headings) == 1 else headings


def title_html(builder: StandaloneHTMLBuilder, title: nodes.Element) -> str:
    """Return the content of a title, or of a link with the same content, as HTML."""
    if all(isinstance(child, nodes.Text) for child in title.children):
        return escape(title.astext())
    copy = nodes.title("", "", *(child.deepcopy() for child in title.children))
    return builder.render_partial(copy)["title"]


def _headings(builder: StandaloneHTMLBuilder, toc: nodes.Node, level: int) -> Iterator[Heading]:
    for item in toc.children:
        if not isinstance(item, nodes.list_item):  # a toctree
            continue
        link = next(item.findall(nodes.reference))
        sections = (
            section
            for child in item.children
            if isinstance(child, nodes.bullet_list)
            for section in _headings(builder, child, level + 1)
        )
        numbers = ".".join(map(str, link.get("secnumber", ())))
        number = f"{numbers}{builder.config.html_secnumber_suffix}" if numbers else ""
        yield Heading(number + title_html(builder, link), link["refuri"], level, tuple(sections))


def read_navigations(app: Sphinx) -> dict[str, Navigation]:
    """Read the navigation of the book, and that of each separate section.

    Returns:
        The navigations by root: the root document of the book first, then the first document of
        each section, which the navigation of the book leaves out.
    """
    root = app.config.root_doc
    builder = cast("StandaloneHTMLBuilder", app.builder)
    value: object = builder.theme_options.get(OPTION)
    items = value if isinstance(value, list | tuple) else [value]
    given = [item for item in items if isinstance(item, str)]
    sections = [str(name) for name in given if name in app.env.all_docs]
    seen = {root, *sections}
    found = {name: _read_navigation(app, name, seen) for name in sections}
    book = _read_navigation(app, root, seen)
    return {root: book} | {
        name: Navigation((NavigationGroup("", (_entry(app, name),)), *navigation.groups))
        for name, navigation in found.items()
    }


def _read_navigation(app: Sphinx, root: str, seen: set[str]) -> Navigation:
    """Read the toctrees of a document, and those of the documents in them."""
    groups = (
        NavigationGroup(str(toctree.get("caption") or ""), tuple(_entries(app, toctree, seen)))
        for toctree in toctrees(app.env, root, app.tags)
        if toctree["entries"]
    )
    # a toctree that lists only separate sections leaves an empty group
    return Navigation(tuple(group for group in groups if group.entries))


def _entry(
    app: Sphinx, docname: str, title: str = "", children: tuple[NavigationEntry, ...] = ()
) -> NavigationEntry:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    html = escape(title) if title else title_html(builder, app.env.titles[docname])
    return NavigationEntry(html, docname=docname, children=children)


def _entries(app: Sphinx, toctree: addnodes.toctree, seen: set[str]) -> Iterator[NavigationEntry]:
    env = app.env
    for title, target in toctree["entries"]:
        if target in env.all_docs and target not in seen:
            seen.add(target)
            children = tuple(
                child
                for nested in toctrees(env, target, app.tags)
                for child in _entries(app, nested, seen)
            )
            yield _entry(app, target, title or "", children)
        elif "://" in target or target.startswith("mailto:"):
            yield NavigationEntry(escape(title or target), url=target)


class Sidebar:
    """The navigations of one build, kept between the events."""

    def __init__(self) -> None:
        self._navigations: dict[str, Navigation] = {}

    def outdated(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the pages whose sidebar has changed.

        Other themes may show any part of the book on each page.
        """
        self._navigations = {}
        if not is_html_site(app.builder):
            return []
        navigations = self._read(app)
        groups = [(root, navigation.groups) for root, navigation in navigations.items()]
        book = fingerprint((app.config.html_theme, groups))

        def fingerprints() -> dict[str, str]:
            docnames = sorted(app.env.found_docs)
            if not uses_book_theme(app):
                return dict.fromkeys(docnames, book)
            return {name: fingerprint(self._shown(app, name)) for name in docnames}

        return build_record(app).outdated("sidebar", fingerprints, source=book)

    def _shown(self, app: Sphinx, docname: str) -> str:
        root = self._root_of(app, docname)
        return json.dumps((root, sidebar_of(self._read(app)[root], docname, str)))

    def add(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Handle ``html-page-context``: add the navigation and the headings of the page."""
        builder = app.builder
        if not uses_book_theme(app):
            return

        def link(docname: str) -> str:
            return builder.get_relative_uri(pagename, docname) or "#"

        root = self._root_of(app, pagename)
        context["book_navigation"] = sidebar_of(self._read(app)[root], pagename, link)
        if is_html_site(builder):  # otherwise all documents are on one page
            context["page_headings"] = page_headings(builder, pagename) if doctree else ()
            _above, before, after = builder.relations.get(pagename, (None, None, None))
            for name, docname in (("prev", before), ("next", after)):
                if docname and self._root_of(app, docname) != root:
                    context[name] = None

    def _root_of(self, app: Sphinx, docname: str) -> str:
        """Return the root of the navigation that a page shows: a section's, or the book's."""
        navigations = self._read(app)
        sections = (name for name, shown in navigations.items() if docname in shown.paths)
        return next(sections, app.config.root_doc)

    def _read(self, app: Sphinx) -> dict[str, Navigation]:
        if not self._navigations:
            self._navigations = read_navigations(app)
        return self._navigations


def setup(app: Sphinx) -> None:
    """Connect the handlers, before the parent theme (500) renders components to find empty ones."""
    app.setup_extension("sphinx_bindery.common.build_record")
    sidebar = Sidebar()
    app.connect("env-updated", sidebar.outdated)
    app.connect("html-page-context", sidebar.add, priority=400)
