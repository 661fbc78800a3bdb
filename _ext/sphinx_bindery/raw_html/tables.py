"""Tables of HTML as tables of docutils, in which every row has a cell for every column."""

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

WIDEST = 64
"""The most columns that a cell may span; a browser allows 1000."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its place; ``element`` is None where the row has none for the column."""

    column: int
    width: int
    height: int
    element: _Element | None


def table(element: _Element, reader: HtmlReader, blocks: Blocks) -> list[nodes.Node]:
    """Return a table as nodes; one without cells as the blocks in it."""
    rows = [row for row in element.iter("tr") if _table_of(row) is element]
    heads = _heads(rows)
    grid = [*_grid(rows[:heads]), *_grid(rows[heads:])]
    columns = max((cell.column + cell.width for row in grid for cell in row), default=0)
    if not columns:
        return []
    made = nodes.table()
    for caption in element.iterchildren("caption"):
        made += nodes.title("", "", *strip_blanks(reader.inline_content(caption)))
        break
    group = nodes.tgroup(cols=columns)
    stub = _has_stub(grid[heads:])
    group.extend(nodes.colspec(colwidth=1, stub=1 if stub and not n else 0) for n in range(columns))
    for kind, part in ((nodes.thead, grid[:heads]), (nodes.tbody, grid[heads:])):
        if part:
            section = kind()
            section.extend(_row(row, columns, reader, blocks) for row in _whole(part, columns))
            group += section
    made += group
    return [reader.with_source(made)]


def _table_of(row: _Element) -> _Element | None:
    return next(row.iterancestors("table"), None)


def _heads(rows: Sequence[_Element]) -> int:
    """Return how many rows from the first are a header: in a ``thead``, or of ``th`` alone."""
    count = 0
    for row in rows:
        parent = row.getparent()
        cells = [tag_name(cell) for cell in row if tag_name(cell) in ("td", "th")]
        in_head = parent is not None and tag_name(parent) == "thead"
        if not in_head and not (cells and all(cell == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(rows) else 0


def _grid(rows: Sequence[_Element]) -> list[list[Cell]]:
    """Return the rows' cells in their places; no cell leaves the rows or covers another."""
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
            wanted = min(_span(element, "colspan"), WIDEST)
            width = next((n for n in range(1, wanted) if (number, column + n) in taken), wanted)
            height = min(_span(element, "rowspan") or len(rows), len(rows) - number)
            height = max(height, 1)
            taken.update(
                (number + down, column + right) for down in range(height) for right in range(width)
            )
            placed.append(Cell(column, width, height, element))
            column += width
        grid.append(placed)
    return grid


def _span(element: _Element, attribute: str) -> int:
    written = (element.get(attribute) or "1").strip()
    value = int(written[:6]) if written.isascii() and written.isdecimal() else 1
    return value or (0 if attribute == "rowspan" else 1)


def _whole(grid: Sequence[Sequence[Cell]], columns: int) -> Iterator[list[Cell]]:
    """Yield the rows with an empty cell wherever they have none."""
    covered: set[tuple[int, int]] = {
        (number + down, cell.column + right)
        for number, row in enumerate(grid)
        for cell in row
        for down in range(cell.height)
        for right in range(cell.width)
    }
    for number, row in enumerate(grid):
        empty = (Cell(n, 1, 1, None) for n in range(columns) if (number, n) not in covered)
        yield sorted([*row, *empty], key=lambda cell: cell.column)


def _has_stub(rows: Sequence[Sequence[Cell]]) -> bool:
    firsts = [cell for row in rows for cell in row if cell.column == 0]
    return bool(firsts) and all(
        cell.element is not None and tag_name(cell.element) == "th" for cell in firsts
    )


def _row(cells: Sequence[Cell], columns: int, reader: HtmlReader, blocks: Blocks) -> nodes.row:
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
