"""Truncation of texts."""

from __future__ import annotations

ELLIPSIS = "…"


def shortened(text: str, longest: int) -> str:
    """Return a text of at most ``longest`` characters, with an ellipsis if it was cut.

    It ends after a word if the second half has a space. Scripts without spaces, such as Chinese,
    are cut anywhere.
    """
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    space = cut.rfind(" ")
    if space > longest // 2:
        return f"{cut[:space].rstrip()} {ELLIPSIS}"
    return f"{cut}{ELLIPSIS}"
