"""Lengths of texts: word counts, reading times and truncation."""

from __future__ import annotations

import re

ELLIPSIS = "…"
_IDEOGRAPH = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
_WHITESPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def count_words(text: str) -> int:
    """Return the number of words; two ideographs, kana or hangul syllables count as one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + (ideographs + 1) // 2


def reading_minutes(words: int, words_per_minute: int) -> int:
    """Return the reading time in minutes, rounded, at least 1."""
    return max(1, round(words / words_per_minute))


def shorten(text: str, longest: int) -> str:
    """Truncate a text to at most ``longest`` characters, with an ellipsis if it was cut.

    The cut is at a word boundary if the second half has a space. Scripts without spaces, such as
    Chinese, are cut anywhere.
    """
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    space = cut.rfind(" ")
    if space > longest // 2:
        return f"{cut[:space].rstrip()} {ELLIPSIS}"
    return f"{cut}{ELLIPSIS}"


def one_line(text: str) -> str:
    """Return a text on one line; spaces that do not break, as in French quotations, stay."""
    return _WHITESPACE.sub(" ", text).strip(" ")
