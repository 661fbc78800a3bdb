"""The translator from doctrees to Typst markup: one mixin for each group of nodes."""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.pdf.translator.blocks import Blocks
from sphinx_bindery.pdf.translator.descriptions import Descriptions
from sphinx_bindery.pdf.translator.inline import Inline
from sphinx_bindery.pdf.translator.lists import Lists
from sphinx_bindery.pdf.translator.media import Media
from sphinx_bindery.pdf.translator.sections import Sections
from sphinx_bindery.pdf.translator.tables import Tables


class TypstTranslator(Sections, Blocks, Lists, Tables, Media, Descriptions, Inline):
    """Translator of one document to Typst markup, with marks where its blocks begin.

    Attributes:
        recorder: The blocks.
    """

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Visit a node; mark the beginning of a block that is directly in a section."""
        if isinstance(node.parent, nodes.document | nodes.section):
            if isinstance(node, nodes.section):
                self.write(self.recorder.end())
            elif not isinstance(node, nodes.title):  # the visitors of headings record them
                self.write(self.recorder.begin(node))
        super().dispatch_visit(node)

    def astext(self) -> str:
        """Return the markup of the document, with the list of addresses of a printed one."""
        addresses = self.printed_links.listed()
        return super().astext() + (self.recorder.end() + addresses if addresses else "")


__all__ = ["TypstTranslator"]
