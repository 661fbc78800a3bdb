"""Text escaped for Typst markup or quoted for Typst code, and its line breaks.

Every character that can have a meaning in markup is escaped in every context
(https://typst.app/docs/reference/syntax/#escapes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\#\[\]*_`$<>@=\-+/~'\".:;])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"[ \t\r\n]+")
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK_AFTER = re.compile(
    r"(?<=[/._\-:?&=,;@#+|(\[{<])(?=[\w%~])|(?<=\w)(?=%)|(?<=[a-z])(?=[A-Z])"
    r"|(?<=[0-9A-Za-z]{24})(?=[0-9A-Za-z]{24})"
)
_STILL_LONG = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b]{24})")
_COMMENT_TOKEN = re.compile(r"\\.|(?P<ticks>`+).*?(?P=ticks)|(?<!:)//[^\n]*|/\*|\*/", re.DOTALL)
ZERO_WIDTH_SPACE = "\u200b"
_MANY_ESCAPES = 200
BREAK = "break-here"
"""The template's break opportunity in a word; a zero-width space would be in copied text."""
_FEW_LINES = 500
"""The length of a word that may break anywhere; Typst needs quadratic time for more breaks."""
_APART = 8
_LAST_WORD = 15
_WORD = re.compile(r"[^\s\u200b]+")
_HYPHENATED = re.compile(r"\W*[^\W\d_]{1,30}(?:\W+[^\W\d_]{1,30})*\W*")
_SYLLABLES = 10
"""The length of a line that fits the longest syllables of most words, in characters."""


def markup(text: str) -> str:
    """Return ``text`` as Typst markup, with white space collapsed.

    Typst 0.15 needs quadratic time for the escapes of a paragraph, but not for a string literal.
    """
    collapsed = _SPACE.sub(" ", _CONTROL.sub("", text))
    escaped, count = _SPECIAL.subn(r"\\\1", collapsed)
    if count <= _MANY_ESCAPES:
        return escaped.replace(ZERO_WIDTH_SPACE, f"#{BREAK};")
    words = collapsed.strip(" ")
    before, _, after = collapsed.partition(words)
    return f"{before}#{broken_string(words)};{after}"


def without_last_word(text: str) -> tuple[str, str]:
    """Return a text without its last word, and this word with its punctuation.

    The word is empty if the text has no other, or if it has a break opportunity of its own.
    """
    before, space, last = text.rstrip().rpartition(" ")
    if not space or len(last) > _LAST_WORD or ZERO_WIDTH_SPACE in last:
        return text, ""
    return before + space, last


def string(text: str) -> str:
    """Return ``text`` as a Typst string literal, with its quotation marks."""
    escaped = _CONTROL.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'


def broken_string(text: str, function: str = "") -> str:
    """Return ``text`` as a Typst expression, with the template's break opportunities.

    Args:
        text: The text, with zero-width spaces for break opportunities.
        function: A function of Typst that each piece becomes an argument of.
    """
    pieces = text.split(ZERO_WIDTH_SPACE)
    if len(pieces) == 1:
        return f"{function}({string(text)})" if function else string(text)
    mapped = f".map({function})" if function else ""
    return f"{array(pieces)}{mapped}.join({BREAK})"


def array(values: Iterable[str]) -> str:
    """Return strings as a Typst array."""
    return "(" + "".join(f"{string(value)}, " for value in values) + ")"


def breakable(text: str) -> str:
    """Return ``text`` with break opportunities in words that are too long for any line."""
    return _LONG_WORD.sub(lambda word: _broken(word[0]), text)


def _broken(word: str) -> str:
    """Return a long word with break opportunities between its parts, else every 24 characters."""
    broken = _STILL_LONG.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", _BREAK_AFTER.sub(ZERO_WIDTH_SPACE, word))
    return broken if len(word) <= _FEW_LINES else _thinned(broken)


def _thinned(word: str) -> str:
    """Return a word with only those break opportunities that are eight characters apart."""
    pieces = [""]
    for piece in word.split(ZERO_WIDTH_SPACE):
        if len(pieces[-1]) < _APART:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return ZERO_WIDTH_SPACE.join(pieces)


def has_open_comment(source: str) -> bool:
    """Return whether a block comment in Typst source has no end, so that it hides what follows."""
    depth = 0
    for token in _COMMENT_TOKEN.finditer(source):
        if token[0] == "/*":
            depth += 1
        elif token[0] == "*/" and depth:
            depth -= 1
    return depth > 0


def narrow(text: str, limit: int, *, hyphenated: bool = False) -> str:
    """Return ``text`` with a break opportunity after each ``limit`` characters of a word.

    Args:
        text: The text.
        limit: The characters that fit on a line; 0 for no limit.
        hyphenated: Whether Typst hyphenates the text. Then words whose syllables fit on a line
            are left to Typst.
    """
    if not limit:
        return text
    piece = re.compile(rf"\S{{{limit}}}(?=\S)")

    def broken(found: re.Match[str]) -> str:
        word = found[0]
        whole = ZERO_WIDTH_SPACE not in text[max(0, found.start() - 1) : found.end() + 1]
        if hyphenated and limit >= _SYLLABLES and whole and _HYPHENATED.fullmatch(word):
            return word
        return piece.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", word)

    return _WORD.sub(broken, text)


def shortened(text: str, limit: int) -> str:
    """Return ``text`` truncated between words to at most ``limit`` characters."""
    joined = " ".join(text.split())
    if len(joined) <= limit:
        return joined
    cut = joined[: limit - 1]
    return (cut.rpartition(" ")[0].rstrip(" ,;:–—-") or cut) + "…"
