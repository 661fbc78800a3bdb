"""Hyphenation exceptions: where a word may be broken, instead of where Typst would break it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AT_ONCE = 300
"""The most words of one regular expression; Typst 0.15 takes some 700."""


def hyphenation(words: Iterable[object]) -> tuple[dict[str, object], list[str]]:
    """Return the exceptions as the template reads them, and messages about those that are wrong.

    Args:
        words: Words with a hyphen at each place where they may be broken: ``data-base``.

    Returns:
        The regular expressions that find the words, ``patterns``, the lengths of the
        pieces of each word in lower case, ``pieces``, and the messages.
    """
    pieces: dict[str, list[int]] = {}
    problems = []
    for word in words:
        text = str(word)
        if _WORD.fullmatch(text):
            pieces[text.replace("-", "").lower()] = [len(piece) for piece in text.split("-")]
        else:
            problems.append(
                f"bindery_hyphenation: {text!r} is not a word of letters; write words with a "
                "hyphen where they may be broken, such as 'data-base'"
            )
    names = sorted(pieces, key=lambda name: (-len(name), name))
    return {"patterns": _patterns(names), "pieces": pieces}, problems


def _patterns(names: Sequence[str]) -> list[str]:
    chunks = (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
    return [rf"(?i)\b(?:{'|'.join(chunk)})\b" for chunk in chunks]
