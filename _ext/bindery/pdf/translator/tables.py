"""Tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from bindery.pdf.escape import string

from .base import BaseTranslator

if TYPE_CHECKING:
    from bindery.pdf.builder import PdfBuilder

    from .place import Place

ROW_LENGTH = 96
"""About how many characters a row of a wide table has room for."""


class Tables(BaseTranslator):
    """Tables with spans, tagged header rows and captions."""

    def __init__(self, document: nodes.document, builder: PdfBuilder, place: Place) -> None:
        super().__init__(document, builder, place)
        self._limits: list[int] = []
        self._kinds: list[str] = []

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
            f"align: {string(node.get('align', 'default'))}",
        ]
        # A table without a header tells no relations; as a grid it is read row by row.
        self._kinds.append("table" if headers or stubs else "grid")
        self.block(node, f"#book-table({', '.join(arguments)}, ")
        # Words that are wider than a column of a wide table must break.
        self._limits.append(self.longest_word)
        if len(specs) > 4:
            self.longest_word = max(4, ROW_LENGTH // len(specs) - 2)

    def depart_table(self, node: nodes.table) -> None:
        self.longest_word = self._limits.pop()
        self._kinds.pop()
        self.write(");\n\n")

    @staticmethod
    def _columns(node: nodes.table, specs: list[nodes.colspec]) -> str:
        if "colwidths-given" in node.get("classes", ()):
            return "(" + "".join(f"{spec['colwidth']}fr, " for spec in specs) + ")"
        return "(" + "auto, " * len(specs) + ")"

    visit_tgroup = depart_tgroup = visit_tbody = depart_tbody = BaseTranslator.nothing
    visit_colspec = BaseTranslator.skip

    def visit_thead(self, node: nodes.thead) -> None:
        self.write("table.header(")

    def depart_thead(self, node: nodes.thead) -> None:
        self.write("), ")

    visit_row = BaseTranslator.nothing

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
        self.write(f"{self._kinds[-1]}.cell({', '.join(spans)})[{self.anchors_of(node)}")

    def depart_entry(self, node: nodes.entry) -> None:
        self.write("], ")
