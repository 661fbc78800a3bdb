"""What other extensions need in a book: settings, tabs in print, and reading in one process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.other_extensions.parallel_reading import read_serially_if_needed
from sphinx_bindery.other_extensions.settings import adapt_drawings, adapt_settings
from sphinx_bindery.other_extensions.tabs import UnfoldTabs

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Connect the handlers, and register the transform."""
    app.connect("config-inited", adapt_settings, priority=900)
    app.connect("builder-inited", adapt_drawings, priority=100)
    app.connect("builder-inited", read_serially_if_needed)
    app.add_post_transform(UnfoldTabs)
