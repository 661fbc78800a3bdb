"""Visitors of block-level text: paragraphs, quotations, containers, admonitions, and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_bindery.pdf.translator.base import BaseTranslator, is_right_to_left
from sphinx_bindery.pdf.typst.escape import markup, string

if TYPE_CHECKING:
    from sphinx import addnodes


class Blocks(BaseTranslator):
    """Paragraphs, quotations, line blocks, containers, admonitions, and sphinx-design's nodes.

    The tabs and dropdowns of sphinx-design (https://sphinx-design.readthedocs.io) are printed in
    full: the title, and then the content that a click would show.
    """

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        self.block(node, self.anchors_of(node))
        if is_right_to_left(node.astext()):
            self.write("#right-to-left[")
        if node.get("classes"):
            self.write(f"#span({self.classes(node)})[")

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        ends = bool(node.get("classes")) + is_right_to_left(node.astext())
        self.write("];" * ends + "\n\n")

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        attribution = next((c for c in node.children if isinstance(c, nodes.attribution)), None)
        source = "none" if attribution is None else f"[{self.rendered(attribution.children)}]"
        self.call("quotation", node, f"{self.classes(node)}", f"attribution: {source}")

    depart_block_quote = BaseTranslator.close_block

    def visit_attribution(self, node: nodes.attribution) -> None:
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.line_block) -> None:
        self.call("lines", node)

    depart_line_block = BaseTranslator.close_block

    def visit_line(self, node: nodes.line) -> None:
        self.call("line-of-verse", node)

    depart_line = BaseTranslator.close_block

    def visit_container(self, node: nodes.Element) -> None:
        if node.get("literal_block"):
            caption = next((c for c in node.children if isinstance(c, nodes.caption)), None)
            text = "none" if caption is None else f"[{self.rendered(caption.children)}]"
            number = string(self.fignumber_of("code-block", node))
            self.call("captioned-code", node, f"caption: {text}", f"number: {number}")
        else:
            self.call("division", node, self.classes(node))

    depart_container = BaseTranslator.close_block

    def _plain(self, node: nodes.Element) -> None:
        self.block(node, self.anchors_of(node))

    def _depart_plain(self, node: nodes.Node) -> None:
        self.write("\n\n")

    def visit_compound(self, node: nodes.compound) -> None:
        # The book has a table of contents instead.
        if "toctree-wrapper" in node.get("classes", ()):
            raise nodes.SkipNode
        self._plain(node)

    depart_compound = _depart_plain
    visit_acks = visit_start_of_file = visit_glossary = _plain
    depart_acks = depart_start_of_file = depart_glossary = _depart_plain
    # sphinx.ext.autosummary derives its table from comment, which is skipped.
    visit_autosummary_table = _plain
    depart_autosummary_table = _depart_plain
    visit_decoration = visit_header = visit_footer = _plain
    depart_decoration = depart_header = depart_footer = _depart_plain

    def visit_centered(self, node: addnodes.centered) -> None:
        self.call("centered", node)

    depart_centered = BaseTranslator.close_block

    def visit_hlist(self, node: addnodes.hlist) -> None:
        self.block(node, f"{self.anchors_of(node)}#side-by-side(")

    def depart_hlist(self, node: addnodes.hlist) -> None:
        self.write(");\n\n")

    def visit_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write("[")

    def depart_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.write("], ")

    # -- admonitions --------------------------------------------------------------------------

    def _box(self, node: nodes.Element, kind: str, title: str) -> None:
        self.call("admonition", node, string(kind), f"title: [{title}]")

    def visit_Admonition(self, node: nodes.Element) -> None:  # noqa: N802
        kind = node.tagname
        if any(isinstance(child, nodes.title) for child in node.children):
            self._titled(node, kind)
        else:
            self._box(node, kind, markup(str(admonitionlabels.get(kind, kind.title()))))

    depart_Admonition = BaseTranslator.close_block  # noqa: N815

    def _titled(self, node: nodes.Element, kind: str) -> None:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        self._box(node, kind, "" if title is None else self.rendered(title.children))

    def visit_admonition(self, node: nodes.admonition) -> None:
        self._titled(node, "admonition")

    depart_admonition = BaseTranslator.close_block

    def visit_topic(self, node: nodes.topic) -> None:
        # A local table of contents; the book has one.
        if "contents" in node.get("classes", ()):
            raise nodes.SkipNode
        self._titled(node, "topic")

    depart_topic = BaseTranslator.close_block

    def visit_sidebar(self, node: nodes.sidebar) -> None:
        self._titled(node, "sidebar")

    depart_sidebar = BaseTranslator.close_block

    def visit_versionmodified(self, node: addnodes.versionmodified) -> None:
        self.call("version-note", node, string(str(node.get("type", ""))))

    depart_versionmodified = BaseTranslator.close_block

    def visit_system_message(self, node: nodes.system_message) -> None:
        raise nodes.SkipNode

    # -- skipped ------------------------------------------------------------------------------

    def visit_comment(self, node: nodes.comment) -> None:
        # Sphinx replaces an ``only`` whose condition is false by a comment with its ids.
        self.write(self.anchors_of(node))
        raise nodes.SkipNode

    visit_substitution_definition = visit_meta = BaseTranslator.skip
    visit_toctree = visit_tabular_col_spec = visit_highlightlang = BaseTranslator.skip
    visit_pending = visit_docinfo = visit_only = BaseTranslator.skip

    # -- sphinx-design ------------------------------------------------------------------------

    visit_PassthroughTextElement = BaseTranslator.visit_children  # noqa: N815
    depart_PassthroughTextElement = BaseTranslator.visit_children  # noqa: N815

    visit_sd_tab_input = BaseTranslator.skip

    def visit_sd_tab_label(self, node: nodes.Element) -> None:
        self.call("rubric", node)

    depart_sd_tab_label = BaseTranslator.close_block

    visit_dropdown_main = _plain
    depart_dropdown_main = _depart_plain

    def visit_dropdown_title(self, node: nodes.Element) -> None:
        self.call("rubric", node)

    depart_dropdown_title = BaseTranslator.close_block

    def visit_fontawesome(self, node: nodes.Element) -> None:
        # The PDF does not embed the icon font.
        raise nodes.SkipNode

    def visit_sd_icon_text(self, node: nodes.Element) -> None:
        self.write(markup(node.astext()))
        raise nodes.SkipNode
