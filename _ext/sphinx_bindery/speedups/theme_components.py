"""Components of sphinx_book_theme, rendered once a page.

pydata_sphinx_theme renders each component of a page once more to determine whether it is empty
(``update_and_remove_templates``). For its components and ours, a condition is enough.

Gain: 13 % of the processor time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/pydata/pydata-sphinx-theme/pull/2477, an option that lists templates to
render without this test. This module can go once sphinx_book_theme requires a release with it.

Live builds also keep compiled templates, which takes 0.28 s off each at 1,000 posts.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, TemplateNotFound
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.builder import LIVE_TAG

if TYPE_CHECKING:
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


_COMPONENTS = (
    *("article-header-buttons.html", "icon-links.html", "language-switcher.html"),
    *("navbar-logo.html", "page-toc.html", "sbt-sidebar-nav.html", "search-button-field.html"),
    *("search-button.html", "search-field.html", "sidebar-ethical-ads.html"),
    *("theme-switcher.html", "toggle-primary-sidebar.html"),
)
"""Components of the parent themes and our own; all but three of them are never empty."""


def _is_shown(name: str, context: dict[str, Any]) -> bool:
    """Return whether a component is not empty on a page."""
    if name == "icon-links.html":
        return bool(context.get("theme_icon_links"))
    if name == "language-switcher.html":
        return bool(context.get("language_switcher"))
    if name != "page-toc.html":
        return True
    if "page_headings" in context:
        return bool(context["page_headings"])
    return bool(context["generate_toc_html"]())


class ComponentFilter:
    """Filter that hides components from the theme's test for empty ones.

    Templates that the project overrides or adds are left to the theme.
    """

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()

    def find(self, app: Sphinx) -> None:
        """Handle ``builder-inited``: find the components that the project does not override."""
        self._known = frozenset()
        if uses_book_theme(app):
            builder: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
            self._known = frozenset(name for name in _COMPONENTS if _is_of_theme(builder, name))

    def hide(
        self, _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Handle ``html-page-context`` before the theme: hide the components."""
        if not self._known:
            return
        hidden = context["bindery_components"] = {}
        for section in _SECTIONS:
            names = _names(context.get(section))
            if not self._known.isdisjoint(names):
                hidden[section] = names
                context[section] = [name for name in names if name not in self._known]

    def restore(
        self, _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Handle ``html-page-context`` after the theme: restore components that are not empty.

        Components that other extensions have added to a list since then are appended.
        """
        for section, names in context.pop("bindery_components", {}).items():
            found = "secondary_sidebar_items" if section == _SECONDARY else section
            left = context.get(found) or []
            shown = [
                name
                for name in names
                if (_is_shown(name, context) if name in self._known else name in left)
            ]
            context[section] = names
            context[found] = shown + [name for name in left if name not in names]


def _is_of_theme(builder: StandaloneHTMLBuilder, name: str) -> bool:
    """Return whether a template is a theme's, without an override by the project."""
    templates = builder.templates
    if not isinstance(templates, BuiltinTemplateLoader):
        return False
    try:
        _source, file, _is_new = templates.get_source(templates.environment, name)
    except TemplateNotFound:
        return False
    return any(Path(file).is_relative_to(folder) for folder in builder.theme.get_theme_dirs())


def _names(value: object) -> list[str]:
    """Return the file names of components as the theme reads them; none for a mapping by page."""
    if isinstance(value, str):
        value = [name.strip() for name in value.split(",")]
    if not isinstance(value, list | tuple):
        return []
    return [name if posixpath.splitext(name)[1] else f"{name}.html" for name in value]


def cache_templates(app: Sphinx) -> None:
    """Handle ``builder-inited``: keep compiled templates between live builds."""
    templates = getattr(app.builder, "templates", None)
    if app.tags.has(LIVE_TAG) and isinstance(templates, BuiltinTemplateLoader):
        folder = Path(app.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def setup(app: Sphinx) -> None:
    """Connect the handlers around those of the theme (priority 500)."""
    app.connect("builder-inited", cache_templates, priority=900)
    components = ComponentFilter()
    app.connect("builder-inited", components.find, priority=700)
    app.connect("html-page-context", components.hide, priority=490)
    app.connect("html-page-context", components.restore, priority=520)
