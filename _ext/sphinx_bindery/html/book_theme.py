"""The child theme of sphinx_book_theme; ``theme/theme.toml`` lists its repairs.

A project that names sphinx_book_theme gets the child theme, with the same theme options. Other
themes are left alone.

The parent theme sets its colors for ``html[data-theme=light]`` and ``html[data-theme=dark]``, and a
script sets the attribute. Without a script it is ``auto``. For browsers without JavaScript, a
stylesheet repeats the colors for that value in ``prefers-color-scheme`` media queries.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

PARENT = "sphinx_book_theme"
THEME = "bindery_book_theme"
NO_SCRIPT_STYLESHEET = "bindery-no-script.css"

BASE_STYLESHEET = "styles/bindery-base.css"
"""The style sheets of the parent themes in one file, without what the next two files have."""
ICON_STYLESHEET = "styles/bindery-icon-font.css"
"""The other icons of the icon font."""
COMPONENT_STYLESHEET = "styles/bindery-bootstrap.css"
"""Components that do nothing without Bootstrap's script."""

_PARENT_STYLESHEETS = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
)

_FOLDER = Path(__file__).parent / "theme"
_COMPONENTS = _FOLDER / "components"
_UNUSED_FILES = (
    "webpack-macros.html",
    "sbt-webpack-macros.html",
    "scripts/fontawesome.js",
    "scripts/fontawesome.js.map",
    "scripts/fontawesome.js.LICENSE.txt",
)
"""Static files of the parent themes that no page refers to: templates, a script and its map."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PLAIN_COMMENT = re.compile(r"/\*(?!!).*?\*/\s*", re.DOTALL)  # not a license notice
_AT_RULE = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMA = re.compile(r",(?![^(]*\))")  # not one inside of :is() or :not()
_BASE_ICONS = frozenset(
    [
        "angle-left",
        "angle-right",
        "arrow-up",
        "bars",
        "bitbucket",
        "circle-half-stroke",
        "code",
        "download",
        "expand",
        "file",
        "file-lines",
        "file-pdf",
        "github",
        "gitlab",
        "home",
        "lightbulb",
        "list",
        "magnifying-glass",
        "moon",
        "pencil",
        "pencil-alt",
        "play",
        "rocket",
        "sun",
        "xmark",
    ]
)
"""Icons of the parent's own buttons and scripts, whose rules are on every page."""
_NO_ICONS = frozenset({"brands", "classic", "fw", "lg", "regular", "sm", "solid", "xl", "xs"})
_ICON_CLASS = re.compile(r"\bfa-([\w-]+)")
_ICON_RULE = re.compile(r"(?:\.fa-[\w-]+,?)+\{--fa:[^{}]*\}")
_COMPONENT = re.compile(r"\.(?:accordion|carousel|toast)\b")
_TOP_LEVEL_RULE = re.compile(rf"{_AT_RULE.pattern}|{_RULE.pattern}")
_MODES = ("light", "dark")


def uses_book_theme(app: Sphinx) -> bool:
    """Return whether this build writes pages with the child theme."""
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == THEME


def select_theme(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: replace the parent theme by its child."""
    if config.html_theme == PARENT:
        config.html_theme = THEME


def set_theme_options(app: Sphinx) -> None:
    """Handle ``builder-inited`` before the parent theme: set the defaults of its options.

    Without ``navbar_persistent`` the parent adds a header with a search button, and its script
    then finds only the hidden menu buttons of that header. A link to the page's source needs the
    source on the site.
    """
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and uses_book_theme(app):
        options = cast("dict[str, object]", builder.theme_options)
        options.setdefault("navbar_persistent", [])
        if not app.config.html_copy_source:
            options.setdefault("use_download_button", False)


def add_components(app: Sphinx) -> None:
    """Handle ``builder-inited`` first: put our components before the parent's in the search path.

    The parent themes add the folders of their components to ``templates_path`` while the builder
    loads them. Ours goes between the project's and theirs. This is the earliest event after the
    builder took the digest of the configuration for ``.buildinfo``, which must not depend on the
    folder of this package.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not uses_book_theme(app):
        return
    folders = app.config.templates_path
    theme_folders = builder.theme.get_theme_dirs()
    position = next(
        (
            position
            for position, folder in enumerate(folders)
            if any((app.confdir / folder).is_relative_to(theme) for theme in theme_folders)
        ),
        len(folders),
    )
    app.config.templates_path = [*folders[:position], str(_COMPONENTS), *folders[position:]]
    builder.templates.init(builder, builder.theme)


def finish_static_files(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: remove unused files, write the no-script stylesheet."""
    builder = app.builder
    if exception or not isinstance(builder, StandaloneHTMLBuilder) or not uses_book_theme(app):
        return
    static = Path(app.outdir, "_static")
    for name in _UNUSED_FILES:
        (static / name).unlink(missing_ok=True)
    write_base_stylesheets(static)
    names = [BASE_STYLESHEET, *builder.theme.stylesheets, "pygments.css"]
    names += [name for name, _attributes in app.registry.css_files if name]
    names += [name for name, _attributes in app.config.html_css_files]
    write_stylesheet([static / name for name in names], static / NO_SCRIPT_STYLESHEET)


def write_base_stylesheets(static: Path) -> None:
    """Write the style sheets of the parent themes in three parts, unless they are up to date.

    The 2,000 icons are a third of their size, and most pages have none of them, nor components
    that need a script. The rest is one file, so that a page is shown after one request in place of
    three.
    """

    def is_base(rule: str) -> bool:
        return not _BASE_ICONS.isdisjoint(_ICON_CLASS.findall(rule))

    css = "\n".join((static / name).read_text(encoding="utf-8") for name in _PARENT_STYLESHEETS)
    css = _PLAIN_COMMENT.sub("", css)
    rules = (match[0] for match in _TOP_LEVEL_RULE.finditer(css))
    components = "\n".join(filter(_is_of_components, rules))
    css = _TOP_LEVEL_RULE.sub(lambda rule: "" if _is_of_components(rule[0]) else rule[0], css)
    base = _ICON_RULE.sub(lambda rule: rule[0] if is_base(rule[0]) else "", css)
    icons = "\n".join(rule for rule in _ICON_RULE.findall(css) if not is_base(rule))
    write_if_changed(static / BASE_STYLESHEET, base.encode())
    write_if_changed(static / COMPONENT_STYLESHEET, components.encode())
    write_if_changed(static / ICON_STYLESHEET, icons.encode())


def _is_of_components(rule: str) -> bool:
    """Return whether all selectors of a rule or an at-rule are of components that need a script."""
    if not _COMPONENT.search(rule):
        return False
    rules = rule.partition("{")[2] if rule.startswith("@") else rule
    selectors = [selector for match in _RULE.finditer(rules) for selector in match[1].split(",")]
    return bool(selectors) and all(map(_COMPONENT.search, selectors))


def needs_icon_font(page: str) -> bool:
    """Return whether the HTML of a page has icons that the base style sheet lacks."""
    return bool({*_ICON_CLASS.findall(page)} - _BASE_ICONS - _NO_ICONS)


def set_stylesheets(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: set the template variables for links to style sheets."""
    if uses_book_theme(app):
        context["needs_icon_font"] = needs_icon_font
        context["base_stylesheet_version"] = _parent_versions()


@cache
def _parent_versions() -> str:
    return "-".join(version(name) for name in ("sphinx", "pydata-sphinx-theme", PARENT))


def write_stylesheet(sources: Iterable[Path], target: Path) -> None:
    """Write the stylesheet for browsers without JavaScript, unless it is up to date.

    Args:
        sources: The stylesheets of a page in the order of their links; missing ones are skipped.
        target: The file to write.
    """
    css = "\n".join(source.read_text(encoding="utf-8") for source in sources if source.is_file())
    rules = {mode: "\n".join(rules_of_mode(css, mode)) for mode in _MODES}
    screens = "".join(
        f"@media screen and (prefers-color-scheme: {mode}) {{\n{text}\n}}\n"
        for mode, text in rules.items()
    )
    data = f"{screens}@media print {{\n{rules['light']}\n}}\n".encode()
    write_if_changed(target, data)


def rules_of_mode(css: str, mode: str) -> Iterator[str]:
    """Yield the rules of a color mode that set custom properties or colors, for ``auto``.

    Rules in media queries are skipped, because they have conditions of their own.
    """
    attribute = re.compile(rf'\[data-theme=["\']?{mode}["\']?\]')
    for match in _RULE.finditer(_AT_RULE.sub("", _COMMENT.sub("", css))):
        selectors = [
            attribute.sub("[data-theme=auto]", selector.strip())
            for selector in _COMMA.split(match[1])
            if attribute.search(selector)
        ]
        declarations = match[2].strip()
        if selectors and re.search(r"(^|;|-)\s*(--|color|background)", declarations):
            yield f"{','.join(selectors)}{{{declarations}}}"


def setup(app: Sphinx) -> None:
    """Register the theme, and the handlers around those of its parent (priority 500)."""
    app.add_html_theme(THEME, str(_FOLDER))
    app.connect("config-inited", select_theme)
    app.connect("builder-inited", add_components, priority=100)
    app.connect("builder-inited", set_theme_options, priority=400)
    app.connect("html-page-context", set_stylesheets)
    app.connect("build-finished", finish_static_files, priority=900)
