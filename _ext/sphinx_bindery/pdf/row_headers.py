"""Headers of rows: tag_row_headers in the finished PDF.

Typst tags the cells of header rows. For those of header columns it has ``pdf.header-cell``, which
needs a feature that its Python package cannot switch on (0.15). So the template ends these cells
with a line of no width, which nobody sees and Typst notes among a cell's attributes; here the cells
so noted become headers of their rows (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_END = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_XREF = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20
"""How long a line of the cross-reference table is (ISO 32000-1, 7.5.4)."""

_PART = re.compile(
    rb"\d+ 0 obj\n<</Type/StructElem/S/(TH|TD|TR|THead|TBody|TFoot|Table)"
    rb"(?:/NS \d+ 0 R)?/P (\d+) "
)
_NOTED = re.compile(
    rb"/BorderStyle\[/\w+/\w+/\w+/Solid\]/BorderThickness(?: 0|\[[\d.]+ [\d.]+ [\d.]+ 0\])>>"
)
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")
_TABLE_ATTRIBUTES = b"<</O/Table"


def tag_row_headers(pdf: bytes) -> bytes:
    """Return a PDF of Typst's with the headers of rows tag_row_headers as such.

    In a table with some, the cells find all headers by their scopes: a cell that names the headers
    of its column would have no others. A PDF that is not laid out as Typst 0.15 does it, or has no
    such cell (as in PDF 1.4, where cells have no lines), is returned as it is.
    """
    last = _END.search(pdf, max(0, len(pdf) - 64))
    if last is None or not _NOTED.search(pdf):
        return pdf
    end = int(last[1])
    objects = _objects(pdf, end)
    parts = {
        number: (part[1], int(part[2]))
        for number, text in objects.items()
        if (part := _PART.match(text))
    }
    cells = {number: _table(number, parts) for number, (kind, _) in parts.items() if kind == b"TD"}
    noted = {number for number in cells if _NOTED.search(objects[number])}
    tables = {cells[number] for number in noted}
    changed = {
        number: _header(objects[number]) if number in noted else _HEADERS.sub(b"", objects[number])
        for number, table in cells.items()
        if table in tables
    }
    return _written(pdf, end, objects, changed) if changed else pdf


def _objects(pdf: bytes, end: int) -> dict[int, bytes]:
    """Return the objects of a PDF by their numbers, in the order in which they stand in it.

    Args:
        pdf: the PDF.
        end: where its cross-reference table begins; none is read where there is no such table.
    """
    table = _XREF.match(pdf, end)
    if table is None:
        return {}
    lines = range(table.end(), table.end() + _ENTRY * int(table[1]), _ENTRY)
    starts = {
        number: int(pdf[line : line + 10])
        for number, line in enumerate(lines)
        if pdf[line + 17 : line + 18] == b"n"
    }
    order = sorted(starts, key=starts.__getitem__)
    stops = [*(starts[number] for number in order[1:]), end]
    return {n: pdf[starts[n] : stop] for n, stop in zip(order, stops, strict=True)}


def _table(number: int, parts: Mapping[int, tuple[bytes, int]]) -> int:
    """Return the table that a part of it belongs to."""
    while number in parts and parts[number][0] != b"Table":
        number = parts[number][1]
    return number


def _header(cell: bytes) -> bytes:
    """Return a data cell as the header of its row."""
    header = _HEADERS.sub(b"", cell).replace(b"/S/TD/", b"/S/TH/", 1)
    scope = _TABLE_ATTRIBUTES + b"/Scope/Row"
    if _TABLE_ATTRIBUTES in header:
        return header.replace(_TABLE_ATTRIBUTES, scope, 1)
    return header.replace(b"/A[", b"/A[" + scope + b">>", 1)


def _written(
    pdf: bytes, end: int, objects: Mapping[int, bytes], changed: Mapping[int, bytes]
) -> bytes:
    """Return the PDF with changed objects, and a cross-reference table that finds all of them."""
    texts = [changed.get(number, text) for number, text in objects.items()]
    first = end - sum(map(len, objects.values()))
    *starts, new_end = accumulate(map(len, texts), initial=first)
    places = dict(zip(objects, starts, strict=True))
    count = max(places) + 1
    lines = [pdf[end : end + pdf[end:].index(b"\n", 5) + 1]]
    lines += (
        b"%010d 00000 n\r\n" % places[number] if number in places else b"0000000000 65535 f\r\n"
        for number in range(count)
    )
    trailer = pdf[end + len(lines[0]) + _ENTRY * count :].rpartition(b"startxref")[0]
    return b"".join([pdf[:first], *texts, *lines, trailer, b"startxref\n%d\n%%%%EOF" % new_end])
