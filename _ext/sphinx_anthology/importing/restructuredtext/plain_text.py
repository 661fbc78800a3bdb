"""reStructuredText as one line of plain text."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"``(.+?)``|\*\*(.+?)\*\*|\*(.+?)\*|`([^`<]+?)(?:\s*<[^>]*>)?`_{0,2}|\\(.)")


def plain_rst(text: str) -> str:
    """Return a line of reStructuredText without its markup."""
    found = _MARKUP.sub(lambda part: next(filter(None, part.groups()), ""), text)
    return " ".join(found.split())
