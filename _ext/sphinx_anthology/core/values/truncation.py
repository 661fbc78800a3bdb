"""Texts that are cut where they are too long for their place."""

from __future__ import annotations

ELLIPSIS = "…"


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters, with an ellipsis for what was cut.

    It ends after a word where the second half has a space; scripts without spaces, such as those of
    Chinese and Japanese, are cut anywhere.
    """
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    space = cut.rfind(" ")
    if space > longest // 2:
        return f"{cut[:space].rstrip()} {ELLIPSIS}"
    return f"{cut}{ELLIPSIS}"
