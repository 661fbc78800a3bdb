"""Visitors of object descriptions, as the domains of programming languages write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import markup

if TYPE_CHECKING:
    from sphinx import addnodes


class Descriptions(BaseTranslator):
    """Signatures and their descriptions."""

    def visit_desc(self, node: addnodes.desc) -> None:
        self.call("description", node)

    depart_desc = BaseTranslator.close_block

    def visit_desc_signature(self, node: addnodes.desc_signature) -> None:
        self.call("signature", node)
        self.in_signature += 1

    def depart_desc_signature(self, node: addnodes.desc_signature) -> None:
        self.in_signature -= 1
        self.close_block(node)

    visit_desc_signature_line = BaseTranslator.visit_children

    def depart_desc_signature_line(self, node: addnodes.desc_signature_line) -> None:
        if node is not node.parent.children[-1]:
            self.write(" #linebreak(); ")

    def visit_desc_content(self, node: addnodes.desc_content) -> None:
        if not node.children:
            raise nodes.SkipNode
        self.call("description-body", node)

    depart_desc_content = BaseTranslator.close_block

    def visit_desc_inline(self, node: addnodes.desc_inline) -> None:
        self.write("#signature-inline[")

    def depart_desc_inline(self, node: addnodes.desc_inline) -> None:
        self.write("];")

    def visit_desc_name(self, node: addnodes.desc_name) -> None:
        self.write("#strong[")

    def depart_desc_name(self, node: addnodes.desc_name) -> None:
        self.write("];")

    visit_desc_addname = depart_desc_addname = BaseTranslator.visit_children
    visit_desc_type = depart_desc_type = BaseTranslator.visit_children
    visit_desc_annotation = depart_desc_annotation = BaseTranslator.visit_children
    visit_desc_sig_space = depart_desc_sig_space = BaseTranslator.visit_children

    def visit_desc_returns(self, node: addnodes.desc_returns) -> None:
        self.write(markup(" → "))

    depart_desc_returns = BaseTranslator.visit_children

    # -- parameters ---------------------------------------------------------------------------

    def _separated(self, node: nodes.Element, opening: str, closing: str) -> None:
        separator = node.child_text_separator
        parts = [self.rendered([child]) for child in node.children]
        self.write(markup(opening) + markup(separator).join(parts) + markup(closing))
        raise nodes.SkipNode

    def visit_desc_parameterlist(self, node: addnodes.desc_parameterlist) -> None:
        self._separated(node, "(", ")")

    def visit_desc_type_parameter_list(self, node: addnodes.desc_type_parameter_list) -> None:
        self._separated(node, "[", "]")

    def visit_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        if not node.get("noemph"):
            self.write("#emph[")

    def depart_desc_parameter(self, node: addnodes.desc_parameter) -> None:
        if not node.get("noemph"):
            self.write("];")

    visit_desc_type_parameter = visit_desc_parameter
    depart_desc_type_parameter = depart_desc_parameter

    def visit_desc_optional(self, node: addnodes.desc_optional) -> None:
        self._separated(node, "[", "]")

    def visit_desc_sig_element(self, node: addnodes.desc_sig_element) -> None:
        self.write(self.anchors_of(node))

    def depart_desc_sig_element(self, node: addnodes.desc_sig_element) -> None:
        pass
