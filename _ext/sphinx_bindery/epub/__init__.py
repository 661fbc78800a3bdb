"""The ePub: an EPUB 3.3 file of any Sphinx project, in place of Sphinx's ``epub`` builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.epub3 import validate_config_values

from sphinx_bindery.common.options import Option
from sphinx_bindery.epub.builder import EpubBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

OPTIONS = (
    Option("bindery_cover", "", (str,), "Cover image; typeset from the metadata if empty."),
    Option("bindery_epub_css", [], (list, tuple), "Style sheets to add, relative to conf.py."),
    Option("bindery_epub_fonts", [], (list, tuple), "Fonts to embed, relative to conf.py."),
    Option(
        "bindery_epub_page_list",
        True,
        (bool,),
        "Add page breaks and a page list, so that readers can cite a book without a print edition.",
    ),
    Option(
        "bindery_epub_conforms_to",
        "",
        (str,),
        "Accessibility standard to which a person has found the book to conform.",
    ),
)


def setup(app: Sphinx) -> None:
    """Register the builder and its options."""
    for option in OPTIONS:
        option.declare(app)
    app.add_builder(EpubBuilder, override=True)
    _disconnect_option_check(app)


def _disconnect_option_check(app: Sphinx) -> None:
    """Disconnect Sphinx's check of its ``epub_*`` options, which this builder does not use."""
    for listener in list(app.events.listeners.get("builder-inited", ())):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
