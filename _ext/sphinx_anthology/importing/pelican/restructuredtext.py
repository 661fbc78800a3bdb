"""Directives of Pelican's plugins, which Sphinx does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.restructuredtext.blocks import (
    BlockKind,
    blocks_of,
    parse_directive,
    source_lines,
)
from sphinx_anthology.importing.restructuredtext.converter import PARSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_anthology.importing.restructuredtext.blocks import Block

_KNOWN = PARSED | frozenset({
    "code", "code-block", "contents", "csv-table", "date", "default-role", "glossary", "highlight",
    "image", "index", "line-block", "math", "meta", "parsed-literal", "productionlist", "raw",
    "section-numbering", "sectnum", "sourcecode", "tabularcolumns", "target-notes", "title",
    "toctree", "unicode",
})  # fmt: skip
"""The directives of docutils and Sphinx that need no other file."""

_FILES = frozenset({"include", "literalinclude"})
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "gist": "https://gist.github.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
}


def with_known_directives(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a source in which unknown directives are links or literal blocks, and notices.

    Args:
        text: The source.

    Returns:
        The source, and messages with their lines, from 0.
    """
    notes: list[tuple[int, str]] = []
    return "\n".join(_converted(source_lines(text), 0, notes)), notes


def _converted(lines: Sequence[str], start: int, notes: list[tuple[int, str]]) -> Iterator[str]:
    for block in blocks_of(lines, start):
        if block.kind is not BlockKind.DIRECTIVE:
            yield from block.lines
            continue
        directive = parse_directive(block)
        if directive.name in _PLAYERS and directive.argument:
            address = _PLAYERS[directive.name].format(directive.argument.split()[0])
            yield f"{block.indent}{address}"
        elif directive.name in _FILES or not _is_known(directive.name):
            advice = "copy the text of the file" if directive.name in _FILES else "edit it"
            message = (
                f"{directive.name}: a directive without counterpart is shown as it is; {advice}"
            )
            notes.append((block.start, message))
            yield from _literal(block)
        elif directive.name in PARSED:
            yield from block.lines[: directive.content_start]
            inner = block.start + directive.content_start
            yield from _converted(directive.content, inner, notes)
        else:
            yield from block.lines


def _is_known(name: str) -> bool:
    return name in _KNOWN


def _literal(block: Block) -> Iterator[str]:
    yield f"{block.indent}::"
    yield ""
    yield from (f"   {line}".rstrip() for line in block.lines)
