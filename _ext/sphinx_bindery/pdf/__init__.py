"""The PDF builder: Typst compiles the book, without TeX and without network access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.repairs.option_names import declare_options
from sphinx_bindery.pdf.builder import PdfBuilder
from sphinx_bindery.pdf.options import OPTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder ``pdf`` and its options."""
    declare_options(app, OPTIONS)
    app.add_builder(PdfBuilder)
