"""Escaping of text in MyST, fences of code blocks and directives, and blank lines."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*\[\]<${}~|]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
"""Characters of inline markup: CommonMark 2.4, and MyST's roles, formulas, substitutions."""

_AT_START = re.compile(r"(\s*)(?:(#{1,6}(?=\s|$)|[>+=%:]|-(?=[\s-]|$)|\((?=[^)]*\)=))|(\d+)([.)]))")
"""The beginnings of blocks: headings, block quotes, lists, comments, targets."""

_FENCE = re.compile(r"(?:[ >]|[-+*] |\d+[.)] )*(`{3,})")


def escape(text: str) -> str:
    """Escape a text without line breaks, so that MyST renders it as plain text."""
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return _AT_START.sub(_escape_start, escaped, count=1) if _AT_START.match(escaped) else escaped


def _escape_start(found: re.Match[str]) -> str:
    space, mark, number, dot = found.groups()
    return f"{space}{number}\\{dot}" if number else f"{space}\\{mark}"


def fenced(text: str, info: str = "") -> str:
    """Return a fenced block, with a fence longer than any in the text."""
    longest = max((len(run) for run in re.findall(r"^\s*(`{3,})", text, re.MULTILINE)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def without_blank_lines(text: str) -> str:
    """Return a text with single blank lines and no spaces at the ends of lines, except in code."""
    lines: list[str] = []
    fence = ""
    for line in text.strip("\n").split("\n"):
        if fence:
            fence = "" if line.strip(" >") == fence else fence
            lines.append(line)
            continue
        shown = line.rstrip(" \t")
        if shown or (lines and lines[-1]):
            lines.append(shown)
        if found := _FENCE.match(line):
            fence = found[1]
    return "\n".join(lines).strip("\n")
