"""The base of the translator: output, anchors, numbers, and nodes without a visitor."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from sphinx_bindery.common.dates import text_direction
from sphinx_bindery.common.extension_nodes.visitors import block_content
from sphinx_bindery.pdf.links import label
from sphinx_bindery.pdf.translator.printed_links import PrintedLinks
from sphinx_bindery.pdf.typst import source_map
from sphinx_bindery.pdf.typst.escape import (
    array,
    breakable,
    broken_string,
    markup,
    narrow,
    string,
    without_last_word,
)
from sphinx_bindery.pdf.typst.pieces import BlockRecorder
from sphinx_bindery.pdf.typst.source_map import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.builders import Builder

    from sphinx_bindery.pdf.citations import PrintedCitations
    from sphinx_bindery.pdf.highlighting import TypstBridge
    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.links import LinkRenderer
    from sphinx_bindery.pdf.outline import DocumentContext
    from sphinx_bindery.pdf.typst.formulas import FormulaTranslator
    from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage

ElementT = TypeVar("ElementT", bound=nodes.Element)

_FLOWING = (
    *(nodes.section, nodes.document, nodes.block_quote, nodes.definition, nodes.footnote),
    nodes.Admonition,
)
_IN_LISTS = frozenset({"post-title", "post-excerpt"})
_IS_RIGHT_TO_LEFT = {"L": False, "R": True, "AL": True}


@dataclass(frozen=True, slots=True)
class BookContext:
    """The services that the translators of all documents of a book share."""

    citations: PrintedCitations
    formulas: FormulaTranslator
    glyphs: GlyphCoverage
    highlighter: TypstBridge
    images: BookImages
    links: LinkRenderer


class BaseTranslator(SphinxTranslator):
    """Translator that collects Typst markup in ``body``, as visitors of custom nodes do.

    Every function call in the markup ends with a semicolon, so that Typst never reads the text
    after it as a continuation of the call. A visitor gives the markup that ends its node to
    :meth:`enclose`, :meth:`block` or :meth:`call`, so that few nodes need a departure method.
    """

    def __init__(
        self,
        document: nodes.document,
        builder: Builder,
        context: DocumentContext,
        book: BookContext,
    ) -> None:
        super().__init__(document, builder)
        self.context = context
        self.book = book
        self.numbers = builder.env.toc_secnumbers.get(context.docname, {})
        self.fignumbers = builder.env.toc_fignumbers.get(context.docname, {})
        self.body: list[str] = []
        self.anchors: dict[str, str] = {}
        self.preformatted = self.longest_word = self.in_signature = 0
        self.note_depth = 0
        self.deferred_notes: set[str] = set()
        self.title_ids: list[str] = []
        self.in_title = 0
        self.section_depth = 0
        self.header_column_tables = 0
        self.explained: set[str] = set()
        self.recorder = BlockRecorder()
        self.printed_links = PrintedLinks(context.docname, book.links.addresses, document)
        self._closings: dict[nodes.Node, str] = {}
        language = builder.env.metadata.get(context.docname, {}).get("lang") or self.config.language
        self.is_right_to_left = text_direction(str(language or "en")) == "rtl"

    # -- output -------------------------------------------------------------------------------

    def astext(self) -> str:
        """Return the Typst markup of the document, source marks included."""
        return "".join(self.body)

    def rendered(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of nodes, without adding it to ``body``."""
        outer, self.body = self.body, []
        for child in children:
            child.walkabout(self)
        text, self.body = "".join(self.body), outer
        return text

    def write(self, text: str) -> None:
        """Append markup."""
        self.body.append(text)

    def enclose(self, node: nodes.Node, opening: str, closing: str) -> None:
        """Append markup before the node's content, and markup after it."""
        self.write(opening)
        self._closings[node] = closing

    def close(self, node: nodes.Node) -> None:
        """Write the markup that ends a node."""
        self.write(self._closings.pop(node, ""))

    def block(self, node: nodes.Node, text: str, closing: str = "") -> None:
        """Append markup that starts a block, with the node's source mark."""
        mark = source_map.mark(source_map.location(node))
        self.enclose(node, f"\n\n{mark}{text}", closing)

    def call(self, function: str, node: nodes.Element, *arguments: str) -> None:
        """Write a block: a call of a template function whose last argument is the content."""
        opening = f"#{function}({', '.join(arguments)})[{self.anchors_of(node)}"
        self.block(node, opening, "];\n\n")

    def inline_call(self, function: str, node: nodes.Element) -> None:
        """Write an inline call of a function whose argument is the node's content."""
        self.enclose(node, f"#{function}[{self.anchors_of(node)}", "];")

    def plain_block(self, node: nodes.Element) -> None:
        """Write the node's content as a block."""
        self.block(node, self.anchors_of(node), "\n\n")

    def child_content(self, node: nodes.Element, kind: type[nodes.Element]) -> str:
        """Return the first child of a class as a Typst content block, ``none`` without one."""
        child = first_child(node, kind)
        return "none" if child is None else f"[{self.rendered(child.children)}]"

    def anchor(self, node: nodes.Element) -> None:
        """Write the anchors of the node itself, and its children."""
        self.write(self.anchors_of(node))

    def visit_children(self, node: nodes.Node) -> None:
        """Write no markup for the node itself, only its children."""

    def skip(self, node: nodes.Node) -> None:
        """Leave the node and its children out."""
        raise nodes.SkipNode

    def direction_of(self, node: nodes.Element) -> str:
        """Return the template's function for a text whose direction is not that of its language.

        Text from left to right in a document from right to left is one that has no other letters.
        Lists with classes, such as those of posts, and what is in tables stay as they are.
        """
        text = node.astext()
        if is_right_to_left(text):
            return "right-to-left"
        if not self.is_right_to_left or node.get("classes") or not is_left_to_right(text):
            return ""
        return "left-to-right" if isinstance(node.parent, _FLOWING) else ""

    def direction_in_list(self, node: nodes.Element) -> str:
        """Return the function of :meth:`direction_of` for a title or an excerpt in a list of posts.

        They are aligned like the list, since markers and dates would be far from them otherwise.
        """
        if not _IN_LISTS & {*node.get("classes", ())}:
            return ""
        text = node.astext()
        if self.is_right_to_left:
            return "left-to-right" if is_left_to_right(text) else ""
        return "right-to-left" if is_right_to_left(text) else ""

    # -- anchors ------------------------------------------------------------------------------

    def claim(self, ids: Iterable[str], *, document: bool = False) -> str | None:
        """Assign one new label to all of ``ids``; return None if all have one already.

        Args:
            ids: Node ids.
            document: Whether the label also identifies the document itself.
        """
        names = [label(self.context.docname)] if document else []
        names += [label(self.context.docname, node_id) for node_id in ids]
        new = [name for name in dict.fromkeys(names) if name not in self.anchors]
        for name in new:
            self.anchors[name] = new[0]
        return new[0] if new else None

    def anchors_of(self, node: nodes.Element) -> str:
        """Return the anchor markup for the node's ids, empty if it has none."""
        return self.anchors_for(map(str, node.get("ids", ())))

    def anchors_for(self, ids: Iterable[str]) -> str:
        """Return the anchor markup for ids.

        A title is repeated in the table of contents, where a label would be a duplicate. So ids
        inside a title become labels of the heading.
        """
        if self.in_title:
            self.title_ids.extend(ids)
            return ""
        name = self.claim(ids)
        return f"#anchor({string(name)});" if name else ""

    # -- numbers ------------------------------------------------------------------------------

    def number_of(self, node: nodes.Element) -> str:
        """Return the number of a section, empty if it has none."""
        return first_number(self.numbers, [f"#{node_id}" for node_id in node["ids"]])

    def fignumber_of(self, kind: str, node: nodes.Element) -> str:
        """Return the caption prefix of a figure, table or listing, empty without ``numfig``."""
        number = first_number(self.fignumbers.get(kind, {}), node["ids"])
        shown = number and self.config.numfig
        return str(self.config.numfig_format.get(kind, "%s") % number) if shown else ""

    def equation_number_of(self, node: nodes.math_block) -> str:
        """Return the number of an equation, empty if it has none."""
        if not node.get("number"):
            return ""
        if not (self.config.numfig and self.config.math_numfig):
            return str(node["number"])
        number = first_number(self.fignumbers.get("displaymath", {}), node["ids"])
        return str(self.config.math_numsep).join(number.rsplit(".", 1))

    # -- classes, text and unknown nodes ------------------------------------------------------

    @staticmethod
    def classes(node: nodes.Element) -> str:
        """Return the node's classes as a Typst array."""
        return array(node.get("classes", ()))

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802
        self.book.glyphs.record(node)
        hyphenated = not (self.preformatted or self.in_signature)
        text = narrow(breakable(node.astext()), self.longest_word, hyphenated=hyphenated)
        if self.preformatted:
            self.write(preformatted(text))
        elif not self.longest_word and _is_end_of_paragraph(node):
            before, last = without_last_word(text)
            self.write(markup(before) + (f"#last-word[{markup(last)}];" if last else ""))
        else:
            self.write(markup(text))

    def unknown_visit(self, node: nodes.Node) -> None:
        warn(
            f"{node.__class__.__name__}: the PDF has no visitor for this node, so only its "
            "content is printed; add one with app.add_node(..., typst=(visit, depart))",
            node,
        )
        if isinstance(node, nodes.Element):
            self.anchor(node)
            if not node.children:
                content = nodes.container("", *block_content(node, self.builder))
                content.parent = node.parent
                self.write(self.rendered(content.children))
        self.enclose(node, "", "" if isinstance(node, nodes.Inline) else "\n\n")

    unknown_departure = close


def children_of(node: nodes.Element, kind: type[ElementT]) -> list[ElementT]:
    """Return the children of a class."""
    return [child for child in node.children if isinstance(child, kind)]


def first_child(node: nodes.Element, kind: type[ElementT]) -> ElementT | None:
    """Return the first child of a class, None without one."""
    return next(iter(children_of(node, kind)), None)


def preformatted(text: str) -> str:
    """Return ``text`` as markup that keeps spaces and line breaks."""
    lines = (f"#{broken_string(line)};" if line else "" for line in text.split("\n"))
    return "#linebreak();".join(lines)


def first_number(numbers: Mapping[str, tuple[int, ...]], ids: Iterable[str]) -> str:
    """Return the number of the first id that has one, as text; empty without one."""
    return next((dotted(numbers[name]) for name in ids if name in numbers), "")


def dotted(number: tuple[int, ...] | None) -> str:
    """Return a section or figure number as text, such as ``1.2``."""
    return ".".join(map(str, number or ()))


def is_right_to_left(text: str) -> bool:
    """Return whether the first strongly directional character of ``text`` is right-to-left.

    Rules P2 and P3 of https://www.unicode.org/reports/tr9/, without isolates.
    """
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((_IS_RIGHT_TO_LEFT[kind] for kind in kinds if kind in _IS_RIGHT_TO_LEFT), False)


def _is_end_of_paragraph(node: nodes.Text) -> bool:
    paragraph = node.parent
    return isinstance(paragraph, nodes.paragraph) and paragraph.children[-1] is node


def is_left_to_right(text: str) -> bool:
    """Return whether ``text`` has strongly directional characters, all of them left-to-right."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    return "L" in kinds and not kinds & {"R", "AL"}
