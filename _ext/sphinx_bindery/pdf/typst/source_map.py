"""Source maps: the source location of each line of generated Typst, and warnings at locations.

The translator writes a mark before each block. :func:`unmark` removes the marks and returns a map
of them, so that Typst's diagnostics are reported at the file and line of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

_logger = logging.getLogger(__name__)
_MARK = re.compile("\x01(.*?)\x02(\\d*)\x03")


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A location in a source file; the line is None if it is unknown."""

    source: str
    line: int | None

    def __str__(self) -> str:
        """Return the location as Sphinx's loggers print it."""
        return f"{self.source}:{self.line or ''}"


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The source locations of the lines of one Typst file.

    Attributes:
        lines: Line numbers in ascending order, from 1.
        locations: The source location from each of these lines on.
    """

    lines: list[int] = field(default_factory=list)
    locations: list[SourceLocation] = field(default_factory=list)

    def at(self, line: int) -> SourceLocation | None:
        """Return the source location of a line, or None before the first mark."""
        index = bisect_right(self.lines, line)
        return self.locations[index - 1] if index else None


def location(node: nodes.Node) -> SourceLocation | None:
    """Return the source location of a node or of its nearest ancestor that has one."""
    current: nodes.Node | None = node
    while current is not None:
        if current.line is not None and current.source:
            return SourceLocation(current.source, current.line)
        current = current.parent
    source = node.source or (node.document and node.document.get("source"))
    return SourceLocation(source, None) if source else None


def mark(place: SourceLocation | None) -> str:
    """Return the mark of a source location, which :func:`unmark` removes."""
    return "" if place is None else f"\x01{place.source}\x02{place.line or ''}\x03"


def unmark(text: str) -> tuple[str, SourceMap]:
    """Return ``text`` without its marks, and the map of them."""
    found = SourceMap()
    pieces: list[str] = []
    line, end = 1, 0
    for match in _MARK.finditer(text):
        piece = text[end : match.start()]
        pieces.append(piece)
        line += piece.count("\n")
        found.lines.append(line)
        found.locations.append(SourceLocation(match[1], int(match[2]) if match[2] else None))
        end = match.end()
    pieces.append(text[end:])
    return "".join(pieces), found


def warn(
    message: str, place: SourceLocation | nodes.Node | None = None, subtype: str = "pdf"
) -> None:
    """Log a warning of the PDF builder at a source location or a node."""
    where = str(place) if isinstance(place, SourceLocation) else place
    _logger.warning("%s", message, type="bindery", subtype=subtype, location=where)
