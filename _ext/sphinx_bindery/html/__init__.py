"""The HTML output: repairs for every theme, others for one by its name, and the books to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.html import (
    book_theme,
    builder,
    citations,
    description,
    downloads,
    page_toc,
    search_index,
    sidebar,
    task_lists,
    toctree_pages,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the repairs of the HTML output."""
    builder.setup(app)
    toctree_pages.setup(app)
    citations.setup(app)
    description.setup(app)
    task_lists.setup(app)
    book_theme.setup(app)
    sidebar.setup(app)
    page_toc.setup(app)
    downloads.setup(app)
    search_index.setup(app)
