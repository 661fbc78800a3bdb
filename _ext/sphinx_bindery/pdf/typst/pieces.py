"""The pieces of a document's Typst markup: its headings, and blocks that may become plain text.

When Typst cannot compile a block, the book is made with the text of the block in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from sphinx_bindery.pdf.typst.escape import markup
from sphinx_bindery.pdf.typst.source_map import SourceLocation, SourceMap, location, unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from docutils import nodes

ItemT = TypeVar("ItemT")

_MARK = re.compile("\x04(\\d*)\x05")
_LABEL = re.compile(r'(?:#anchor\(|\blabel: )"((?:[^"\\]|\\.)+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A block directly in a section.

    Attributes:
        text: Its text.
        place: Its source location.
        fallback: The markup in its place, empty for paragraphs of its text.
    """

    text: str
    place: SourceLocation | None
    fallback: str = ""


@dataclass(slots=True)
class BlockRecorder:
    """The blocks of a document in their order, with the marks at which they begin."""

    blocks: list[Block] = field(default_factory=list)

    def begin(self, node: nodes.Node, fallback: str = "") -> str:
        """Record a block, and return the mark at which it begins.

        Args:
            node: The node of the block.
            fallback: The markup that can stand in its place; by default paragraphs of its text.
        """
        self.blocks.append(Block("" if fallback else node.astext(), location(node), fallback))
        return f"\x04{len(self.blocks) - 1}\x05"

    @staticmethod
    def end() -> str:
        """Return the mark of markup that belongs to no block."""
        return "\x04\x05"


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive markup with source marks; ``block`` is None if nothing can replace it."""

    markup: str
    block: Block | None = None

    @property
    def as_text(self) -> str:
        """The markup of the plain text, with the anchors that other documents link to."""
        if self.block is None:
            return self.markup
        if self.block.fallback:
            return self.block.fallback
        names = dict.fromkeys(match[1] for match in _LABEL.finditer(self.markup))
        anchors = "".join(f'#anchor("{name}");' for name in names)
        lines = [markup(line) for line in self.block.text.splitlines() if line.strip()]
        return "\n\n".join(["", anchors, *lines, ""])


@dataclass(slots=True)
class DocumentPieces:
    """The pieces of a document.

    Attributes:
        pieces: All pieces in their order.
        replaced: The indexes of those whose text stands in their place.
    """

    pieces: Sequence[Piece]
    replaced: set[int] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block]) -> DocumentPieces:
        """Split markup at the marks of a recorder."""
        first, *rest = _MARK.split(text)
        pairs = zip(rest[::2], rest[1::2], strict=True)
        pieces = (Piece(piece, blocks[int(number)] if number else None) for number, piece in pairs)
        return cls([Piece(first), *pieces])

    def joined(self, head: str) -> tuple[str, SourceMap]:
        """Return the Typst file with its source map.

        Args:
            head: The lines at the top of the file.
        """
        texts = [
            piece.as_text if index in self.replaced else piece.markup
            for index, piece in enumerate(self.pieces)
        ]
        line = 1 + head.count("\n")
        self._starts = []
        for text in texts:
            self._starts.append(line)
            line += unmark(text)[0].count("\n")
        clean, found = unmark("".join(texts))
        lines = [line + head.count("\n") for line in found.lines]
        return head + clean, SourceMap(lines, found.locations)

    def at(self, line: int) -> int | None:
        """Return the index of the piece at a line, if it can be replaced and has not been."""
        index = bisect_right(self._starts, line) - 1
        return index if index in self.replaceable else None

    @property
    def replaceable(self) -> list[int]:
        """The indexes of the pieces that can be replaced and have not been."""
        pieces = enumerate(self.pieces)
        return [index for index, piece in pieces if piece.block and index not in self.replaced]


def culprits(items: Sequence[ItemT], fails: Callable[[Collection[ItemT]], bool]) -> list[ItemT]:
    """Return the items that cause a failure, by bisection.

    Args:
        items: All items; together they fail.
        fails: Returns whether it fails with these items alone.
    """
    return list(_culprits(items, fails))


def _culprits(
    items: Sequence[ItemT], fails: Callable[[Collection[ItemT]], bool]
) -> Iterator[ItemT]:
    if len(items) == 1:
        yield items[0]
        return
    middle = len(items) // 2
    halves = [half for half in (items[:middle], items[middle:]) if fails(half)]
    if not halves:  # only together
        yield from items
    for half in halves:
        yield from _culprits(half, fails)
