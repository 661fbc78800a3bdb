"""Visitors of inline nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.links import UNLINKED
from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst import source_map as sources
from sphinx_bindery.pdf.typst.escape import breakable, markup, narrow, string
from sphinx_bindery.pdf.warnings import warn

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx import addnodes
    from sphinx_bindery.pdf.context import BookContext, DocumentContext

CODE_WIDTH_RATIO = 0.7
"""How many characters of code fit in the width of one of text."""

_CHECKBOX = re.compile(r"<input\b[^>]*\btask-list-item-checkbox\b")
_CODE_WORD = re.compile(r"\S*[^\W\d_]\d\S*")
_CHECKED = re.compile(r"\bchecked\b")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Inline(BaseTranslator):
    """Emphasis, inline code, links, math, raw markup, and spans with classes."""

    def __init__(
        self,
        document: nodes.document,
        builder: Builder,
        context: DocumentContext,
        book: BookContext,
    ) -> None:
        super().__init__(document, builder, context, book)
        self.explained: set[str] = set()

    def open_inline(self, function: str, node: nodes.Element) -> None:
        """Open an inline call of a template function."""
        self.write(f"#{function}[{self.anchors_of(node)}")

    def close_inline(self, node: nodes.Node) -> None:
        """Close the call that :meth:`open_inline` opened."""
        self.write("];")

    def visit_emphasis(self, node: nodes.Element) -> None:
        self.open_inline("emph", node)

    depart_emphasis = close_inline
    visit_title_reference = visit_literal_emphasis = visit_manpage = visit_emphasis
    depart_title_reference = depart_literal_emphasis = depart_manpage = close_inline

    def visit_strong(self, node: nodes.Element) -> None:
        self.open_inline("strong", node)

    depart_strong = close_inline
    visit_literal_strong = visit_strong
    depart_literal_strong = close_inline

    def visit_subscript(self, node: nodes.subscript) -> None:
        self.open_inline("sub", node)

    depart_subscript = close_inline

    def visit_superscript(self, node: nodes.superscript) -> None:
        self.open_inline("super", node)

    depart_superscript = close_inline

    def visit_inline(self, node: nodes.inline) -> None:
        if not node.get("classes"):
            self.write(self.anchors_of(node))
            return
        self.write(f"#span({self.classes(node)})[{self.anchors_of(node)}")

    def depart_inline(self, node: nodes.inline) -> None:
        if node.get("classes"):
            self.write("];")

    def visit_literal(self, node: nodes.literal) -> None:
        text = " ".join(node.astext().split())
        self.book.glyphs.record(node)
        narrowed = narrow(breakable(text), round(self.longest_word * CODE_WIDTH_RATIO))
        self.write(f"{self.anchors_of(node)}#raw({string(narrowed)});")
        raise nodes.SkipNode

    def _anchor(self, node: nodes.Element) -> None:
        self.write(self.anchors_of(node))

    visit_abbreviation = _anchor

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        explanation = node.get("explanation")
        if explanation and not self.in_signature and explanation not in self.explained:
            self.explained.add(explanation)
            self.write(markup(f" ({explanation})"))

    visit_acronym = visit_problematic = visit_pending_xref = _anchor
    depart_acronym = depart_problematic = depart_pending_xref = BaseTranslator.visit_children
    visit_generated = depart_generated = BaseTranslator.visit_children

    # -- links --------------------------------------------------------------------------------

    def visit_reference(self, node: nodes.reference) -> None:
        self.write(self.anchors_of(node))
        # A title is repeated in the table of contents, where it is a link already.
        link = (
            UNLINKED
            if self.in_title
            else self.book.links.reference_call(self.context.docname, node)
        )
        # Lining figures, since old-style ones make citation labels such as Lea14 hard to read.
        lining = "#lining[" if _CODE_WORD.fullmatch(node.astext()) else ""
        self.write(f"{lining}#{link}[")

    def depart_reference(self, node: nodes.reference) -> None:
        self.write("];];" if _CODE_WORD.fullmatch(node.astext()) else "];")

    visit_number_reference = visit_reference
    depart_number_reference = depart_reference

    def visit_download_reference(self, node: nodes.Element) -> None:
        link = self.book.links.download_call(node)
        self.write(f"{self.anchors_of(node)}#{link}[")

    depart_download_reference = close_inline

    def visit_target(self, node: nodes.target) -> None:
        if not node.get("refid"):
            self.write(self.anchors_of(node))

    depart_target = BaseTranslator.visit_children

    def visit_index(self, node: addnodes.index) -> None:
        # An index entry points to a target beside it or to the object that it names. Where a
        # directive writes no such target, the index node becomes the anchor.
        ids = [entry[2] for entry in node["entries"] if entry[2]]
        taken = {
            node_id
            for node_id in ids
            if (found := self.document.ids.get(node_id)) is not None and found is not node
        }
        self.write(self.anchors_for(node_id for node_id in ids if node_id not in taken))
        raise nodes.SkipNode

    # -- math ---------------------------------------------------------------------------------

    def visit_math(self, node: nodes.math) -> None:
        latex = node.astext()
        formula = self.book.formulas.translate(latex, block=False)
        self.write(self.anchors_of(node))
        if formula.expression is None:
            self._warn_untranslated(latex, formula.reason, node)
            self.write(f"#raw({string(latex)});")
        else:
            self.write(f"#{formula.expression};")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        latex = node.astext()
        formula = self.book.formulas.translate(latex, block=True)
        number = self.equation_number_of(node)
        self.block(node, f"#formula(number: {string(number)}, [")
        self.write(self.anchors_of(node))
        if formula.expression is None:
            self._warn_untranslated(latex, formula.reason, node)
            self.write(f"#raw({string(latex)}, block: true);")
        else:
            self.write(f"#{formula.expression};")
        self.write("]);\n\n")
        raise nodes.SkipNode

    @staticmethod
    def _warn_untranslated(latex: str, reason: str, node: nodes.Node) -> None:
        warn(f"{latex!r}: {reason}, so the formula is printed as source; rewrite it", node)

    # -- raw markup ---------------------------------------------------------------------------

    def visit_raw(self, node: nodes.raw) -> None:
        formats = node.get("format", "").split()
        if "typst" in formats:
            inline = isinstance(node.parent, nodes.TextElement)
            mark = sources.mark(sources.location(node))
            self.write(mark + node.astext() if inline else f"\n\n{mark}{node.astext()}\n\n")
        elif "html" in formats:
            self._html(node.astext())
        raise nodes.SkipNode

    def _html(self, html: str) -> None:
        """Write the two pieces of raw HTML that MyST uses as it has no nodes for them."""
        if _CHECKBOX.search(html):
            self.write(f"#task({'true' if _CHECKED.search(html) else 'false'});")
        elif _BREAK.fullmatch(html.strip()):
            self.write("#linebreak();")
