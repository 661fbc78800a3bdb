"""Components of sphinx_book_theme, rendered once a page.

pydata_sphinx_theme renders each component of a page an additional time, to find out whether it is
empty (``update_and_remove_templates``). For its own components and ours a condition says the same.

Gain: 13 % of the processor time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/pydata/pydata-sphinx-theme/pull/2477, an option that lists templates to
render without this test. This module can go once sphinx_book_theme requires a release with it.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_SECONDARY = "theme_secondary_sidebar_items"
_SECTIONS = (
    *("theme_navbar_start", "theme_navbar_center", "theme_navbar_persistent", "theme_navbar_end"),
    *("theme_article_header_start", "theme_article_header_end"),
    *("theme_footer_start", "theme_footer_center", "theme_footer_end"),
    *("theme_primary_sidebar_end", "sidebars", _SECONDARY),
)
"""Names of lists of components in a page's context, as in ``update_and_remove_templates``."""


def _always(_context: dict[str, Any]) -> bool:
    return True


def _has_page_toc(context: dict[str, Any]) -> bool:
    if "page_headings" in context:
        return bool(context["page_headings"])
    return bool(context["generate_toc_html"]())


_IS_SHOWN: dict[str, Callable[[dict[str, Any]], bool]] = {
    "article-header-buttons.html": _always,
    "icon-links.html": lambda context: bool(context.get("theme_icon_links")),
    "navbar-logo.html": _always,
    "page-toc.html": _has_page_toc,
    "sbt-sidebar-nav.html": _always,
    "search-button-field.html": _always,
    "search-button.html": _always,
    "search-field.html": _always,
    "sidebar-ethical-ads.html": _always,
    "theme-switcher.html": _always,
    "toggle-primary-sidebar.html": _always,
}
"""By component of the themes and of ours: whether it is not empty on a page."""


class ComponentFilter:
    """Hides components from the theme's test for empty ones.

    Templates that the project overrides or adds are left to the theme.
    """

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()

    def find(self, app: Sphinx) -> None:
        """Handle ``builder-inited``: find the components that the project does not override."""
        self._known = frozenset()
        if uses_book_theme(app):
            builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
            homes = tuple(map(Path, builder.theme.get_theme_dirs()))
            self._known = frozenset(
                name
                for name in _IS_SHOWN
                if any(_file(builder, name).is_relative_to(home) for home in homes)
            )

    def hide(
        self,
        _app: Sphinx,
        _pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``, before the theme renders the components."""
        if not self._known:
            return
        hidden = context["bindery_components"] = {}
        for section in _SECTIONS:
            names = _names(context.get(section))
            if not self._known.isdisjoint(names):
                hidden[section] = names
                context[section] = [name for name in names if name not in self._known]

    def restore(
        self,
        _app: Sphinx,
        _pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``, after the theme: restore components that are not empty.

        Components that other extensions have added in between come after them.
        """
        for section, names in context.pop("bindery_components", {}).items():
            found = "secondary_sidebar_items" if section == _SECONDARY else section
            left = context.get(found) or []
            shown = [
                name
                for name in names
                if (_IS_SHOWN[name](context) if name in self._known else name in left)
            ]
            context[section] = names
            context[found] = shown + [name for name in left if name not in names]


def _file(builder: StandaloneHTMLBuilder, name: str) -> Path:
    """Return the file of a template; an empty path if there is none."""
    templates = builder.templates
    if isinstance(templates, BuiltinTemplateLoader):
        try:
            _source, file, _is_new = templates.get_source(templates.environment, name)
        except TemplateNotFound:
            return Path()
        return Path(file)
    return Path()


def _names(value: object) -> list[str]:
    """Return the file names of components as the theme reads them; none if they are set by page."""
    if isinstance(value, str):
        value = [name.strip() for name in value.split(",")]
    if not isinstance(value, list | tuple):
        return []
    return [name if posixpath.splitext(name)[1] else f"{name}.html" for name in value]


def setup(app: Sphinx) -> None:
    """Connect the handlers around those of the theme (priority 500)."""
    components = ComponentFilter()
    app.connect("builder-inited", components.find, priority=700)
    app.connect("html-page-context", components.hide, priority=490)
    app.connect("html-page-context", components.restore, priority=520)
