"""The contents of a page beside its text, as the theme has them, without a parser for each page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_TAG = re.compile(
    r'<(?P<closing>/?)(?P<name>ul|li)\b(?: class="(?P<classes>[^"]*)")?(?P<rest>[^>]*)>'
    r'(?:(?P<link><a )class="(?P<link_classes>[^"]*)")?'
)


def page_toc(toc: str, levels: int) -> str:
    """Return the list of a page's sections with the classes that the theme's styles go by.

    Args:
        toc: the lists that Sphinx makes of a document's headings.
        levels: as many of them are always open.

    A single heading is the title of the page: then this is what stands below it, if anything does.
    """
    parts: list[str] = []
    depth = titles = 0
    below: list[int] = []  # where the list below the first title begins and ends
    last = 0
    for tag in _TAG.finditer(toc):
        parts.append(toc[last : tag.start()])
        last = tag.end()
        if tag["closing"]:
            parts.append(tag[0])
            if tag["name"] == "ul":
                if depth == 2 and titles == 1:
                    below.append(len(parts))
                depth -= 1
            continue
        own = [tag["classes"]] if tag["classes"] else []
        if tag["name"] == "ul":
            depth += 1
            if depth == 2 and titles == 1:
                below.append(len(parts))
            own += ["pst-show_toc_level"] if depth <= levels + 1 else []
            own += ["nav", "section-nav", "flex-column"]
        else:
            titles += depth == 1
            own += [f"toc-h{depth}", "nav-item", "toc-entry"]
        parts.append(f'<{tag["name"]} class="{" ".join(own)}"{tag["rest"]}>')
        if tag["link"]:
            parts.append(f'<a class="{tag["link_classes"]} nav-link"')
    parts.append(toc[last:])
    if titles != 1:
        return "".join(parts)
    found = "".join(parts[below[0] : below[1]]) if below else ""
    return found if "<li" in found else ""  # toctrees leave lists of nothing


def add_page_toc(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after the theme: make the contents when first asked for."""
    if not uses_book_theme(app):
        return
    theirs = context["generate_toc_html"]
    made: list[str] = []

    def generate_toc_html(kind: str = "html") -> object:
        if kind != "html":
            return theirs(kind)
        if not made:
            made.append(page_toc(context.get("toc", ""), context["theme_show_toc_level"]))
        return made[0]

    context["generate_toc_html"] = generate_toc_html


def setup(app: Sphinx) -> None:
    """Connect the handler: after the theme (500), before components are looked at (520)."""
    app.connect("html-page-context", add_page_toc, priority=510)
