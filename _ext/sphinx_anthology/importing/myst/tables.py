"""Cells and columns of tables in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_ALIGNMENT = re.compile(r"(?:^|text-align:\s*|has-text-align-)(left|right|center)\b", re.IGNORECASE)


def is_merged(el: Tag) -> bool:
    """Return whether a cell spans several columns or rows."""
    return any(str(el.get(name) or "1") != "1" for name in ("colspan", "rowspan"))


def delimiters(row: Tag, width: int) -> list[str]:
    """Return the delimiter row of a table, with the alignments of the cells of its first row."""
    marks = {"right": "---:", "center": ":---:"}
    cells = row.find_all(["td", "th"])
    found = [
        _ALIGNMENT.search(f"{cell.get('align')} {cell.get('style')} {cell.get('class')}")
        for cell in cells
    ]
    signs = [marks.get(entry[1].lower(), "---") if entry else "---" for entry in found]
    return (signs + ["---"] * width)[:width]
