"""LaTeX output: defaults and transforms for Sphinx's LaTeX builder with lualatex.

A second route to the PDF for those who have TeX, with the parts, pages and indexes of the Typst
PDF (:mod:`sphinx_bindery.pdf`). LaTeX options set in conf.py take precedence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.latex.citations import KeepCitations, add_citations
from sphinx_bindery.latex.defaults import fill_in
from sphinx_bindery.latex.front_matter import tell_of_the_book
from sphinx_bindery.latex.images import ConvertPictures, LinkPictures
from sphinx_bindery.latex.markup import ReadHtml
from sphinx_bindery.latex.page_numbers import NumberReferences, add_page_numbers
from sphinx_bindery.latex.parts import LayOut

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
