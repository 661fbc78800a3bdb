"""The ePub: one EPUB 3.3 file of any Sphinx project, in place of Sphinx's own builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.epub3 import validate_config_values

from sphinx_bindery.epub.builder import EpubBuilder
from sphinx_bindery.epub.options import OPTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder and its options."""
    for option in OPTIONS:
        option.declare(app)
    app.add_builder(EpubBuilder, override=True)
    _forget_check_of_unused_options(app)


def _forget_check_of_unused_options(app: Sphinx) -> None:
    """Disconnect Sphinx's check of its own ePub options: this builder reads none of them."""
    for listener in list(app.events.listeners.get("builder-inited", ())):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
