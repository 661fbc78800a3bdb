"""The description of a page, for search engines: its own, else its first paragraph."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LONGEST = 300


def add_description(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: add a ``meta`` element unless the page brings its own."""
    if 'name="description"' in context.get("metatags", ""):
        return
    own = app.env.metadata.get(pagename, {}).get("description", "")
    if pagename == app.config.root_doc:
        own = own or app.config.bindery_description
    text = " ".join(own.split()) or (first_paragraph(doctree) if doctree else "")
    if text:
        context["metatags"] = (
            context.get("metatags", "")
            + f'\n<meta name="description" content="{html.escape(text)}" />'
        )


def first_paragraph(doctree: nodes.document) -> str:
    """Return the text of the first paragraph that stands in a section itself, shortened.

    What stands in lists, admonitions or containers is not what a page is about.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join(paragraph.astext().split())
            return textwrap.shorten(text, _LONGEST, placeholder=" …")
    return ""


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("html-page-context", add_description)
