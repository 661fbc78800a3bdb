"""The width of a text in columns, which docutils compares with the underline of a heading."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def column_width(text: str) -> int:
    """Return the columns of a line: wide characters have two, combining ones none."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text if not combining(c))
