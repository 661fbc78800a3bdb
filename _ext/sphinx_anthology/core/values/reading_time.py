"""Reading times."""

from __future__ import annotations

import re

_IDEOGRAPH = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def count_words(text: str) -> int:
    """Return the number of words; two ideographs, kana or hangul syllables count as one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + (ideographs + 1) // 2


def reading_minutes(words: int, words_per_minute: int) -> int:
    """Return the reading time in minutes, rounded, at least 1."""
    return max(1, round(words / words_per_minute))
