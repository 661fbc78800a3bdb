"""What kramdown reads in Markdown and CommonMark does not.

Attributes and formulas are left to :mod:`sphinx_anthology.importing.markdown`.
"""

from __future__ import annotations

import re

from sphinx_anthology.importing.markdown.kept import BLANK

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
_REFERENCE_ATTRIBUTES = re.compile(r"[ \t]*\{:[\w-]+:[^{}]*\}[ \t]*")


def without_kramdown(text: str) -> str:
    """Return a text without lists of contents, comments, options and abbreviations of kramdown."""
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
    """Return whether a line is a list item that kramdown replaces by the contents, or its mark."""
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
    number, fence = 0, ""
    while number < len(lines):
        mark = _FENCE.match(lines[number])
        if fence or mark:
            closes = mark and fence and mark["fence"].startswith(fence)
            fence = "" if closes else fence or (mark["fence"] if mark else "")
            number += 1
            continue
        found = _HTML_START.match(lines[number])
        end = _element_end(lines, number, found["name"]) if found else 0
        for inner in range(number, end):
            if not lines[inner].strip():
                lines[inner] = BLANK
        number = max(end, number) + 1
    return "\n".join(lines)


def _element_end(lines: list[str], start: int, name: str) -> int:
    """Return the line on which an element ends; 0 if it has Markdown in it, or does not end."""
    tags = re.compile(rf"<(?P<end>/?){name}\b(?P<rest>[^>]*)>", re.IGNORECASE)
    depth = 0
    for number in range(start, len(lines)):
        if _FENCE.match(lines[number]):
            return 0
        for tag in tags.finditer(lines[number]):
            if "markdown=" in tag["rest"]:
                return 0
            depth += -1 if tag["end"] else 1
        if depth <= 0:
            return number
    return 0
