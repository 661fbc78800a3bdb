"""Visitors of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import string

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_bindery.pdf.context import BookContext, DocumentContext

ROW_LENGTHS = {4: 72, 7: 82}
"""The approximate characters in a row, by the largest number of columns of that type size."""
LONGEST_ROW = 96
"""The approximate characters in a row of a table with more columns."""
GUTTER = 2
"""The approximate width of the space between two columns, in characters."""
MIN_PIECE = 4
"""The fewest characters of a word between two breaks."""


@dataclass(slots=True)
class _Table:
    """A table while it is translated.

    Attributes:
        function: Typst's function, ``table`` or ``grid``.
        widths: The approximate widths of the columns, in characters.
        outer_limit: The ``longest_word`` of the text around the table.
        column: The next column of the current row.
    """

    function: str
    widths: list[int]
    outer_limit: int
    column: int = 0

    def take_columns(self, count: int) -> int:
        """Advance by ``count`` columns, and return their width in characters."""
        first, self.column = self.column, self.column + count
        return max(MIN_PIECE, sum(self.widths[first : self.column]))


class Tables(BaseTranslator):
    """Tables with spans, tagged headers and captions."""

    def __init__(
        self,
        document: nodes.document,
        builder: Builder,
        context: DocumentContext,
        book: BookContext,
    ) -> None:
        super().__init__(document, builder, context, book)
        self._open: list[_Table] = []
        self.header_column_tables = 0

    def visit_table(self, node: nodes.table) -> None:
        group = next((child for child in node.children if isinstance(child, nodes.tgroup)), None)
        if group is None:
            raise nodes.SkipNode
        specs = [child for child in group.children if isinstance(child, nodes.colspec)]
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        caption = "none" if title is None else f"[{self.rendered(title.children)}]"
        name = self.claim([*node.get("ids", ()), *(title.get("ids", ()) if title else ())])
        headers = sum(len(head.children) for head in group.findall(nodes.thead))
        stubs = sum(1 for spec in specs if spec.get("stub"))
        arguments = [
            f"columns: {self._columns(node, specs)}",
            f"caption: {caption}",
            f"number: {string(self.fignumber_of('table', node))}",
            f"label: {string(name or '')}",
            f"headers: {headers}",
            f"stubs: {stubs}",
            f"width: {string(str(node.get('width', '')))}",
            f"align: {string(str(node.get('align', '')))}",
        ]
        self.header_column_tables += _has_row_header(group, stubs)
        # PDF/UA requires headers in a table; without any it is a grid, which is read row by row.
        function = "table" if headers or stubs else "grid"
        self._open.append(_Table(function, self._widths(node, specs), self.longest_word))
        self.block(node, f"#book-table({', '.join(arguments)}, ")

    def depart_table(self, node: nodes.table) -> None:
        self._open.pop()
        self.write(");\n\n")

    @staticmethod
    def _columns(node: nodes.table, specs: list[nodes.colspec]) -> str:
        if "colwidths-given" in node.get("classes", ()):
            return "(" + "".join(f"{spec['colwidth']}fr, " for spec in specs) + ")"
        return "(" + ("1fr, " if node.get("width") else "auto, ") * len(specs) + ")"

    def _widths(self, node: nodes.table, specs: list[nodes.colspec]) -> list[int]:
        """Return the approximate widths of the columns, in characters."""
        given = "colwidths-given" in node.get("classes", ())
        shares = [int(spec["colwidth"]) if given else 1 for spec in specs]
        lengths = (length for columns, length in ROW_LENGTHS.items() if len(specs) <= columns)
        row = self.longest_word or next(lengths, LONGEST_ROW)
        return [row * share // max(1, sum(shares)) - GUTTER for share in shares]

    visit_tgroup = depart_tgroup = visit_tbody = depart_tbody = BaseTranslator.visit_children
    visit_colspec = BaseTranslator.skip

    def visit_thead(self, node: nodes.thead) -> None:
        self.write("table.header(")

    def depart_thead(self, node: nodes.thead) -> None:
        self.write("), ")

    def visit_row(self, node: nodes.row) -> None:
        self._open[-1].column = 0

    def depart_row(self, node: nodes.row) -> None:
        self.write("\n")

    def visit_entry(self, node: nodes.entry) -> None:
        spans = [
            f"{argument}: {node[key] + 1}"
            for argument, key in (("colspan", "morecols"), ("rowspan", "morerows"))
            if node.get(key)
        ]
        spans += [
            f"align: {side}"
            for side in ("left", "center", "right")
            if f"text-{side}" in node.get("classes", ())
        ]
        table = self._open[-1]
        # Words that are wider than their column must be broken.
        self.longest_word = table.take_columns(1 + node.get("morecols", 0))
        self.write(f"{table.function}.cell({', '.join(spans)})[{self.anchors_of(node)}")

    def depart_entry(self, node: nodes.entry) -> None:
        self.longest_word = self._open[-1].outer_limit
        self.write("], ")


def _has_row_header(group: nodes.tgroup, stubs: int) -> bool:
    """Return whether the first cell of a table's body is certain to be a row header.

    A cell that spans columns beyond the header columns is a data cell.
    """
    body = group.next_node(nodes.tbody)
    entry = body and body.next_node(nodes.entry)
    return isinstance(entry, nodes.entry) and 1 + entry.get("morecols", 0) <= stubs
