"""Directives of Pelican and its plugins that Sphinx does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.embed_urls import GIST, VIMEO, YOUTUBE
from sphinx_anthology.importing.restructuredtext.blocks import (
    OPTION,
    BlockKind,
    blocks_of,
    parse_directive,
    source_lines,
)
from sphinx_anthology.importing.restructuredtext.converter import CODE, FILES, PARSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_anthology.importing.restructuredtext.blocks import Block, Directive

    Note = Callable[[int, str], None]
    """Takes a line, from 0, and a message."""

_KNOWN = PARSED | frozenset({
    "code", "code-block", "contents", "csv-table", "date", "default-role", "glossary", "highlight",
    "image", "index", "line-block", "math", "meta", "parsed-literal", "productionlist", "raw",
    "section-numbering", "sectnum", "sourcecode", "tabularcolumns", "target-notes", "title",
    "toctree", "unicode",
})  # fmt: skip
"""The directives of docutils and Sphinx that insert no file."""

_CODE_OPTIONS = frozenset({
    "caption", "class", "dedent", "emphasize-lines", "force", "lineno-start", "name",
    "number-lines",
})  # fmt: skip
_PLAYERS = {
    "youtube": YOUTUBE,
    "vimeo": VIMEO,
    "gist": GIST,
    "soundcloud": "https://soundcloud.com/",
}


def with_known_directives(text: str, note: Note) -> str:
    """Return a source in which unknown directives are links or literal blocks.

    Args:
        text: The source.
        note: Reports what has no counterpart.
    """
    return "\n".join(_converted(source_lines(text), 0, note))


def _converted(lines: Sequence[str], start: int, note: Note) -> Iterator[str]:
    for block in blocks_of(lines, start):
        if block.kind is not BlockKind.DIRECTIVE:
            yield from block.lines
            continue
        directive = parse_directive(block)
        if directive.name in _PLAYERS and directive.argument:
            address = f"{_PLAYERS[directive.name]}{directive.argument.split()[0]}"
            yield f"{block.indent}{address}"
        elif directive.name in FILES or directive.name not in _KNOWN:
            advice = "copy the text of the file" if directive.name in FILES else "edit it"
            note(
                block.start,
                f"{directive.name}: a directive without counterpart; it is kept as code, {advice}",
            )
            yield from _literal(block)
        elif directive.name in CODE:
            yield from _code(block, directive)
        elif directive.name in PARSED:
            yield from block.lines[: directive.content_start]
            yield from _converted(directive.content, block.start + directive.content_start, note)
        else:
            yield from block.lines


def _code(block: Block, directive: Directive) -> Iterator[str]:
    """Yield a code block with options of Pelican as those of Sphinx."""
    yield block.lines[0]
    for option in directive.options:
        found = OPTION.match(option)
        name, value = (found["name"], (found["value"] or "").strip()) if found else ("", "")
        indent = option[: len(option) - len(option.lstrip())]
        match name:
            case "linenos":
                yield f"{indent}:linenos:"
            case "linenostart":
                yield f"{indent}:lineno-start: {value}"
            case "hl_lines":
                yield f"{indent}:emphasize-lines: {','.join(value.split())}"
            case _ if name in _CODE_OPTIONS:
                yield option
    if directive.content:
        yield from ("", *directive.content)


def _literal(block: Block) -> Iterator[str]:
    yield f"{block.indent}::"
    yield ""
    yield from (f"   {line}".rstrip() for line in block.lines)
