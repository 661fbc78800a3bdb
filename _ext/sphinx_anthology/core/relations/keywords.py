"""The keywords of a text, for comparison with others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_LETTERS = 4
_NUMBER = re.compile(r"\d+")
_ZERO_WIDTH_SPACE = "\u200b"

# Where no space ends a word or, as in Korean, endings stick to it, pieces of so many letters stand
# for words: two ideographs or hangul syllables mean something, of the letters of Thai, Lao, Burmese
# and Khmer it takes more. That some pieces cross the border of two words does no harm: these are in
# no other post, or in so many that they do not count. A run of katakana is a word as a whole.
_RUNS = (
    (re.compile(r"[\u3005-\u3007\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+"), 2),
    (re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff]+"), None),
    (re.compile(r"[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3]+"), 4),
)


def keywords(text: str, most: int = 40) -> tuple[str, ...]:
    """Return the distinct words of a text, the most frequent first, then in alphabetical order.

    They include the common words of the language, which are ignored later, when posts are compared,
    since many posts have them.

    Args:
        text: The text without markup.
        most: The maximum number of words.
    """
    plain = _without_signs(unicodedata.normalize("NFKC", text).casefold())
    times = Counter(_words(plain))
    return tuple(nsmallest(most, times, key=lambda word: (-times[word], word)))


def _without_signs(text: str) -> str:
    """Return the letters, digits and combining marks of a text, with spaces between words."""
    # faster than translate(), which looks up each character: a text has few distinct signs
    for char in set(text):
        if not _is_in_words(char):
            text = text.replace(char, _instead_of(char))
    return text


def _is_in_words(char: str) -> bool:
    # A combining mark is no \w to re, but hardly a word is written without in the scripts of India.
    # Hiragana write the grammar of Japanese: they part its words as spaces do elsewhere.
    return unicodedata.category(char)[0] in "LMN" and not "\u3041" <= char <= "\u309f"


def _instead_of(char: str) -> str:
    # soft hyphens, joiners and marks of direction stand unseen within words
    unseen = unicodedata.category(char) == "Cf" and char != _ZERO_WIDTH_SPACE
    return "" if unseen else " "


def _words(plain: str) -> Iterator[str]:
    if not plain.isascii():
        for runs, size in _RUNS:
            for run in runs.findall(plain):
                yield from _pieces(run, size or max(len(run), 2))
            plain = runs.sub(" ", plain)
    for word in plain.split():
        if len(word) >= _FEWEST_LETTERS and (word.isalpha() or _has_letters(word)):
            yield word


def _has_letters(word: str) -> bool:
    return len(_NUMBER.sub("", word)) >= _FEWEST_LETTERS


def _pieces(run: str, size: int) -> Iterator[str]:
    return (run[start : start + size] for start in range(len(run) - size + 1))
