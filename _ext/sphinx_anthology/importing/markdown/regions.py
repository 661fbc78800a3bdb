"""The regions of a Markdown text, such as code and headings, as MyST's parser finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from sphinx_anthology.importing.markdown.html_tags import BLOCKS, PHRASING, STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
_PARSER.core.ruler.enableOnly(["normalize", "block"])

_PHRASING = re.compile(
    r"[ \t>]*</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|var)\b",
    re.IGNORECASE,
)
"""Inline elements; at the beginning of a line, CommonMark alone reads some as a block of HTML."""

_NAME = re.compile(r"[ \t>]*</?([A-Za-z][\w-]*)")


class RegionKind(StrEnum):
    """The kind of a region."""

    FENCE = "fence"
    CODE = "indented code"
    HTML = "HTML"
    HEADING = "heading"
    DEFINITION = "definition"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of a text.

    Attributes:
        kind: Their kind.
        start: The first line, from 0.
        end: The line after the last one.
        level: The level of a heading.
        is_nested: Whether it is within a list, a block quote or a footnote.
        markup: The characters of a fence or heading.
        info: The info string of a fence.
    """

    kind: RegionKind
    start: int
    end: int
    level: int = 0
    is_nested: bool = False
    markup: str = ""
    info: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link reference definition; its label is normalized."""

    label: str
    address: str
    title: str


def parse_regions(text: str) -> tuple[list[Region], dict[str, Reference]]:
    """Return regions that cover all lines of a text, and link reference definitions by label."""
    env: dict[str, object] = {}
    tokens = _PARSER.parse(text, env)
    lines = text.split("\n")
    found = list(_blocks(tokens, lines))
    definitions = env.get("references")
    references: dict[str, Reference] = {}
    for label, entry in definitions.items() if isinstance(definitions, dict) else ():
        references[label] = Reference(label, entry["href"], entry["title"])
        start, end = entry["map"]
        found.append(Region(RegionKind.DEFINITION, start, end))
    found += (Region(RegionKind.DEFINITION, start, end) for start, end in _duplicates(env))
    return list(_covering(found, lines)), references


def _duplicates(env: dict[str, object]) -> Iterator[tuple[int, int]]:
    entries = env.get("duplicate_refs")
    for entry in entries if isinstance(entries, list) else ():
        yield entry["map"][0], entry["map"][1]


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Region]:
    depth = 0
    for token in tokens:
        if token.type in {"blockquote_open", "list_item_open", "footnote_open"}:
            depth += 1
        elif token.type in {"blockquote_close", "list_item_close", "footnote_close"}:
            depth -= 1
        if token.map is None:
            continue
        start, end = token.map
        match token.type:
            case "fence":
                yield Region(RegionKind.FENCE, start, end, 0, depth > 0, token.markup, token.info)
            case "code_block":
                yield Region(RegionKind.CODE, start, end, 0, depth > 0)
            case "html_block":
                is_text = _PHRASING.match(lines[start]) or not _is_html(lines[start])
                kind = RegionKind.TEXT if is_text else RegionKind.HTML
                yield Region(kind, start, end, 0, depth > 0)
            case "heading_open":
                level = int(token.tag[1])
                yield Region(RegionKind.HEADING, start, end, level, depth > 0, token.markup)
            case "paragraph_open" | "table_open":
                yield Region(RegionKind.TEXT, start, end, 0, depth > 0)


def _is_html(line: str) -> bool:
    """Return whether a line begins with an element of HTML or a comment."""
    found = _NAME.match(line)
    return found is None or found[1].lower() in PHRASING | BLOCKS | STRUCTURE


def _covering(found: list[Region], lines: Sequence[str]) -> Iterator[Region]:
    """Yield the regions in order, with text or blank lines between them."""
    position = 0
    for region in sorted(found, key=lambda region: (region.start, region.end)):
        if region.start < position:
            continue
        yield from _between(lines, position, region.start)
        yield region
        position = region.end
    yield from _between(lines, position, len(lines))


def _between(lines: Sequence[str], start: int, end: int) -> Iterator[Region]:
    first = start
    for number in range(start, end + 1):
        is_end = number == end
        if is_end or not lines[number].strip(" \t>"):
            if number > first:
                yield Region(RegionKind.TEXT, first, number)
            if not is_end:
                yield Region(RegionKind.BLANK, number, number + 1)
            first = number + 1
