"""LaTeX output: defaults and transforms for Sphinx's LaTeX builder with LuaLaTeX.

An alternative to the PDF by Typst (:mod:`sphinx_bindery.pdf`) where TeX is installed, with the same
parts, layout and indexes. The LaTeX options of conf.py take precedence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.writers.latex import LaTeXTranslator

from sphinx_bindery.latex.defaults import set_defaults, set_metadata
from sphinx_bindery.latex.images import RemoteImageTransform, TypstImageConverter
from sphinx_bindery.latex.parts import BookOrderTransform
from sphinx_bindery.latex.transforms import (
    CitationTransform,
    FormulaLinkTransform,
    PageNumberTransform,
    RawHtmlTransform,
    citation_item,
    page_number,
    visit_page_number,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the LaTeX package, the defaults, the nodes and the transforms."""
    app.connect("config-inited", set_defaults)
    app.connect("env-updated", set_metadata)
    app.add_latex_package("bindery", after_hyperref=True)
    writer = LaTeXTranslator
    app.add_node(citation_item, latex=(writer.visit_citation, writer.depart_citation))
    app.add_node(page_number, latex=(visit_page_number, None))
    for transform in (
        BookOrderTransform,
        RawHtmlTransform,
        RemoteImageTransform,
        PageNumberTransform,
        TypstImageConverter,
        CitationTransform,
        FormulaLinkTransform,
    ):
        app.add_post_transform(transform)
