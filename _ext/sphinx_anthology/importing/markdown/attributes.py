"""Attributes of blocks in kramdown (``{: #id .class}``) and Goldmark (``{#id .class}``).

MyST has another syntax. Identifiers to which links lead become targets; classes are left out, since
they have no effect in a book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLOCK_LINE = re.compile(
    r"[ \t>]*\{:(?!:)[^{}\n]*\}[ \t]*|[ \t>]*\{[ \t]*[.#][\w-][^{}\n]*\}[ \t]*"
)
_EXTENSION_LINE = re.compile(r"[ \t>]*\{:(?::[\w-]*[^{}\n]*|/[\w-]*)/?\}[ \t]*")
_AFTER_HEADING = re.compile(
    r"[ \t]*\{:?[ \t]*([.#:\w-][^{}\n]*)\}(?=[ \t]*#*[ \t]*$)", re.MULTILINE
)
_IDENTIFIER = re.compile(r"(?:^|[\s{:])#([\w:.-]+)|\bid=[\"']?([\w:.-]+)")
_TOC = re.compile(r"\{:[^{}]*\btoc\b[^{}]*\}")


@dataclass(frozen=True, slots=True)
class BlockAttributes:
    """A block of text without its attributes.

    Attributes:
        lines: The lines of the block without those of attributes.
        identifiers: The identifiers in the attributes below the text.
        before: The identifiers in the attributes above the text.
        is_toc: Whether kramdown replaces the block by a table of contents.
    """

    lines: list[str]
    identifiers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    is_toc: bool = False


def identifiers(attributes: str) -> tuple[str, ...]:
    """Return the identifiers in a list of attributes."""
    return tuple(first or second for first, second in _IDENTIFIER.findall(attributes))


def is_attribute_line(line: str) -> bool:
    """Return whether a line consists of attributes."""
    return bool(_BLOCK_LINE.fullmatch(line) or _EXTENSION_LINE.fullmatch(line))


def split_block(lines: list[str]) -> BlockAttributes:
    """Split the lines of attributes above and below the text off a block.

    Those above belong to the previous block if it ends on the line above, else to this one.
    """
    start, end = 0, len(lines)
    while start < end and is_attribute_line(lines[start]):
        start += 1
    while end > start and is_attribute_line(lines[end - 1]):
        end -= 1
    above, below = "\n".join(lines[:start]), "\n".join(lines[end:])
    return BlockAttributes(
        lines[start:end], identifiers(below), identifiers(above), bool(_TOC.search(below))
    )


def split_heading(line: str) -> tuple[str, tuple[str, ...]]:
    """Split the attributes off a heading, and return the heading and their identifiers."""
    found = _AFTER_HEADING.search(line)
    if not found or line[: found.start()].endswith("\\"):
        return line, ()
    return line[: found.start()] + line[found.end() :], identifiers(found[1])
