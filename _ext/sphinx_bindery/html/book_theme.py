"""Repairs of sphinx_book_theme, and of pydata_sphinx_theme below it.

Menus that open on phones (https://github.com/pydata/pydata-sphinx-theme/issues/2451), no script
and no font for icons, landmarks, one heading of the first level, reading without JavaScript.
Other themes are left alone. A project's own templates and theme options go before ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader

from sphinx_bindery.html.no_script import write_stylesheet

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

THEME = "sphinx_book_theme"
STYLESHEET = "bindery-book-theme.css"
NO_SCRIPT_STYLESHEET = "bindery-no-script.css"

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
_LEFT_OUT = (
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "scripts/fontawesome.js",
    "scripts/fontawesome.js.map",
    "scripts/fontawesome.js.LICENSE.txt",
)
"""What the themes ship beside their pages, and what nothing asks for: templates, a script."""


def uses_book_theme(app: Sphinx) -> bool:
    """Tell whether this build writes pages with the theme."""
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == THEME


def set_options(app: Sphinx) -> None:
    """Handle ``builder-inited`` before the theme does: defaults where conf.py is silent."""
    if uses_book_theme(app):
        # A search button of its own makes the theme add a header, whose hidden menu buttons then
        # are the only ones that its script knows.
        options: dict[str, Any] = app.builder.theme_options  # type: ignore[attr-defined]
        options.setdefault("navbar_persistent", [])
        if not app.config.html_copy_source:
            options.setdefault("use_download_button", False)  # it would link to no file


def add_templates(app: Sphinx) -> None:
    """Handle ``builder-inited`` after the theme did: put our templates before the theme's.

    Not through ``templates_path``, whose values count in the digest of the configuration that
    ships with the site: it would be another on each machine. The theme appends the folder of its
    components to ``templates_path``; ours goes between the project's folders and that one.
    """
    if not uses_book_theme(app):
        return
    templates = app.builder.templates
    if not isinstance(templates, BuiltinTemplateLoader):
        return
    theme_dirs = app.builder.theme.get_theme_dirs()  # type: ignore[attr-defined]
    own = [app.confdir / folder for folder in app.config.templates_path]
    before_theme = next(
        (
            position
            for position, folder in enumerate(own)
            if any(folder.is_relative_to(theme_dir) for theme_dir in theme_dirs)
        ),
        len(own),
    )
    templates.loaders.insert(templates.templatepathlen, SphinxFileSystemLoader(TEMPLATES))
    templates.loaders.insert(before_theme, SphinxFileSystemLoader(TEMPLATES / "components"))
    templates.templatepathlen += 1
    templates.pathchain.append(TEMPLATES)  # type: ignore[arg-type]


def add_stylesheet(app: Sphinx) -> None:
    """Handle ``builder-inited``: ship the stylesheet, which a project's own may override."""
    if uses_book_theme(app):
        app.config.html_static_path.append(str(_HERE / "static"))
        app.add_css_file(STYLESHEET, priority=450)


def set_context(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: what the templates need."""
    if uses_book_theme(app):
        context.setdefault("default_mode", "auto")
        context["page_language"] = app.env.metadata.get(pagename, {}).get("lang", "")
        context["no_script_stylesheet"] = NO_SCRIPT_STYLESHEET


def tidy(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: leave out what is not needed, write the colors without script."""
    if exception or not uses_book_theme(app):
        return
    static = Path(app.outdir, "_static")
    for name in _LEFT_OUT:
        (static / name).unlink(missing_ok=True)
    added = [name for name, _attributes in app.registry.css_files if name]
    sources = ["styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css", STYLESHEET]
    sources += ["pygments.css", *(name for name in added if name != STYLESHEET)]
    sources += [name for name, _attributes in app.config.html_css_files]
    write_stylesheet([static / name for name in sources], static / NO_SCRIPT_STYLESHEET)


def setup(app: Sphinx) -> None:
    """Connect the handlers around those of the theme (priority 500)."""
    app.connect("builder-inited", set_options, priority=400)
    app.connect("builder-inited", add_templates, priority=600)
    app.connect("builder-inited", add_stylesheet, priority=600)
    app.connect("html-page-context", set_context, priority=400)
    app.connect("build-finished", tidy, priority=900)
