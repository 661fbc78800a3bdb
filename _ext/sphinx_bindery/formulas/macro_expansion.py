"""The macros of MathJax's configuration and of documents, expanded in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.formulas.macros import MacroError, expand, macros_of_mathjax
from sphinx_bindery.formulas.renderer import RENDERER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CONFIGURATIONS = ("mathjax2_config", "mathjax3_config", "mathjax4_config")

_logger = logging.getLogger(__name__)


class MacroExpansion(SphinxPostTransform):
    """Post-transform of formulas with macros.

    A macro that a formula defines applies to the formulas after it in its document, as in MathJax.
    A formula that only defines macros is removed.
    """

    default_priority: ClassVar[int] = 900

    def run(self, **_kwargs: object) -> None:
        """Expand the macros of the document; pages with another renderer keep them."""
        builder = builder_of(self.env)
        if builder.format == "html" and self.config.html_math_renderer != RENDERER:
            return
        configured = macros_of_mathjax(getattr(self.config, name, None) for name in _CONFIGURATIONS)
        macros, source = configured, None
        for node in list(filter(_is_formula, self.document.findall(nodes.Element))):
            if node.source != source:  # a book is one document of many files
                macros, source = configured, node.source
            latex = node.astext()
            try:
                expanded, defined = expand(latex, macros)
            except MacroError as error:
                message = f"math: {error}; correct the formula or the macro"
                _logger.warning(message, location=node, type="bindery", subtype="math")
                continue
            macros = {**macros, **defined}
            if defined and not expanded.strip():
                node.parent.remove(node)
            elif expanded != latex:
                node.children = []
                node.append(nodes.Text(expanded))


def _is_formula(node: nodes.Element) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def setup(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(MacroExpansion)
