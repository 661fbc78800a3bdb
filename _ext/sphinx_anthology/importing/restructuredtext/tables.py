"""Grid and simple tables of reStructuredText; columns are widened for converted cells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Convert = Callable[[str, int], str]
    """Returns the converted text of a cell on a line, counted from 0."""

_GRID = re.compile(r" *\+(?:[-=]+\+)+$")
_SIMPLE = re.compile(r" *=+(?: +=+)+$")


def table_end(lines: Sequence[str], start: int) -> int:
    """Return the line after the table that begins on a line; the line itself without one."""
    if _GRID.match(lines[start]):
        end = start
        while end < len(lines) and lines[end].lstrip()[:1] in {"+", "|"}:
            end += 1
        return end
    if not _SIMPLE.match(lines[start]):
        return start
    borders = 1
    for number in range(start + 1, len(lines)):
        borders += bool(_SIMPLE.match(lines[number]))
        is_last = number + 1 == len(lines) or not lines[number + 1]
        if borders > 1 and is_last and _SIMPLE.match(lines[number]):
            return number + 1
    return start


def converted_table(lines: Sequence[str], convert: Convert) -> list[str] | None:
    """Return a table with converted cells.

    Args:
        lines: The lines of the table.
        convert: Converts the text of a cell.

    Returns:
        The lines; None for a table with merged cells or irregular borders.
    """
    is_grid = bool(_GRID.match(lines[0]))
    rows = _grid_rows(lines) if is_grid else _simple_rows(lines)
    if rows is None:
        return None
    written: list[list[str] | str] = []
    for number, row in enumerate(rows):
        is_border = isinstance(row, str)
        written.append(row if is_border else [convert(cell, number) for cell in row])
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    if written == rows:
        return list(lines)
    cells = [row for row in written if not isinstance(row, str)]
    widths = [max(map(len, column), default=1) or 1 for column in zip(*cells, strict=True)]
    render = _grid_line if is_grid else _simple_line
    return [f"{indent}{render(row, widths)}".rstrip() for row in written]


def _grid_rows(lines: Sequence[str]) -> list[list[str] | str] | None:
    """Return the cells of each line, or the character of a border; None for merged cells."""
    places = [found.start() for found in re.finditer(r"\+", lines[0])]
    rows: list[list[str] | str] = []
    for line in lines:
        if line.lstrip().startswith("+"):
            if not _GRID.match(line) or [f.start() for f in re.finditer(r"\+", line)] != places:
                return None
            rows.append("=" if "=" in line else "-")
        else:
            if len(line) != places[-1] + 1 or any(line[place] != "|" for place in places):
                return None
            rows.append([line[a + 1 : b].removeprefix(" ").rstrip() for a, b in pairwise(places)])
    return rows


def _simple_rows(lines: Sequence[str]) -> list[list[str] | str] | None:
    starts = [found.start() for found in re.finditer("=+", lines[0])]
    rows: list[list[str] | str] = []
    for line in lines:
        if _SIMPLE.match(line):
            if [found.start() for found in re.finditer("=+", line)] != starts:
                return None
            rows.append("=")
        elif re.fullmatch(r" *-+(?: +-+)*", line):
            return None
        else:
            ends = [*starts[1:], max(len(line), starts[-1])]
            if any(line[a - 1 : a].strip() for a in starts[1:]):
                return None
            rows.append([line[a:b].rstrip() for a, b in zip(starts, ends, strict=True)])
    return rows


def _grid_line(row: list[str] | str, widths: Sequence[int]) -> str:
    if isinstance(row, str):
        return f"+{'+'.join(row * (width + 2) for width in widths)}+"
    return f"|{'|'.join(f' {cell:<{width}} ' for cell, width in zip(row, widths, strict=True))}|"


def _simple_line(row: list[str] | str, widths: Sequence[int]) -> str:
    if isinstance(row, str):
        return "  ".join(row * width for width in widths)
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))


def runs(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Split lines into text and tables: the first line, the line after, whether it is a table."""
    first = number = 0
    while number < len(lines):
        end = table_end(lines, number)
        if end == number:
            number += 1
            continue
        if first < number:
            yield first, number, False
        yield number, end, True
        first = number = end
    if first < len(lines):
        yield first, len(lines), False
