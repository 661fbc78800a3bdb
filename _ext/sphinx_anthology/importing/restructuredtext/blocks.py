"""The blocks of a reStructuredText source: text, directives, targets, literal blocks, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXPLICIT = re.compile(r"(?P<indent> *)(?:\.\.|__)(?: +(?P<rest>.*))?$")
_DIRECTIVE = re.compile(
    r" *\.\. +(?:\|(?P<substitution>[^|]+)\| +)?(?P<name>\w+(?:[-:.+_]\w+)*) ?::"
    r"(?: +(?P<argument>.*))?$"
)
_TARGET = re.compile(
    r" *(?:\.\. +(?:__|_(?P<name>`[^`]+`|(?:\\.|[^:\\]|:(?=\S))+)):|__)(?: +(?P<address>.*))?$"
)
_NOTE = re.compile(r" *\.\. +\[[^\]]+\](?: |$)")
"""A footnote or citation; its content is text."""

OPTION = re.compile(r"\s*:(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
"""The line of an option of a directive."""


class BlockKind(Enum):
    """The kind of a block; literal blocks and comments are kept."""

    TEXT = auto()
    DIRECTIVE = auto()
    TARGET = auto()
    KEPT = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of a source.

    Attributes:
        kind: Their kind.
        start: The number of the first line, from 0.
        lines: The lines.
    """

    kind: BlockKind
    start: int
    lines: tuple[str, ...]

    @property
    def indent(self) -> str:
        """The white space before its first line."""
        return self.lines[0][: indent_of(self.lines[0])]


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive.

    Attributes:
        name: Its name in lower case.
        substitution: The name of the substitution that it defines; empty without one.
        argument: Its argument.
        options: The lines of its options, as written.
        content: The lines of its content, without leading blank lines.
        content_start: The number of the first line of the content within the block.
    """

    name: str
    substitution: str
    argument: str
    options: tuple[str, ...]
    content: tuple[str, ...]
    content_start: int

    def option(self, name: str) -> str:
        """Return the value of an option; empty without one."""
        for line in self.options:
            found = OPTION.match(line)
            if found and found["name"] == name:
                return (found["value"] or "").strip()
        return ""


def indent_of(line: str) -> int:
    """Return the number of spaces before a line."""
    return len(line) - len(line.lstrip(" "))


def source_lines(text: str) -> list[str]:
    """Return the lines of a text with tabs expanded and without trailing spaces, as in docutils."""
    return [line.expandtabs(8).rstrip() for line in text.split("\n")]


def blocks_of(lines: Sequence[str], start: int = 0) -> Iterator[Block]:
    """Split lines into blocks; every line is in one.

    Args:
        lines: The lines; the content of directives is not split.
        start: The number of the first line.
    """
    number = first = 0
    while number < len(lines):
        line = lines[number]
        if _EXPLICIT.match(line) and not line.lstrip().startswith("__" * 2):
            end = _end_of(lines, number + 1, indent_of(line))
            kind = _explicit_kind(line)
        elif line.lstrip().startswith(">>> "):
            end, kind = _paragraph_end(lines, number), BlockKind.KEPT
        elif line.endswith("::"):
            number += 1
            end, kind = _end_of(lines, number, indent_of(line)), BlockKind.KEPT
        else:
            number += 1
            continue
        if first < number:
            yield Block(BlockKind.TEXT, start + first, tuple(lines[first:number]))
        if number < end:
            yield Block(kind, start + number, tuple(lines[number:end]))
        number = first = end
    if first < number:
        yield Block(BlockKind.TEXT, start + first, tuple(lines[first:number]))


def _explicit_kind(line: str) -> BlockKind:
    if _DIRECTIVE.match(line):
        return BlockKind.DIRECTIVE
    if _NOTE.match(line):
        return BlockKind.TEXT
    return BlockKind.TARGET if _TARGET.match(line) else BlockKind.KEPT


def _end_of(lines: Sequence[str], start: int, indent: int) -> int:
    """Return the line after the lines with a deeper indent, without blank lines at their end."""
    end = number = start
    while number < len(lines) and (not lines[number] or indent_of(lines[number]) > indent):
        number += 1
        if lines[number - 1]:
            end = number
    return end


def _paragraph_end(lines: Sequence[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if not lines[n]), len(lines))


def parse_directive(block: Block) -> Directive:
    """Parse a block of the kind ``DIRECTIVE``.

    Raises:
        ValueError: The block is of another kind.
    """
    found = _DIRECTIVE.match(block.lines[0])
    if not found:
        message = f"line {block.start}: is not a directive"
        raise ValueError(message)
    words, options, number = [found["argument"] or ""], list[str](), 1
    while number < len(block.lines) and (line := block.lines[number]):
        if OPTION.match(line):
            options.append(line)
        elif options:
            options[-1] = f"{options[-1]} {line.strip()}"
        else:
            words.append(line.strip())
        number += 1
    while number < len(block.lines) and not block.lines[number]:
        number += 1
    argument = " ".join(filter(None, words)).strip()
    return Directive(
        found["name"].lower(),
        (found["substitution"] or "").strip(),
        argument,
        tuple(options),
        block.lines[number:],
        number,
    )


def parse_target(block: Block) -> tuple[str, str]:
    """Return the name and the address of a target; an anonymous target has no name.

    Raises:
        ValueError: The block is of another kind.
    """
    found = _TARGET.match(block.lines[0])
    if not found:
        message = f"line {block.start}: is not a target"
        raise ValueError(message)
    parts = [found["address"] or "", *block.lines[1:]]
    return (found["name"] or "").strip("`"), "".join(part.strip() for part in parts)
