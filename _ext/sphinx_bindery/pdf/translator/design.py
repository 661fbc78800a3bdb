"""Nodes of sphinx-design, which a page on paper shows as plain text.

https://sphinx-design.readthedocs.io: cards and grids are containers; tabs and drop-downs have nodes
of their own, whose titles stand before what a click would show.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import markup


class Design(BaseTranslator):
    """Cards, tabs, drop-downs and icons."""

    visit_PassthroughTextElement = BaseTranslator.visit_children  # noqa: N815
    depart_PassthroughTextElement = BaseTranslator.visit_children  # noqa: N815

    visit_sd_tab_input = BaseTranslator.skip

    def visit_sd_tab_label(self, node: nodes.Element) -> None:
        self.call("rubric", node)

    depart_sd_tab_label = BaseTranslator.close_block

    def visit_dropdown_main(self, node: nodes.Element) -> None:
        self.block(node, self.anchors_of(node))

    def depart_dropdown_main(self, node: nodes.Element) -> None:
        self.write("\n\n")

    def visit_dropdown_title(self, node: nodes.Element) -> None:
        self.call("rubric", node)

    depart_dropdown_title = BaseTranslator.close_block

    def visit_fontawesome(self, node: nodes.Element) -> None:
        # The icon's font is not in the book.
        raise nodes.SkipNode

    def visit_sd_icon_text(self, node: nodes.Element) -> None:
        self.write(markup(node.astext()))
        raise nodes.SkipNode
