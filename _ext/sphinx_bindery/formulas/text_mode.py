r"""The text mode of LaTeX: the arguments of commands such as ``\text``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLES = {
    "emph": "textit", "hbox": "text", "mbox": "text", "text": "text", "textbf": "textbf",
    "textit": "textit", "textmd": "text", "textnormal": "text", "textrm": "text",
    "textsf": "textsf", "textsl": "textit", "texttt": "texttt", "textup": "text",
}  # fmt: skip
"""Commands with text as their argument, and the command for the style that they select."""

MAX_DEPTH = 100
"""The greatest depth of groups in an argument: each level is parsed again."""

_CHARACTERS = {
    "dots": "…", "ldots": "…", "textellipsis": "…", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|",
    "textunderscore": "_", "textendash": "\u2013", "textemdash": "—", "textdegree": "°",
    "LaTeX": "LaTeX", "TeX": "TeX", "i": "\u0131", "j": "\u0237", "l": "ł", "L": "Ł",
    "textquotedblleft": "\u201c", "textquotedblright": "\u201d", "S": "§", "P": "¶", "ss": "ß",
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å",
    "quad": "\u2003", "qquad": "\u2003\u2003", "thinspace": "\u2009",
    ",": "\u2009", ":": "\u2005", ";": "\u2004", " ": " ", "!": "", "/": "", "-": "\u00ad",
    "\\": " ", "\n": " ",
    "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
    "``": "\u201c", "''": "\u201d", "---": "—", "--": "\u2013", "`": "\u2018", "'": "\u2019",
    "~": "\u00a0",
}  # fmt: skip
"""Commands, escapes and ligatures, with their text."""

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
"""Commands for accents, and the combining characters."""

_LETTER = re.compile(r"\s*(?:\{\s*(\\?\w?)\s*\}|(\\?\w))")

_TOKEN = re.compile(
    r"(?P<math>\$(?P<dollars>(?:[^$\\]|\\.)*)\$|\\\((?P<parentheses>.*?)\\\))"
    r"|\\(?P<word>[A-Za-z]+)\s*|\\(?P<escape>.)|(?P<group>[{}])|(?P<dollar>\$)"
    r"|(?P<ligature>``|''|---?|[`'~])|(?P<space>\s+)",
    re.DOTALL,
)


class FormulaError(ValueError):
    """A formula that cannot be converted; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: text in the style of a command, or a formula (with no style)."""

    content: str
    style: str = ""


def braced(latex: str, position: int, marks: str = "{}") -> tuple[str, int] | None:
    """Return the argument at a position and its end; None if there is none.

    Args:
        latex: The source.
        position: The end of the command; white space before the argument is skipped.
        marks: The characters around it: ``{}``, or ``[]`` for an optional argument.

    Raises:
        FormulaError: The argument has no closing brace, or its groups are nested too deep.
    """
    start = re.compile(r"\s*").match(latex, position)
    begin = start.end() if start else position
    if not latex.startswith(marks[0], begin):
        return None
    depth = 0
    for match in re.compile(r"\\.|[\[\]{}]", re.DOTALL).finditer(latex, begin):
        closes = match[0] == marks[1] and depth == (1 if marks == "{}" else 0)
        if closes and match.start() > begin:
            return latex[begin + 1 : match.start()], match.end()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth > MAX_DEPTH:
            message = f"groups are nested more than {MAX_DEPTH} deep"
            raise FormulaError(message)
    if marks == "{}":
        message = "an argument has no closing brace"
        raise FormulaError(message)
    return None


def parse_text(text: str, style: str = "text") -> list[Piece]:
    """Return the pieces of a text, with its escapes and ligatures replaced.

    Raises:
        FormulaError: The text contains a command that is not known in text.
    """
    pieces: list[Piece] = []
    for piece in _pieces(text, style):
        if pieces and pieces[-1].style == piece.style != "":
            pieces[-1] = Piece(pieces[-1].content + piece.content, piece.style)
        else:
            pieces.append(piece)
    return pieces


def _pieces(text: str, style: str) -> Iterator[Piece]:
    position = 0
    while match := _TOKEN.search(text, position):
        yield Piece(text[position : match.start()], style)
        position = match.end()
        word = match["word"]
        if match["dollar"]:
            message = f"a dollar sign in \\{style} has no counterpart"
            raise FormulaError(message)
        if match["math"]:
            yield Piece(match["dollars"] or match["parentheses"] or "")
        elif match["space"]:
            yield Piece(" ", style)
        elif word in STYLES and (argument := braced(text, position)):
            yield from _pieces(argument[0], STYLES[word])
            position = argument[1]
        elif (accent := word or match["escape"]) in _ACCENTS and (
            letter := _LETTER.match(text, position)
        ):
            position = letter.end()
            base = (letter[1] or letter[2] or "").removeprefix("\\")
            yield Piece(normalize("NFC", base + _ACCENTS[accent]), style)
        elif not match["group"]:
            key = word or match["escape"] or match["ligature"]
            if key not in _CHARACTERS or (match["escape"] in {"`", "'", "~"}):
                message = f"\\{key} is not supported in text"
                raise FormulaError(message)
            yield Piece(_CHARACTERS[key], style)
    yield Piece(text[position:], style)
