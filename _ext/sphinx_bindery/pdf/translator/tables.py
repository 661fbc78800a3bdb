"""Visitors of tables."""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator, children_of, first_child
from sphinx_bindery.pdf.translator.block_lengths import around, estimated_lines
from sphinx_bindery.pdf.typst.escape import string

ROW_LENGTHS = {4: 72, 7: 82}
"""The approximate length of a row in characters, by the maximum number of columns."""
LONGEST_ROW = 96
"""The approximate length of a row in a table with more columns."""
GUTTER = 2
"""The approximate width of the space between two columns, in characters."""
MIN_PIECE = 4
"""The minimum number of characters of a word between two breaks."""

SHORT_ROW = 8
"""The number of lines up to which a row is not broken."""
SHORT_TABLE = 10
"""The number of lines up to which a table is not broken."""


class Tables(BaseTranslator):
    """Tables with spans, tagged headers and captions."""

    def visit_table(self, node: nodes.table) -> None:
        group = first_child(node, nodes.tgroup)
        if group is None:
            raise nodes.SkipNode
        specs = children_of(group, nodes.colspec)
        title = first_child(node, nodes.title)
        caption = self.child_content(node, nodes.title)
        name = self.claim([*node.get("ids", ()), *(title.get("ids", ()) if title else ())])
        headers = sum(len(head.children) for head in children_of(group, nodes.thead))
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
        widths = self._widths(node, specs)
        is_whole = isinstance(node.parent, nodes.section) and _is_short_table(group, widths)
        opening, closing = around(is_whole=is_whole)
        self.block(node, f"{opening}#book-table({', '.join(arguments)}, ")
        for section in group.children:
            if isinstance(section, nodes.thead):
                self.write("table.header(")
                self._rows(section, function, widths)
                self.write("), ")
            elif isinstance(section, nodes.tbody):
                self._rows(section, function, widths)
        self.write(f");{closing}\n\n")
        raise nodes.SkipNode

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

    def _rows(self, section: nodes.Element, function: str, widths: list[int]) -> None:
        outer_limit = self.longest_word
        for row in children_of(section, nodes.row):
            column = 0
            entries = children_of(row, nodes.entry)
            lines = _row_lines(entries, widths)
            is_short = lines is not None and lines <= SHORT_ROW
            for entry in entries:
                end = column + 1 + entry.get("morecols", 0)
                # Words that are wider than their column must be broken.
                self.longest_word = max(MIN_PIECE, sum(widths[column:end]))
                column = end
                self._cell(entry, function, is_short=is_short)
            self.write("\n")
        self.longest_word = outer_limit

    def _cell(self, node: nodes.entry, function: str, *, is_short: bool) -> None:
        options = ["breakable: false"] if is_short else []
        options += [
            f"{argument}: {node[key] + 1}"
            for argument, key in (("colspan", "morecols"), ("rowspan", "morerows"))
            if node.get(key)
        ]
        options += [
            f"align: {side}"
            for side in ("left", "center", "right")
            if f"text-{side}" in node.get("classes", ())
        ]
        anchors = self.anchors_of(node)
        content = self.rendered(node.children)
        self.write(f"{function}.cell({', '.join(options)})[{anchors}{content}], ")


def _row_lines(entries: list[nodes.entry], widths: list[int]) -> int | None:
    """Return about how many lines a row takes, None if that is not known."""
    column = total = 0
    for entry in entries:
        end = column + 1 + entry.get("morecols", 0)
        lines = estimated_lines(entry.children, sum(widths[column:end]))
        if entry.get("morerows") or lines is None:
            return None
        total = max(total, lines)
        column = end
    return total


def _is_short_table(group: nodes.tgroup, widths: list[int]) -> bool:
    """Return whether a table has few lines, so that it is not broken."""
    rows = [*group.findall(nodes.row)]
    if len(rows) > SHORT_TABLE:
        return False
    counts = [_row_lines(children_of(row, nodes.entry), widths) for row in rows]
    return None not in counts and sum(filter(None, counts)) <= SHORT_TABLE


def _has_row_header(group: nodes.tgroup, stubs: int) -> bool:
    """Return whether the first cell of a table's body is certain to be a row header.

    A cell that spans columns beyond the header columns is a data cell.
    """
    body = group.next_node(nodes.tbody)
    entry = body and body.next_node(nodes.entry)
    return isinstance(entry, nodes.entry) and 1 + entry.get("morecols", 0) <= stubs
