"""The second way to paper: the same book from Sphinx's own LaTeX builder, for ``lualatex``.

The typeset PDF needs no TeX (:mod:`bindery.pdf`). For those who have it, and want its typography
or packages, ``sphinx-build -M latexpdf`` makes a book of the same parts, pages and indexes. What
conf.py says of LaTeX holds; this fills in what it does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .citations import KeepCitations, add_citations
from .defaults import fill_in
from .front import tell_of_the_book
from .markup import ReadHtml
from .page_numbers import NumberReferences, add_page_numbers
from .parts import LayOut
from .pictures import ConvertPictures, LinkPictures

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the style, its defaults, and what makes a book of the document."""
    app.connect("config-inited", fill_in)
    app.connect("env-updated", tell_of_the_book)
    app.add_latex_package("bindery", after_hyperref=True)
    add_citations(app)
    add_page_numbers(app)
    for transform in (
        LayOut,
        ReadHtml,
        LinkPictures,
        NumberReferences,
        ConvertPictures,
        KeepCitations,
    ):
        app.add_post_transform(transform)
