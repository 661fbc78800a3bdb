"""Conversion of HTML tables to docutils tables, in which each row covers all columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.inline import strip_blanks, tag_name, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import HtmlReader

    Blocks = Callable[[_Element, HtmlReader], list[nodes.Node]]

MAX_COLSPAN = 64
"""The most columns that a cell may span; browsers allow 1000."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its column; ``element`` is None for a cell that the row lacks."""

    column: int
    width: int
    height: int
    element: _Element | None


def table(element: _Element, reader: HtmlReader, blocks: Blocks) -> list[nodes.Node]:
    """Convert a table; one without cells is left out."""
    rows = [row for row in element.iter("tr") if _table_of(row) is element]
    header_count = _header_rows(rows)
    grid = [*_grid(rows[:header_count]), *_grid(rows[header_count:])]
    columns = max((cell.column + cell.width for row in grid for cell in row), default=0)
    if not columns:
        return []
    result = nodes.table()
    for caption in element.iterchildren("caption"):
        result += nodes.title("", "", *strip_blanks(reader.inline_content(caption)))
        break
    group = nodes.tgroup(cols=columns)
    stub = _has_stub(grid[header_count:])
    group.extend(nodes.colspec(colwidth=1, stub=1 if stub and not n else 0) for n in range(columns))
    for kind, part in ((nodes.thead, grid[:header_count]), (nodes.tbody, grid[header_count:])):
        if part:
            section = kind()
            section.extend(_row(row, columns, reader, blocks) for row in _filled(part, columns))
            group += section
    result += group
    return [reader.with_source(result)]


def _table_of(row: _Element) -> _Element | None:
    return next(row.iterancestors("table"), None)


def _header_rows(rows: Sequence[_Element]) -> int:
    """Return the number of header rows: first rows in a ``thead`` or with ``th`` cells only."""
    count = 0
    for row in rows:
        parent = row.getparent()
        cells = [tag_name(cell) for cell in row if tag_name(cell) in ("td", "th")]
        in_head = parent is not None and tag_name(parent) == "thead"
        if not in_head and not (cells and all(cell == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(rows) else 0


def _grid(rows: Sequence[_Element]) -> list[list[GridCell]]:
    """Return the cells of each row at their columns; spans are cut so that no cells overlap."""
    taken: set[tuple[int, int]] = set()
    grid = []
    for number, row in enumerate(rows):
        placed = []
        column = 0
        for element in row:
            if tag_name(element) not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            wanted = min(_span(element, "colspan"), MAX_COLSPAN)
            width = next((n for n in range(1, wanted) if (number, column + n) in taken), wanted)
            height = min(_span(element, "rowspan") or len(rows), len(rows) - number)
            height = max(height, 1)
            taken.update(
                (number + down, column + right) for down in range(height) for right in range(width)
            )
            placed.append(GridCell(column, width, height, element))
            column += width
        grid.append(placed)
    return grid


def _span(element: _Element, attribute: str) -> int:
    written = (element.get(attribute) or "1").strip()
    value = int(written[:6]) if written.isascii() and written.isdecimal() else 1
    return value or (0 if attribute == "rowspan" else 1)


def _filled(grid: Sequence[Sequence[GridCell]], columns: int) -> Iterator[list[GridCell]]:
    """Yield the rows with empty cells for the columns that they lack."""
    covered: set[tuple[int, int]] = {
        (number + down, cell.column + right)
        for number, row in enumerate(grid)
        for cell in row
        for down in range(cell.height)
        for right in range(cell.width)
    }
    for number, row in enumerate(grid):
        empty = (GridCell(n, 1, 1, None) for n in range(columns) if (number, n) not in covered)
        yield sorted([*row, *empty], key=lambda cell: cell.column)


def _has_stub(rows: Sequence[Sequence[GridCell]]) -> bool:
    firsts = [cell for row in rows for cell in row if cell.column == 0]
    return bool(firsts) and all(
        cell.element is not None and tag_name(cell.element) == "th" for cell in firsts
    )


def _row(cells: Sequence[GridCell], columns: int, reader: HtmlReader, blocks: Blocks) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        entry = nodes.entry()
        if cell.width > 1:
            entry["morecols"] = min(cell.width, columns - cell.column) - 1
        if cell.height > 1:
            entry["morerows"] = cell.height - 1
        if cell.element is not None:
            entry.extend([*targets(cell.element), *blocks(cell.element, reader)])
        row += entry
    return row
