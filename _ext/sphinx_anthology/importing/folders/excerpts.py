"""The text before a mark such as ``<!--more-->``, as a description."""

from __future__ import annotations

import re

from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_anthology.importing.records import MAX_EXCERPT

_MORE = re.compile(r"[ \t]*<!--\s*more\b[^>]*-->[ \t]*\n?")


def split_excerpt(body: str, separator: str = "") -> tuple[str, str]:
    """Return the text before the mark as a description, and the text with the mark left empty.

    A longer text is no description. The mark leaves its line, so that lines keep their numbers.

    Args:
        body: The text.
        separator: A mark of the blog's own, besides ``<!--more-->``.
    """
    pattern = re.compile(rf"{_MORE.pattern}|{re.escape(separator)}") if separator else _MORE
    found = pattern.search(body)
    if not found:
        return "", body
    words = plain_line(body[: found.start()])
    text = body[: found.start()] + "\n" * found[0].count("\n") + body[found.end() :]
    return (words if len(words) <= MAX_EXCERPT else ""), text
