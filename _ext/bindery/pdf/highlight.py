"""Highlighted code: Pygments' tokens as lines of Typst content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments.token import STANDARD_TYPES

from .escape import breakable, string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.lexer import Lexer
    from pygments.token import _TokenType


def lines(code: str, lexer: Lexer) -> Iterator[str]:
    """Yield each line of ``code`` as Typst markup whose spans name Pygments' short token types."""
    line: list[str] = []
    for token, text in lexer.get_tokens(code):
        first, *rest = text.split("\n")
        _add(line, token, first)
        for piece in rest:
            yield "".join(line)
            line = []
            _add(line, token, piece)
    if line:
        yield "".join(line)


def _add(line: list[str], token: _TokenType, text: str) -> None:
    if text:
        kind = _short(token)
        content = string(breakable(text.expandtabs(8)))
        line.append(f"#tok({string(kind)}, {content});" if kind else f"#{content};")


def _short(token: _TokenType) -> str:
    current: _TokenType | None = token
    while current is not None:
        if current in STANDARD_TYPES:
            return STANDARD_TYPES[current]
        current = current.parent
    return ""
