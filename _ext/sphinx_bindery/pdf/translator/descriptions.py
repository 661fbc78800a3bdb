"""Visitors of object descriptions, as the domains of programming languages write them."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import markup

if TYPE_CHECKING:
    from sphinx import addnodes


class Descriptions(BaseTranslator):
    """Signatures and their descriptions."""

    visit_desc = partialmethod(BaseTranslator.call, "description")

    def visit_desc_signature(self, node: addnodes.desc_signature) -> None:
        self.call("signature", node)
        self.in_signature += 1

    def depart_desc_signature(self, node: addnodes.desc_signature) -> None:
        self.in_signature -= 1
        self.close(node)

    def visit_desc_signature_line(self, node: addnodes.desc_signature_line) -> None:
        self.enclose(node, "", "" if node is node.parent.children[-1] else " #linebreak(); ")

    def visit_desc_content(self, node: addnodes.desc_content) -> None:
        if not node.children:
            raise nodes.SkipNode
        self.call("description-body", node)

    visit_desc_inline = partialmethod(BaseTranslator.inline_call, "signature-inline")
    visit_desc_name = partialmethod(BaseTranslator.inline_call, "strong")
    visit_desc_addname = visit_desc_type = visit_desc_annotation = BaseTranslator.anchor
    visit_desc_sig_element = BaseTranslator.anchor

    def visit_desc_returns(self, node: addnodes.desc_returns) -> None:
        self.write(markup(" → "))

    # -- parameters ---------------------------------------------------------------------------

    def _separated(self, opening: str, closing: str, node: nodes.Element) -> None:
        separator = node.child_text_separator
        parts = [self.rendered([child]) for child in node.children]
        self.write(markup(opening) + markup(separator).join(parts) + markup(closing))
        raise nodes.SkipNode

    visit_desc_parameterlist = partialmethod(_separated, "(", ")")
    visit_desc_type_parameter_list = visit_desc_optional = partialmethod(_separated, "[", "]")

    def visit_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        if not node.get("noemph"):
            self.inline_call("emph", node)

    visit_desc_type_parameter = visit_desc_parameter
