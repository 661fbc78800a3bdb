"""Slugs of Markdown headings in scripts whose vowels are combining marks, such as Devanagari."""

from __future__ import annotations

import unicodedata

HEADING_SLUG_FUNCTION = f"{__name__}.heading_slug"
"""The import path of :func:`heading_slug`, for MyST's option ``myst_heading_slug_func``."""

_VARIATIONS = range(0xFE00, 0xFE10)


def heading_slug(title: str) -> str:
    """Return the slug of a heading as GitHub makes it; MyST's function drops combining marks."""
    slug = ""
    for char in title.lower().replace(" ", "-"):
        if char.isalnum() or char in "_-" or (slug and _is_mark(char, slug[-1])):
            slug += char
    return slug


def _is_mark(char: str, before: str) -> bool:
    return (
        unicodedata.category(char) in {"Mn", "Mc"}
        and ord(char) not in _VARIATIONS
        and unicodedata.category(before)[0] in "LM"
    )
