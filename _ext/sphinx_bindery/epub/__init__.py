"""The ePub: an EPUB 3.3 file of any Sphinx project, in place of Sphinx's ``epub`` builder."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx.builders.epub3 import validate_config_values

from sphinx_bindery import pdf_pages
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.repairs.option_names import declare_options, replace_invalid
from sphinx_bindery.epub.builder import EpubBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _page_list_problem(value: object) -> str:
    is_known = isinstance(value, bool) or value == pdf_pages.PDF
    return "" if is_known else f"{value!r} is not a kind of pages; write True, False or 'pdf'"


PAGE_LIST = Option(
    "bindery_epub_page_list",
    True,
    (bool, str),
    "Add page breaks and a page list: True for virtual pages, 'pdf' for the pages of the PDF.",
    _page_list_problem,
)
OPTIONS = (
    Option("bindery_cover", "", (str,), "Cover image; typeset from the metadata if empty."),
    Option(
        "bindery_epub_css",
        [],
        (list, tuple),
        "Style sheets to add, relative to conf.py.",
        items=(str, PurePath),
    ),
    Option(
        "bindery_epub_fonts",
        [],
        (list, tuple),
        "Fonts to embed, relative to conf.py.",
        items=(str, PurePath),
    ),
    PAGE_LIST,
    Option(
        "bindery_epub_conforms_to",
        "",
        (str,),
        "Accessibility standard to which a person has found the book to conform.",
    ),
)


def _check_page_list(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about an unknown kind of pages."""
    replace_invalid(app.confdir, config, PAGE_LIST, "config")


def setup(app: Sphinx) -> None:
    """Register the builder and its options."""
    declare_options(app, OPTIONS)
    app.connect("config-inited", _check_page_list)
    app.add_builder(EpubBuilder, override=True)
    pdf_pages.setup(app)
    _disconnect_option_check(app)


def _disconnect_option_check(app: Sphinx) -> None:
    """Disconnect Sphinx's check of its ``epub_*`` options, which this builder does not use."""
    for listener in list(app.events.listeners.get("builder-inited", ())):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
