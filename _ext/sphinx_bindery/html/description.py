"""The description of a page in its head: that of its front matter, else its first paragraph."""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_MAX_LENGTH = 300
"""Characters of a description that is taken from the text."""


def add_description(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: add a ``meta`` element, unless the page has one."""
    # the context has the elements of other extensions as text alone
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
    """Return the text of the first paragraph whose parent is a section, shortened.

    Paragraphs in lists, admonitions and containers rarely introduce a page.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join(paragraph.astext().split())
            return textwrap.shorten(text, _MAX_LENGTH, placeholder=" …")
    return ""


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("html-page-context", add_description)
