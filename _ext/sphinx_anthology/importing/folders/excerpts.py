"""Excerpts: the text before a separator such as ``<!--more-->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.template_tags import without_template_tags
from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_anthology.importing.records import MAX_EXCERPT

if TYPE_CHECKING:
    from collections.abc import Callable

_MORE = re.compile(r"[ \t]*<!--\s*more\b[^>]*-->[ \t]*\n?")


def split_excerpt(
    body: str, separator: str = "", cleaned: Callable[[str], str] = str
) -> tuple[str, str]:
    """Return the text before the separator as an excerpt, and the text without the separator.

    The excerpt is empty if it is longer than ``MAX_EXCERPT``. Line breaks in the separator stay, so
    that lines keep their numbers.

    Args:
        body: The text.
        separator: The separator of the blog, besides ``<!--more-->``.
        cleaned: Returns a text without the markup of its program.
    """
    pattern = re.compile(rf"{_MORE.pattern}|{re.escape(separator)}") if separator else _MORE
    found = pattern.search(body)
    if not found:
        return "", body
    words = plain_line(without_template_tags(cleaned(body[: found.start()])))
    text = body[: found.start()] + "\n" * found[0].count("\n") + body[found.end() :]
    return (words if len(words) <= MAX_EXCERPT else ""), text
