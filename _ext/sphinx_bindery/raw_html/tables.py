"""Conversion of HTML tables to docutils tables, in which each row covers all columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.inline import strip_blanks, tag_name, targets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import HtmlReader

    Blocks = Callable[[_Element, HtmlReader], list[nodes.Node]]

MAX_COLSPAN = 64
"""The most columns that a cell may span; browsers allow 1000."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its spans; ``element`` is None for a cell that is missing from its row."""

    width: int = 1
    height: int = 1
    element: _Element | None = None


def table(element: _Element, reader: HtmlReader, blocks: Blocks) -> list[nodes.Node]:
    """Convert a table; one without cells is left out."""
    rows = [row for row in element.iter("tr") if _table_of(row) is element]
    header_count = _header_rows(rows)
    head, body = _grid(rows[:header_count]), _grid(rows[header_count:])
    columns = max((1 + max(row) for row in (*head, *body) if row), default=0)
    if not columns:
        return []
    result = nodes.table()
    for caption in element.iterchildren("caption"):
        result += nodes.title("", "", *strip_blanks(reader.inline_content(caption)))
        break
    group = nodes.tgroup(cols=columns)
    stub = _has_stub(body)
    group.extend(nodes.colspec(colwidth=1, stub=1 if stub and not n else 0) for n in range(columns))
    for section, part in ((nodes.thead(), head), (nodes.tbody(), body)):
        if part:
            section.extend(_row(row, columns, reader, blocks) for row in part)
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
        cells = [tag_name(cell) for cell in row.iterchildren("td", "th")]
        in_head = parent is not None and tag_name(parent) == "thead"
        if not in_head and not (cells and all(cell == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(rows) else 0


def _grid(rows: Sequence[_Element]) -> list[dict[int, GridCell | None]]:
    """Return the cells of each row by column; None where another cell spans.

    Spans are cut so that no cells overlap.
    """
    grid: list[dict[int, GridCell | None]] = [{} for _ in rows]
    for number, (row, placed) in enumerate(zip(rows, grid, strict=True)):
        column = 0
        for element in row.iterchildren("td", "th"):
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
    cells: Mapping[int, GridCell | None], columns: int, reader: HtmlReader, blocks: Blocks
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
            entry.extend([*targets(cell.element), *blocks(cell.element, reader)])
        row += entry
    return row
