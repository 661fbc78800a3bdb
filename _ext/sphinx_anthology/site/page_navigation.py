"""Breadcrumbs, and links to the archive, the terms and the feeds, in the body of pages.

``bindery_book_theme`` shows both in its own templates. Other themes have no place for them, so they
are added above and below the text.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from sphinx.locale import get_translation

from sphinx_anthology.site.site_links import has_footer_links, relative_links
from sphinx_bindery.common.builders import add_static_folder, is_hosted, is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation("anthology")

STYLESHEET = "anthology-navigation.css"
DIRECTION_STYLESHEET = "anthology-direction.css"

_WITH_RELATIONS = frozenset(
    ["basic", "bizstyle", "classic", "nature", "pyramid", "sphinxdoc", "traditional"]
)
"""The themes of Sphinx with a relation bar, which shows the pages above a page."""

_WITH_BREADCRUMBS = frozenset(["pydata_sphinx_theme", "sphinx_rtd_theme"])
"""The folders of themes with breadcrumbs, which themes that inherit from them have too."""


def needs_navigation(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder adds breadcrumbs and links to the body of its pages."""
    is_site = is_hosted(builder) and not has_footer_links(builder)
    return is_site and bool(builder.config.anthology_navigation)


def add_site_stylesheets(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the style sheets that sites have, and ePubs must not have."""
    builder = app.builder
    if is_web(builder) and not has_footer_links(builder):
        add_static_folder(app, Path(__file__).parent / "static")
        app.add_css_file(DIRECTION_STYLESHEET)
        if needs_navigation(builder):
            app.add_css_file(STYLESHEET)


def add_parents(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: set the pages above a page, which templates of Sphinx show.

    Sphinx sets those of documents in toctrees; listing pages are in none.
    """
    crumbs: Sequence[tuple[str, str]] = context.get("page_breadcrumbs") or ()
    builder = app.builder
    if crumbs and needs_navigation(builder) and _shows_parents(builder):
        context["parents"] = [
            {"title": html.escape(name), "link": address} for name, address in crumbs[1:-1]
        ]


def add_navigation(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``, after feed content is cached: add navigation around it."""
    builder = app.builder
    if not needs_navigation(builder) or not isinstance(context.get("body"), str):
        return
    crumbs = () if _shows_parents(builder) else context.get("page_breadcrumbs", ())
    above = breadcrumb_html(crumbs)
    below = links_html(relative_links(builder, pagename))
    context["body"] = f"{above}{context['body']}{below}"


def _shows_parents(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the theme shows the template variable ``parents``."""
    theme = builder.theme
    folders = {Path(folder).name for folder in theme.get_theme_dirs()}
    return theme.name in _WITH_RELATIONS or not folders.isdisjoint(_WITH_BREADCRUMBS)


def breadcrumb_html(crumbs: Sequence[tuple[str, str]]) -> str:
    """Return breadcrumbs as HTML; empty for the first page."""
    if not crumbs:
        return ""
    items = [_link(name, address) for name, address in crumbs[:-1]]
    items.append(f'<span aria-current="page">{html.escape(crumbs[-1][0])}</span>')
    return _nav("anthology-breadcrumbs", _("Breadcrumb"), items, "ol")


def links_html(links: Sequence[tuple[str, str]]) -> str:
    """Return links to other pages as HTML; empty without any."""
    items = [_link(name, address) for name, address in links]
    return _nav("anthology-links", _("More pages"), items, "ul") if items else ""


def _link(name: str, address: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(name)}</a>'


def _nav(class_: str, label: object, items: Iterable[str], element: str) -> str:
    entries = "".join(f"<li>{item}</li>" for item in items)
    label = html.escape(str(label))
    return (
        f'<nav class="{class_}" aria-label="{label}">\n<{element}>{entries}</{element}>\n</nav>\n'
    )


def connect_navigation(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("builder-inited", add_site_stylesheets)
    app.connect("html-page-context", add_parents, priority=420)
    app.connect("html-page-context", add_navigation, priority=970)
