"""What all parts of the translator share: the text so far, anchors, and unknown nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from sphinx_bindery.pdf.document_context import Place, dotted, label
from sphinx_bindery.pdf.typst import source_map as sources
from sphinx_bindery.pdf.typst.escape import array, breakable, markup, narrow, string
from sphinx_bindery.pdf.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_bindery.pdf.builder import PdfBuilder


class BaseTranslator(SphinxTranslator):
    """Collects Typst markup in ``body``; visitors of custom nodes append to it too.

    Every function call in it ends with a semicolon, so that text after it is never read as a
    continuation of the call.
    """

    builder: PdfBuilder

    def __init__(self, document: nodes.document, builder: PdfBuilder, place: Place) -> None:
        super().__init__(document, builder)
        self.place = place
        self.body: list[str] = []
        self.anchors: dict[str, str] = {}
        self.preformatted = 0
        self.longest_word = 0
        self.in_signature = 0
        self.title_ids: list[str] = []
        self.in_title = 0
        self.section_depth = 0
        self._stack: list[list[str]] = []

    # -- writing ------------------------------------------------------------------------------

    def astext(self) -> str:
        """Return the Typst markup of the whole document, marks of its sources included."""
        return "".join(self.body)

    def push(self) -> None:
        """Begin to collect markup apart from ``body``, until :meth:`pop`."""
        self._stack.append(self.body)
        self.body = []

    def pop(self) -> str:
        """Return what was collected since :meth:`push`."""
        text = "".join(self.body)
        self.body = self._stack.pop()
        return text

    def rendered(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of nodes, without adding it to ``body``."""
        self.push()
        for child in children:
            child.walkabout(self)
        return self.pop()

    def write(self, text: str) -> None:
        """Add markup."""
        self.body.append(text)

    def block(self, node: nodes.Node, text: str) -> None:
        """Add markup that begins a block, with the mark of where it comes from."""
        self.body.append("\n\n" + sources.mark(sources.location(node)) + text)

    def call(self, function: str, node: nodes.Element, *arguments: str) -> None:
        """Open a call of a template's function whose last argument is the node's content."""
        self.block(node, f"#{function}({', '.join(arguments)})[")
        self.write(self.anchors_of(node))

    def close(self) -> None:
        """Close what :meth:`call` opened."""
        self.write("];\n\n")

    def close_block(self, node: nodes.Node) -> None:
        """Close a block, as the departure of a node."""
        self.close()

    def nothing(self, node: nodes.Node) -> None:
        """Write nothing for a node itself; its children are written."""

    # -- anchors ------------------------------------------------------------------------------

    def claim(self, ids: Iterable[str], *, document: bool = False) -> str | None:
        """Return one new label for all of ``ids``, or None where all of them have one."""
        names = [label(self.place.docname)] if document else []
        names += [label(self.place.docname, node_id) for node_id in ids]
        new = [name for name in dict.fromkeys(names) if name not in self.anchors]
        for name in new:
            self.anchors[name] = new[0]
        return new[0] if new else None

    def anchors_of(self, node: nodes.Element) -> str:
        """Return markup of an anchor for the node's ids, empty where it has none."""
        return self.anchors_for(map(str, node.get("ids", ())))

    def anchors_for(self, ids: Iterable[str]) -> str:
        """Return markup of an anchor for ids.

        A title stands in the contents too, and a label must not stand twice: the ids in it lead to
        the heading.
        """
        if self.in_title:
            self.title_ids.extend(ids)
            return ""
        name = self.claim(ids)
        return f"#anchor({string(name)});" if name else ""

    def number_of(self, node: nodes.Element) -> str:
        """Return the number of a section, empty where it has none."""
        numbers = self.place.numbers
        for node_id in map(str, node.get("ids", ())):
            if f"#{node_id}" in numbers:
                return dotted(numbers[f"#{node_id}"])
        return ""

    def fignumber_of(self, kind: str, node: nodes.Element) -> str:
        """Return the caption's prefix of a figure, table or listing, empty without ``numfig``."""
        if not self.config.numfig:
            return ""
        known = self.place.fignumbers.get(kind, {})
        for node_id in map(str, node.get("ids", ())):
            if node_id in known:
                return str(self.config.numfig_format.get(kind, "%s") % dotted(known[node_id]))
        return ""

    def equation_number_of(self, node: nodes.math_block) -> str:
        """Return the number of a formula, empty where it has none."""
        if not node.get("number"):
            return ""
        if not (self.config.numfig and self.config.math_numfig):
            return str(node["number"])
        known = self.place.fignumbers.get("displaymath", {})
        number = next((known[i] for i in map(str, node["ids"]) if i in known), ())
        return str(self.config.math_numsep).join(dotted(number).rsplit(".", 1))

    # -- classes ----------------------------------------------------------------

    @staticmethod
    def classes(node: nodes.Element) -> str:
        """Return the node's classes as a Typst array."""
        return array(node.get("classes", ()))

    # -- text and what has no visitor ---------------------------------------------------------

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        self.builder.glyphs.note(node)
        hyphenated = not (self.preformatted or self.in_signature)
        text = narrow(breakable(node.astext()), self.longest_word, hyphenated=hyphenated)
        self.write(preformatted(text) if self.preformatted else markup(text))

    def depart_Text(self, node: nodes.Text) -> None:  # noqa: N802
        pass

    def unknown_visit(self, node: nodes.Node) -> None:
        warn(
            f"the PDF has no visitor for the node {node.__class__.__name__}, its text stands "
            "without it; give one as app.add_node(..., typst=(visit, depart))",
            node,
        )
        if isinstance(node, nodes.Element):
            self.write(self.anchors_of(node))

    def unknown_departure(self, node: nodes.Node) -> None:
        if not isinstance(node, nodes.Inline):
            self.write("\n\n")

    def skip(self, node: nodes.Node) -> None:
        """Leave a node out."""
        raise nodes.SkipNode


def preformatted(text: str) -> str:
    """Return ``text`` as markup that keeps its spaces and lines."""
    return "#linebreak();".join(f"#{string(line)};" if line else "" for line in text.split("\n"))
