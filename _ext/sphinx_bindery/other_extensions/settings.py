"""Settings of other extensions that list builders, by default only those of Sphinx.

The values of ``conf.py`` take precedence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.markdown.heading_slugs import HEADING_SLUG_FUNCTION

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

BOOKS = ("pdf", "epub")
"""The builders of this package that make one file of the whole book."""

_NOTEBOOK_OUTPUTS = (
    "image/svg+xml",
    "image/png",
    "image/gif",
    "image/jpeg",
    "text/markdown",
    "text/html",
    "text/latex",
    "text/plain",
)
"""The types of notebook outputs, the best in print first."""
_SCRIPTS = ("application/javascript", "application/vnd.jupyter.widget-view+json")
_OUTPUT_PRIORITIES = "nb_mime_priority_overrides"
_HEADING_SLUGS = "myst_heading_slug_func"
_TAB_BUILDERS = "sphinx_tabs_valid_builders"
_DRAWING_FORMAT = "graphviz_output_format"


def adapt_settings(_app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: adapt the settings of MyST, myst-nb and sphinx-tabs.

    By default, myst-nb drops all outputs from the PDF and prefers scripts in the ePub, and
    documents that sphinx-tabs has read for one builder have no tabs in another.
    """
    if _HEADING_SLUGS in config and config[_HEADING_SLUGS] is None:
        config[_HEADING_SLUGS] = HEADING_SLUG_FUNCTION
    if _OUTPUT_PRIORITIES in config:
        priorities = [
            *((name, kind, None) for name in BOOKS for kind in _SCRIPTS),
            *(
                (name, kind, 10 * number)
                for name in BOOKS
                for number, kind in enumerate(_NOTEBOOK_OUTPUTS, 1)
            ),
        ]
        config[_OUTPUT_PRIORITIES] = [*priorities, *config[_OUTPUT_PRIORITIES]]
    if _TAB_BUILDERS in config:
        config[_TAB_BUILDERS] = [*dict.fromkeys([*config[_TAB_BUILDERS], *BOOKS])]


def adapt_drawings(app: Sphinx) -> None:
    """Handle ``builder-inited``: let Graphviz draw SVG for a book, unless conf.py sets a format."""
    config = app.config
    if app.builder.name in BOOKS and _DRAWING_FORMAT in config:
        is_default = config[_DRAWING_FORMAT] == config.values[_DRAWING_FORMAT].default
        if is_default:
            config[_DRAWING_FORMAT] = "svg"
