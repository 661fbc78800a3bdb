"""LaTeX output: defaults and transforms for Sphinx's LaTeX builder with LuaLaTeX.

It is another way to a PDF, for those who have TeX, with the parts, pages and indexes of the Typst
PDF (:mod:`sphinx_bindery.pdf`). LaTeX options in conf.py take precedence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.latex.citations import CitationTransform, add_citations
from sphinx_bindery.latex.defaults import set_defaults
from sphinx_bindery.latex.front_matter import set_metadata
from sphinx_bindery.latex.images import RemoteImageTransform, TypstImageConverter
from sphinx_bindery.latex.markup import RawHtmlTransform
from sphinx_bindery.latex.page_numbers import PageNumberTransform, add_page_numbers
from sphinx_bindery.latex.parts import BookOrderTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the LaTeX package, the defaults and the transforms."""
    app.connect("config-inited", set_defaults)
    app.connect("env-updated", set_metadata)
    app.add_latex_package("bindery", after_hyperref=True)
    add_citations(app)
    add_page_numbers(app)
    for transform in (
        BookOrderTransform,
        RawHtmlTransform,
        RemoteImageTransform,
        PageNumberTransform,
        TypstImageConverter,
        CitationTransform,
    ):
        app.add_post_transform(transform)
