"""Nodes inside a line of text."""

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

LITERAL = 0.7
"""How many characters of code stand where one of text would."""

_CHECKBOX = re.compile(r"<input\b[^>]*\btask-list-item-checkbox\b")
_CODE_WORD = re.compile(r"\S*[^\W\d_]\d\S*")
_CHECKED = re.compile(r"\bchecked\b")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Inline(BaseTranslator):
    """Emphasis, code, links, formulas in the text, and spans by class."""

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
        """Open a call in the line."""
        self.write(f"#{function}[{self.anchors_of(node)}")

    def close_inline(self, node: nodes.Node) -> None:
        """Close what :meth:`open_inline` opened."""
        self.write("];")

    def visit_emphasis(self, node: nodes.Element) -> None:
        self.open_inline("emph", node)

    depart_emphasis = close_inline
    visit_title_reference = visit_emphasis
    depart_title_reference = close_inline
    visit_literal_emphasis = visit_emphasis
    depart_literal_emphasis = close_inline
    visit_manpage = visit_emphasis
    depart_manpage = close_inline

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
        narrowed = narrow(breakable(text), round(self.longest_word * LITERAL))
        self.write(f"{self.anchors_of(node)}#raw({string(narrowed)});")
        raise nodes.SkipNode

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        self.write(self.anchors_of(node))

    def depart_abbreviation(self, node: nodes.abbreviation) -> None:
        explanation = node.get("explanation")
        if explanation and not self.in_signature and explanation not in self.explained:
            self.explained.add(explanation)
            self.write(markup(f" ({explanation})"))

    def visit_acronym(self, node: nodes.acronym) -> None:
        self.write(self.anchors_of(node))

    def depart_acronym(self, node: nodes.acronym) -> None:
        pass

    def visit_generated(self, node: nodes.generated) -> None:
        pass

    def depart_generated(self, node: nodes.generated) -> None:
        pass

    def visit_problematic(self, node: nodes.problematic) -> None:
        self.write(self.anchors_of(node))

    def depart_problematic(self, node: nodes.problematic) -> None:
        pass

    # -- links --------------------------------------------------------------------------------

    def visit_reference(self, node: nodes.reference) -> None:
        self.write(self.anchors_of(node))
        # A title stands in the contents too, as a link itself.
        link = (
            UNLINKED
            if self.in_title
            else self.book.links.reference_call(self.context.docname, node)
        )
        # Old-style figures would make the label of a citation, such as Lea14, hard to read.
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

    def visit_pending_xref(self, node: addnodes.pending_xref) -> None:
        self.write(self.anchors_of(node))

    def depart_pending_xref(self, node: addnodes.pending_xref) -> None:
        pass

    def visit_target(self, node: nodes.target) -> None:
        if not node.get("refid"):
            self.write(self.anchors_of(node))

    def depart_target(self, node: nodes.target) -> None:
        pass

    def visit_index(self, node: addnodes.index) -> None:
        # Where an entry points to is a target beside it, or the object that it names; some
        # directives write no such target, so that the node itself stands in.
        ids = [entry[2] for entry in node["entries"] if entry[2]]
        taken = {
            node_id
            for node_id in ids
            if (found := self.document.ids.get(node_id)) is not None and found is not node
        }
        self.write(self.anchors_for(node_id for node_id in ids if node_id not in taken))
        raise nodes.SkipNode

    # -- formulas -----------------------------------------------------------------------------

    def visit_math(self, node: nodes.math) -> None:
        latex = node.astext()
        formula = self.book.formulas.translate(latex, block=False)
        self.write(self.anchors_of(node))
        if formula.expression is None:
            warn(f"the formula {latex!r} stands as its source text: {formula.reason}", node)
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
            warn(f"the formula {latex!r} stands as its source text: {formula.reason}", node)
            self.write(f"#raw({string(latex)}, block: true);")
        else:
            self.write(f"#{formula.expression};")
        self.write("]);\n\n")
        raise nodes.SkipNode

    # -- what is not text ---------------------------------------------------------------------

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
        """Write the two pieces of HTML that texts in MyST use for want of a node."""
        if _CHECKBOX.search(html):
            self.write(f"#task({'true' if _CHECKED.search(html) else 'false'});")
        elif _BREAK.fullmatch(html.strip()):
            self.write("#linebreak();")
