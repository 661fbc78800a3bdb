"""HTML output: the site builders, repairs for every theme, a child theme, search and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.html import (
    accessibility,
    book_theme,
    builder,
    description,
    downloads,
    page_toc,
    search_index,
    sidebar,
    toctree_pages,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the repairs of the HTML output."""
    builder.setup(app)
    toctree_pages.setup(app)
    accessibility.setup(app)
    description.setup(app)
    book_theme.setup(app)
    sidebar.setup(app)
    page_toc.setup(app)
    downloads.setup(app)
    search_index.setup(app)
