"""Row headers of tables, tagged in the PDF that Typst wrote.

Typst tags the cells of header rows. For header columns it has ``pdf.header-cell``, which needs a
feature that its Python package cannot enable (0.15). So the template draws a line of zero width
after each header column. It is invisible, but Typst writes it as a border attribute of the cells
before it. The cells with this border become row headers (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

_END_EDGE = 3
"""The index of the end edge in the array of a border attribute (ISO 32000-1, table 343)."""


def tag_row_headers(pdf: pikepdf.Pdf) -> int:
    """Tag the row headers of tables; return the number of tables that have some.

    In a table with row headers, all cells find their headers by scope: a data cell that lists the
    headers of its column would have no others.
    """
    cells = [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary) and item.get("/S") == Name.TD and "/P" in item
    ]
    headers = [cell for cell in cells if _is_marked(cell)]
    tables = {_table(cell) for cell in headers}
    if tables:
        for cell in cells:
            if _table(cell) in tables:
                for attributes in _attributes(cell, Name.Table):
                    if "/Headers" in attributes:
                        del attributes["/Headers"]
    for cell in headers:
        cell.S = Name.TH
        if not (own := _attributes(cell, Name.Table)):
            own = [Dictionary(O=Name.Table)]
            cell.A = Array([*own, *_attributes(cell, Name.Layout)])
        own[0].Scope = Name.Row
    return len(tables)


def _is_marked(cell: pikepdf.Dictionary) -> bool:
    """Return whether a cell has a solid border of zero width at its end edge."""
    for layout in _attributes(cell, Name.Layout):
        style = _at_end_edge(layout.get("/BorderStyle"))
        thickness = _at_end_edge(layout.get("/BorderThickness"))
        if style == Name.Solid and thickness == 0:
            return True
    return False


def _at_end_edge(value: pikepdf.Object | None) -> object:
    """Return the value of a border attribute at the end edge: one for all edges, or one each."""
    if isinstance(value, Array):
        return value[_END_EDGE] if len(value) > _END_EDGE else None
    return value


def _attributes(element: pikepdf.Dictionary, owner: pikepdf.Name) -> list[pikepdf.Dictionary]:
    """Return the attribute objects of an owner in a structure element (ISO 32000-1, 14.7.5)."""
    value = element.get("/A", Array())
    return [
        item
        for item in (value if isinstance(value, Array) else [value])
        if isinstance(item, Dictionary) and item.get("/O") == owner
    ]


def _table(element: pikepdf.Dictionary) -> tuple[int, int]:
    """Return the object number and generation of the table around a structure element."""
    current: pikepdf.Object = element
    while current.get("/S") != Name.Table and "/P" in current:
        current = current.P
    return current.objgen
