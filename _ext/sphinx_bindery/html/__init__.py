"""HTML output: the site builders, repairs for every theme, a child theme, search and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.html import (
    book_theme,
    builder,
    downloads,
    footer,
    formula_styles,
    home,
    page_repairs,
    pictures,
    sidebar,
    text_direction,
)
from sphinx_bindery.html.search import search_index, sphinx_search

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builders, the page repairs, the theme, the downloads and the search index."""
    builder.setup(app)
    page_repairs.setup(app)
    pictures.setup(app)
    formula_styles.setup(app)
    book_theme.setup(app)
    sidebar.setup(app)
    text_direction.setup(app)
    footer.setup(app)
    downloads.setup(app)
    home.setup(app)
    search_index.setup(app)
    sphinx_search.setup(app)
