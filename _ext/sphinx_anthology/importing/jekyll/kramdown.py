"""Syntax of kramdown that CommonMark does not have.

Attributes and formulas are converted by :mod:`sphinx_anthology.importing.markdown`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.tag_placeholders import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_TOC = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S.*")
_TOC_MARK = re.compile(r"[ \t]*\{:[^{}]*\btoc\b[^{}]*\}[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\]]+)\]:[ \t]*(.*)")
_COMMENT_START = re.compile(r"[ \t]*\{::comment[^}]*\}[ \t]*")
_COMMENT_END = re.compile(r"[ \t]*\{:/(?:comment)?\}[ \t]*")
_EXTENSION = re.compile(r"[ \t]*\{:[:/]/?[\w-]*(?:[ \t][^{}]*)?/?\}[ \t]*")
_HTML_START = re.compile(
    r"^ {0,3}<(?P<name>div|section|article|aside|blockquote|table|figure|ul|ol|dl|details|center"
    r"|p)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)\b(?P<rest>[^>]*)>")
_REFERENCE_ATTRIBUTES = re.compile(r"[ \t]*\{:[\w-]+:[^{}]*\}[ \t]*")


def without_kramdown(text: str) -> str:
    """Return a text without kramdown's tables of contents, comments, options and abbreviations."""
    if "{:" not in text and "*[" not in text:
        return text
    lines, found = text.split("\n"), list[str]()
    fence, in_comment = "", False
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or (mark and not in_comment):
            closes = mark and fence and mark["fence"].startswith(fence)
            fence = "" if closes else fence or (mark["fence"] if mark else "")
            found.append(line)
        elif in_comment or _COMMENT_START.fullmatch(line):
            in_comment = not _COMMENT_END.fullmatch(line)
            found.append("")
        elif (
            _is_toc(lines, number)
            or _ABBREVIATION.fullmatch(line)
            or _REFERENCE_ATTRIBUTES.fullmatch(line)
            or _EXTENSION.fullmatch(line)
        ):
            found.append("")
        else:
            found.append(line)
    return "\n".join(found)


def _is_toc(lines: list[str], number: int) -> bool:
    """Return whether a line is a list that kramdown replaces by the contents, or its ``{:toc}``."""
    if _TOC_MARK.fullmatch(lines[number]):
        return True
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_TOC.fullmatch(lines[number]) and _TOC_MARK.fullmatch(below))


def with_whole_html(text: str) -> str:
    """Return a text in which blank lines do not end an HTML element, as in kramdown.

    CommonMark would read what follows as Markdown, and what is indented as code.
    """
    if not _HTML_START.search(text):
        return text
    lines = text.split("\n")
    for start, end in _elements(lines):
        for number in range(start, end):
            if not lines[number].strip():
                lines[number] = BLANK
    return "\n".join(lines)


def _elements(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of HTML elements, except those with Markdown in them."""
    opened: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    plain: set[int] = set()  # lines outside of code
    markdown: list[int] = []  # lines of code, or with an attribute ``markdown``
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            closes = mark and fence and mark["fence"].startswith(fence)
            fence = "" if closes else fence or (mark["fence"] if mark else "")
            markdown.append(number)
            continue
        plain.add(number)
        for tag in _TAG.finditer(line):
            name = tag["name"].lower()
            if "markdown=" in tag["rest"]:
                markdown.append(number)
            if not tag["end"]:
                opened.setdefault(name, []).append(number)
            elif opened.get(name):
                ends[opened[name].pop()] = number
    last = -1
    for start, line in enumerate(lines):
        end = ends.get(start, -1)
        if start <= last or start not in plain or not _HTML_START.match(line):
            continue
        has_markdown = bisect_left(markdown, start) < bisect_right(markdown, end)
        if end > start and not has_markdown:
            yield start, end
            last = end
