"""The text of ABlog's documents without its directives; each line has its number in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.restructuredtext.blocks import (
    BlockKind,
    blocks_of,
    parse_directive,
)
from sphinx_anthology.importing.restructuredtext.converter import FILES, PARSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_anthology.importing.restructuredtext.blocks import Block, Directive

    Line = tuple[int, str]
    """A line with its number in the file, from 1."""

    Note = Callable[[int, str], None]
    """Takes a line and a message."""

_ADVICE: Mapping[str, str] = {
    "postlist": "the list of posts is left out; write a list of ours if you need it",
    "toctree": "its documents are elsewhere now, so it is left out; the book has its own",
}
"""The notices about directives that are left out."""

_OPTION = re.compile(r"\s*:?(?P<name>[\w-]+):(?:\s.*)?$")
_FENCE = re.compile(
    r"(?P<indent> *)(?P<fence>`{3,}|~{3,}|:{3,})(?:\{(?P<name>[^}]+)\})?\s*(?P<rest>.*)"
)
_REF = re.compile(
    r"``.+?``|(?:(?<!:)\{ref\}|:ref:)`(?:(?P<text>[^`<]+)<(?P<label>[^`<>]+)>|(?P<alone>[^`]+))`"
)
_PAGES = re.compile(r"(?:blog|tag|author|category|location|language|archive)-[\w-]+|blog|drafts")
"""The labels of ABlog's listing pages."""


def rst_lines(lines: Sequence[Line], note: Note) -> Iterator[Line]:
    """Yield the lines of reStructuredText without ABlog's directives.

    Args:
        lines: The lines.
        note: Reports what has no counterpart.
    """
    texts = [text.expandtabs(8).rstrip() for _number, text in lines]
    for block in blocks_of(texts):
        here = lines[block.start : block.start + len(block.lines)]
        numbered = [(number, text) for (number, _old), text in zip(here, block.lines, strict=True)]
        if block.kind is not BlockKind.DIRECTIVE:
            yield from numbered
            continue
        directive = parse_directive(block)
        content = numbered[directive.content_start :]
        match directive.name:
            case "post":
                if not any(option.strip().startswith(":exclude:") for option in directive.options):
                    yield from rst_lines(_dedented(content, block.indent), note)
            case "update":
                yield from _update(block, directive, numbered[0][0])
                yield from rst_lines(content, note)
            case name if name in _ADVICE:
                note(numbered[0][0], f"{name}: {_ADVICE[name]}")
            case name if name in PARSED:
                yield from numbered[: directive.content_start]
                yield from rst_lines(content, note)
            case name:
                _note_file(name, directive.argument, numbered[0][0], note)
                yield from numbered


def _note_file(name: str, argument: str, line: int, note: Note) -> None:
    if name in FILES and argument:
        note(line, f"{name}: {argument!r} is not imported; copy the file, and write its new path")


def _update(block: Block, directive: Directive, number: int) -> Iterator[Line]:
    yield number, f"{block.indent}.. admonition:: Updated on {directive.argument}"
    yield number, f"{block.indent}   :class: note"
    yield number, ""


def _dedented(lines: Sequence[Line], indent: str) -> list[Line]:
    depths = [len(text) - len(text.lstrip()) for _number, text in lines if text]
    depth = min(depths, default=0)
    return [(number, f"{indent}{text[depth:]}".rstrip()) for number, text in lines]


def myst_lines(lines: Sequence[Line], note: Note) -> Iterator[Line]:
    """Yield the lines of MyST without ABlog's directives; see :func:`rst_lines`."""
    position = 0
    while position < len(lines):
        number, text = lines[position]
        position += 1
        found = _FENCE.fullmatch(text)
        if not found or (not found["name"] and found["fence"][0] == ":"):
            yield number, text
            continue
        end = _fence_end(lines, position, found["fence"])
        inside, close = lines[position:end], lines[end : end + 1]
        name = found["name"] or ""
        if name in {"post", "update"}:
            options = _options_end(inside)
            is_excluded = any(
                t.strip().lstrip(":").startswith("exclude:") for _n, t in inside[:options]
            )
            content = list(myst_lines(inside[options:], note))
            if name == "update":
                title = f"{found['fence']}{{admonition}} Updated on {found['rest']}"
                yield from [(number, title), (number, ":class: note"), *content, *close]
            elif not is_excluded:
                yield from content
        elif name in _ADVICE:
            note(number, f"{name}: {_ADVICE[name]}")
        elif name == "eval-rst":
            content = list(rst_lines(inside, note))
            if any(text.strip() for _number, text in content):
                yield from [(number, text), *content, *close]
        elif name in PARSED or (name and found["fence"][0] == ":"):
            # other directives may contain those of ABlog
            yield number, text
            yield from myst_lines(inside, note)
            yield from close
        else:
            _note_file(name, found["rest"], number, note)
            yield from [(number, text), *inside, *close]
        position = end + 1


def directive_content(lines: Sequence[str], line: int, *, is_markdown: bool) -> Sequence[str]:
    """Return the content of the directive on a line, without its options.

    Args:
        lines: The lines of the file.
        line: The line of the directive, from 1.
        is_markdown: Whether the file is MyST; it may contain reStructuredText (``eval-rst``).
    """
    found = _FENCE.fullmatch(lines[line - 1]) if is_markdown else None
    if found:
        numbered = [(number, text) for number, text in enumerate(lines, 1)]
        inside = numbered[line : _fence_end(numbered, line, found["fence"])]
        return [text for _number, text in inside[_options_end(inside) :]]
    texts = [text.expandtabs(8).rstrip() for text in lines[line - 1 :]]
    block = next(blocks_of(texts), None)
    is_directive = block and block.kind is BlockKind.DIRECTIVE
    return parse_directive(block).content if block and is_directive else ()


def _fence_end(lines: Sequence[Line], start: int, fence: str) -> int:
    close = re.compile(rf" *{re.escape(fence[0])}{{{len(fence)},}}\s*")
    found = (n for n in range(start, len(lines)) if close.fullmatch(lines[n][1]))
    return next(found, len(lines))


def _options_end(lines: Sequence[Line]) -> int:
    """Return the number of lines of the options of a directive."""
    if lines and lines[0][1].strip() == "---":
        found = (n for n in range(1, len(lines)) if lines[n][1].strip() == "---")
        return next(found, len(lines) - 1) + 1
    number = 0
    while number < len(lines) and lines[number][1].strip() and _OPTION.match(lines[number][1]):
        number += 1
    return number


def without_labels(line: Line, labels: Mapping[str, str], note: Note, *, is_markdown: bool) -> Line:
    """Return a line with references to ABlog's labels as links to documents, or as text.

    Args:
        line: The line.
        labels: The docnames by the labels that ABlog generates.
        note: Reports references to listing pages.
        is_markdown: Whether the line is MyST.
    """

    def replaced(found: re.Match[str]) -> str:
        label = (found["label"] or found["alone"] or "").strip()
        key = label.lower()
        if docname := labels.get(key):
            target = f"{found['text'].strip()} </{docname}>" if found["text"] else f"/{docname}"
            return f"{{doc}}`{target}`" if is_markdown else f":doc:`{target}`"
        if label and _PAGES.fullmatch(key):
            note(
                line[0],
                f"ref: {label!r} is a page of ABlog; only its text is kept, link to ours instead",
            )
            return (found["text"] or label).strip()
        return found[0]

    return line[0], _REF.sub(replaced, line[1])
