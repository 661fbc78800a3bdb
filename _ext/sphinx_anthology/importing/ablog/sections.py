"""Sections of a document that are posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_anthology.core.ablog.source_outline import Directive, Outline

_ATX = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The lines of a section.

    Attributes:
        start: The first line of its heading, from 0.
        body: The first line below its heading.
        end: The line after its last one.
        title: Its heading.
        level: The level of its heading.
    """

    start: int
    body: int
    end: int
    title: str
    level: int


def section_lines(
    lines: Sequence[str], outline: Outline, directive: Directive
) -> SectionLines | None:
    """Return the section around a ``post`` directive, None without a heading above it.

    Args:
        lines: The lines of the file.
        outline: Its outline.
        directive: The directive.
    """
    heading = outline.heading_above(directive.line)
    if heading is None:
        return None
    after = (
        other.line
        for other in outline.headings
        if other.line > heading.line and other.level <= heading.level
    )
    following = next(after, 0)
    end = _start(lines, following) if following else len(lines)
    start = _start(lines, heading.line)
    atx = _ATX.fullmatch(lines[heading.line - 1])
    title = atx[2] if atx else lines[heading.line - 1].strip()
    body = heading.line if atx else heading.line + 1
    return SectionLines(start, body, end, title, heading.level)


def _start(lines: Sequence[str], line: int) -> int:
    """Return the number from 0 of the first line of the heading on a line, with its overline."""
    above, below = line - 2, line
    has_overline = (
        above >= 0
        and below < len(lines)
        and bool(_ADORNMENT.fullmatch(lines[above].rstrip()))
        and lines[above].rstrip() == lines[below].rstrip()
    )
    return above if has_overline else line - 1
