"""The cover of a printed book: back, spine and front in one PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.messages.book_texts import connect_options
from sphinx_bindery.common.repairs.option_names import declare_options, replace_invalid
from sphinx_bindery.print.cover.options import BLURB, CHECKED, OPTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.print.margins import BookPages


def setup(app: Sphinx) -> None:
    """Register the options."""
    declare_options(app, OPTIONS)
    connect_options(app, BLURB.name)
    app.connect("config-inited", _check_options)


def write_printed_cover(
    app: Sphinx, book: BookMetadata, interior: Path, pages: BookPages, bleed: float
) -> None:
    """Write the cover of a print edition.

    Args:
        app: The application.
        book: The metadata of the book.
        interior: The PDF of its pages, whose number makes the width of the spine.
        pages: The size of the pages, and the print shop.
        bleed: The bleed of the project, in millimetres.
    """
    # what it needs takes 0.3 s to import, which other builds need not wait for
    from sphinx_bindery.print.cover.writer import Interior, write_cover  # noqa: PLC0415

    write_cover(app, Interior(book, interior, pages.trim, pages.shop, bleed))


def _check_options(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``: warn about invalid values, and replace them."""
    for option in CHECKED:
        replace_invalid(app.confdir, config, option, "cover")
