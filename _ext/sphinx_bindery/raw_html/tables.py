"""Conversion of HTML tables to docutils tables, in which each row covers all columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.inline import child_pieces, strip_blanks, tag_name, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import HtmlConverter

    Blocks = Callable[[Iterable[str | _Element], HtmlConverter], list[nodes.Node]]

MAX_COLSPAN = 64
"""The most columns that a cell may span; browsers allow 1000."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its spans; ``element`` is None for a cell that is missing from its row."""

    width: int = 1
    height: int = 1
    element: _Element | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, and whether the row is in a ``thead``."""

    in_head: bool
    cells: list[_Element] = field(default_factory=list)

    @property
    def is_header(self) -> bool:
        """Whether the row is in a ``thead`` or has ``th`` cells only."""
        only_headers = all(tag_name(cell) == "th" for cell in self.cells)
        return self.in_head or bool(self.cells and only_headers)


@dataclass(frozen=True, slots=True)
class TableParts:
    """The parts of a table; ``strays`` is content outside of cells, which HTML does not allow."""

    captions: list[_Element] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    strays: list[str | _Element] = field(default_factory=list)

    def collect(
        self, element: _Element, row: TableRow | None = None, *, in_head: bool = False
    ) -> None:
        """Add the parts in a table or in an element of its structure.

        Cells without a row get one. An element that a table may not contain, such as a form around
        rows, is replaced by its content if it contains cells of this table.

        Args:
            element: The element.
            row: The row that the element is in.
            in_head: Whether the element is in a ``thead``.
        """
        for piece in child_pieces(element):
            name = "" if isinstance(piece, str) else tag_name(piece)
            if isinstance(piece, str) or not (name in _STRUCTURE or _has_cells(piece)):
                self.strays.append(piece)
            elif name == "caption":
                self.captions.append(piece)
            elif name in _CELLS:
                if row is None:
                    row = self._new_row(in_head=in_head)
                row.cells.append(piece)
            elif name == "tr":
                self.collect(piece, self._new_row(in_head=in_head), in_head=in_head)
            else:
                self.collect(piece, row, in_head=in_head or name == "thead")

    def _new_row(self, *, in_head: bool) -> TableRow:
        self.rows.append(TableRow(in_head))
        return self.rows[-1]


_CELLS = ("td", "th")
_STRUCTURE = frozenset({*_CELLS, "tr", "thead", "tbody", "tfoot", "caption"})


def _has_cells(element: _Element) -> bool:
    """Return whether an element contains cells of the table that it is in."""
    outside = next(element.iterancestors("table"), None)
    return tag_name(element) != "table" and any(
        next(cell.iterancestors("table"), None) is outside for cell in element.iter(*_CELLS)
    )


def table(element: _Element, converter: HtmlConverter, blocks: Blocks) -> list[nodes.Node]:
    """Convert a table; content outside its cells is moved before it, as browsers do.

    The rule is the "foster parent" of https://html.spec.whatwg.org/#foster-parent.
    """
    parts = TableParts()
    parts.collect(element)
    header_count = _header_rows(parts.rows)
    head, body = _grid(parts.rows[:header_count]), _grid(parts.rows[header_count:])
    columns = max((1 + max(row) for row in (*head, *body) if row), default=0)
    titles = parts.captions[:1] if columns else []
    others = parts.captions[len(titles) :]
    before = blocks(parts.strays, converter)
    before += [block for caption in others for block in blocks(child_pieces(caption), converter)]
    if not columns:
        return before
    result = nodes.table()
    for caption in titles:
        result += nodes.title("", "", *strip_blanks(converter.inline_content(caption)))
    group = nodes.tgroup(cols=columns)
    stub = _has_stub(body)
    group.extend(nodes.colspec(colwidth=1, stub=1 if stub and not n else 0) for n in range(columns))
    for section, part in ((nodes.thead(), head), (nodes.tbody(), body)):
        if part:
            section.extend(_row(row, columns, converter, blocks) for row in part)
            group += section
    result += group
    return [*before, converter.with_source(result)]


def _header_rows(rows: Sequence[TableRow]) -> int:
    """Return the number of header rows, which are the first rows."""
    count = next((n for n, row in enumerate(rows) if not row.is_header), len(rows))
    return count if count < len(rows) else 0


def _grid(rows: Sequence[TableRow]) -> list[dict[int, GridCell | None]]:
    """Return the cells of each row by column; None where another cell spans.

    Spans are cut so that no cells overlap.
    """
    grid: list[dict[int, GridCell | None]] = [{} for _ in rows]
    for number, (row, placed) in enumerate(zip(rows, grid, strict=True)):
        column = 0
        for element in row.cells:
            while column in placed:
                column += 1
            wanted = min(_span(element, "colspan"), MAX_COLSPAN)
            width = next((n for n in range(1, wanted) if column + n in placed), wanted)
            height = min(_span(element, "rowspan") or len(rows), len(rows) - number)
            for spanned in grid[number : number + height]:
                spanned.update(dict.fromkeys(range(column, column + width)))
            placed[column] = GridCell(width, height, element)
            column += width
    return grid


def _span(element: _Element, attribute: str) -> int:
    written = (element.get(attribute) or "1").strip()
    value = int(written[:6]) if written.isascii() and written.isdecimal() else 1
    return value or (0 if attribute == "rowspan" else 1)


def _has_stub(rows: Sequence[Mapping[int, GridCell | None]]) -> bool:
    firsts = [cell.element for row in rows if (cell := row.get(0))]
    return bool(firsts) and all(
        element is not None and tag_name(element) == "th" for element in firsts
    )


def _row(
    cells: Mapping[int, GridCell | None], columns: int, converter: HtmlConverter, blocks: Blocks
) -> nodes.row:
    row = nodes.row()
    for cell in (cells.get(column, GridCell()) for column in range(columns)):
        if cell is None:
            continue
        entry = nodes.entry()
        if cell.width > 1:
            entry["morecols"] = cell.width - 1
        if cell.height > 1:
            entry["morerows"] = cell.height - 1
        if cell.element is not None:
            entry.extend([*targets(cell.element), *blocks(child_pieces(cell.element), converter)])
        row += entry
    return row
