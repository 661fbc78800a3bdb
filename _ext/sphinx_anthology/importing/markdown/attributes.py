"""Attributes of blocks, as kramdown (``{: #id .class}``) and Goldmark (``{#id .class}``) have them.

MyST has another syntax for them. Identifiers that links lead to become targets; classes have no
effect in a book.
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
    """The lines of a block without those of its attributes, and the identifiers in these."""

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
    """Return a block of text without the lines of attributes above and below its text.

    Those above belong to the block before if that ends on the line above, else to this one.
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
    """Return a heading without the attributes after its text, and the identifiers in these."""
    found = _AFTER_HEADING.search(line)
    if not found or line[: found.start()].endswith("\\"):
        return line, ()
    return line[: found.start()] + line[found.end() :], identifiers(found[1])
