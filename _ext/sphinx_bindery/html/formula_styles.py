"""The stylesheet of displayed formulas, on the pages that have any.

Sphinx's themes lay out what MathJax draws. With MathML, the number of a wide formula is on top of
it, and the page scrolls sideways or cannot be scrolled to the formula's beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_bindery.common.builders import is_web
from sphinx_bindery.formulas.renderer import RENDERER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STYLESHEET = "bindery-formulas.css"


def add_stylesheet(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: add the stylesheet, whose folder is that of pictures too."""
    if app.config.html_math_renderer != RENDERER or not is_web(app.builder):
        return
    if '<div class="math ' in str(context.get("body", "")):
        app.builder.add_css_file(STYLESHEET)


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    app.connect("html-page-context", add_stylesheet)
