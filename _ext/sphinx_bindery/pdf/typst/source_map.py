"""Where each line of generated Typst comes from.

The translator writes a mark before each block; :func:`unmark` takes them out again and keeps what
they say, so that what Typst diagnostics of a line can be told of the author's file and line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

_MARK = re.compile("\x01(.*?)\x02(\\d*)\x03")


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A place in an author's file; the line is None where it is not known."""

    source: str
    line: int | None

    def __str__(self) -> str:
        """Return the place as Sphinx's loggers write it."""
        return f"{self.source}:{self.line or ''}"


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places that the lines of one Typst file come from."""

    lines: list[int] = field(default_factory=list)
    locations: list[SourceLocation] = field(default_factory=list)

    def at(self, line: int) -> SourceLocation | None:
        """Return what line ``line`` (from 1) comes from, or None before the first mark."""
        index = bisect_right(self.lines, line)
        return self.locations[index - 1] if index else None


def location(node: nodes.Node) -> SourceLocation | None:
    """Return the place of ``node`` or of the nearest ancestor that knows its own."""
    current: nodes.Node | None = node
    while current is not None:
        if current.line is not None and current.source:
            return SourceLocation(current.source, current.line)
        current = current.parent
    source = node.source or (node.document and node.document.get("source"))
    return SourceLocation(source, None) if source else None


def mark(place: SourceLocation | None) -> str:
    """Return the mark of a place, to stand in Typst source until :func:`unmark`."""
    return "" if place is None else f"\x01{place.source}\x02{place.line or ''}\x03"


def unmark(text: str) -> tuple[str, SourceMap]:
    """Take the marks out of ``text``; return it with the map of what they said."""
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
