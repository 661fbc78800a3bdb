"""Formulas in a line of Markdown."""

from __future__ import annotations

import re

_BETWEEN_TWO = re.compile(r"\$\$(?P<text>[^$]+?)\$\$")
_BETWEEN_ONE = re.compile(r"\$(?=[^\s$])(?P<text>[^$`]+?)(?<=[^\s\\])\$(?!\d)")
_BRACKETED = re.compile(r"\\{1,2}\((?P<text>[^`]+?)\\{1,2}\)")


def formula_at(text: str, at: int, *, has_formulas: bool) -> re.Match[str] | None:
    r"""Match a formula at a dollar sign or backslash; None without one.

    Args:
        text: The text.
        at: The position of the sign.
        has_formulas: Whether ``$…$`` and ``\(…\)`` are formulas; ``$$…$$`` always is.
    """
    if text[at] == "\\":
        return _BRACKETED.match(text, at) if has_formulas else None
    found = _BETWEEN_TWO.match(text, at)
    return found or (_BETWEEN_ONE.match(text, at) if has_formulas else None)


def formula_role(found: re.Match[str]) -> str:
    """Return a formula as a ``math`` role; empty for an empty formula."""
    words = " ".join(found["text"].split())
    return f"{{math}}`{words}`" if words else ""
