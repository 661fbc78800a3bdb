"""Formulas in a line of Markdown."""

from __future__ import annotations

import re

_BETWEEN_TWO = re.compile(r"\$\$(?P<text>[^$]+?)\$\$")
_BETWEEN_ONE = re.compile(r"\$(?=[^\s$])(?P<text>[^$`]+?)(?<=[^\s\\])\$(?!\d)")
_BRACKETED = re.compile(r"\\{1,2}\((?P<text>[^`]+?)\\{1,2}\)")


def formula_at(text: str, at: int, *, has_formulas: bool) -> re.Match[str] | None:
    r"""Return the formula that begins at a dollar sign or backslash, None without one.

    Args:
        text: The text.
        at: Where the sign is.
        has_formulas: Whether ``$…$`` and ``\(…\)`` are formulas; ``$$…$$`` always is.
    """
    if text[at] == "\\":
        return _BRACKETED.match(text, at) if has_formulas else None
    found = _BETWEEN_TWO.match(text, at)
    return found or (_BETWEEN_ONE.match(text, at) if has_formulas else None)


def formula_role(found: re.Match[str]) -> str:
    """Return a formula as a role of MyST; empty for one without text."""
    words = " ".join(found["text"].split())
    return f"{{math}}`{words}`" if words else ""
