"""Syntax highlighting: Pygments' tokens as lines of Typst content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments.formatter import Formatter
from pygments.token import STANDARD_TYPES
from sphinx.highlighting import PygmentsBridge

from sphinx_bindery.pdf.typst.escape import breakable, broken_string, string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import SupportsWrite
    from pygments.token import _TokenType

TAB_WIDTH = 8


class LineFormatter(Formatter[str]):
    """Formatter of lines of code as Typst markup, with Pygments' short token types."""

    def format(
        self, tokensource: Iterable[tuple[_TokenType, str]], outfile: SupportsWrite[str]
    ) -> None:
        """Write the lines to ``outfile``, separated by newlines."""
        column = 0
        for token, text in tokensource:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    outfile.write("\n")
                    column = 0
                column = _write(outfile, token, piece, column)


class TypstBridge(PygmentsBridge):
    """Sphinx's bridge to Pygments, with Typst as the output format."""

    def __init__(self, style: str) -> None:
        super().__init__("html", style)
        self.formatter = LineFormatter


def _write(outfile: SupportsWrite[str], token: _TokenType, text: str, column: int) -> int:
    """Write text that begins at ``column`` of a line; return the column after it."""
    if not text:
        return column
    kind = _short_type(token)
    expanded = (" " * column + text).expandtabs(TAB_WIDTH)
    content = broken_string(breakable(expanded[column:]))
    outfile.write(f"#tok({string(kind)}, {content});" if kind else f"#{content};")
    return len(expanded)


def _short_type(token: _TokenType) -> str:
    current: _TokenType | None = token
    while current is not None:
        if current in STANDARD_TYPES:
            return STANDARD_TYPES[current]
        current = current.parent
    return ""
