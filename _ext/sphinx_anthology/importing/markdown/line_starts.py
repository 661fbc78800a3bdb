"""What begins a block in MyST where it begins a line, and is text in other Markdown."""

from __future__ import annotations

import re

_START = re.compile(
    r"(?P<before>[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*)"
    r"(?P<mark>%|\+\+\+|:::|\((?=[^\s()]+\)=[ \t]*$)|:(?=[\w-]+:(?:\s|$)))"
)


def safe_starts(lines: list[str]) -> list[str]:
    """Return lines of text in which comments, targets and other blocks of MyST are escaped."""
    return [_START.sub(r"\g<before>\\\g<mark>", line, count=1) if _is_odd(line) else line
            for line in lines]  # fmt: skip


def _is_odd(line: str) -> bool:
    found = _START.match(line)
    return found is not None
