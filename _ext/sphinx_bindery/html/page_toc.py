"""The table of contents of a page, for the template ``page-toc.html``.

The parent theme parses the HTML of Sphinx's table of contents on each page to add classes to it.
Here the template gets the headings as values.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx.environment.adapters.toctree import document_toc

from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


class Heading(NamedTuple):
    """A section of the page.

    Attributes:
        title: HTML.
        href: the fragment of its address, with ``#``.
        level: 1 for the title of the page.
        children: its subsections.
    """

    title: str
    href: str
    level: int
    children: tuple[Heading, ...]


def page_headings(builder: StandaloneHTMLBuilder, docname: str) -> tuple[Heading, ...]:
    """Return the sections of a document, without its title where it has a single one."""
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


def add_page_headings(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: add the headings, on pages that are one document."""
    builder = app.builder
    if uses_book_theme(app) and is_html_site(builder):
        context["page_headings"] = page_headings(builder, pagename) if doctree else ()


def setup(app: Sphinx) -> None:
    """Connect the handler; the parent theme (500) renders components to see if any is empty."""
    app.connect("html-page-context", add_page_headings, priority=400)
