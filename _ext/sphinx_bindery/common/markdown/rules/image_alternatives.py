"""Alternative texts of images over several lines or with code, of which MyST drops a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_AS_TEXT = {"softbreak": " ", "hardbreak": " ", "code_inline": None, "math_inline": None}
"""The tokens that MyST leaves out, and the text in their place; None for their own."""


def complete_alternatives(state: StateCore) -> None:
    """Turn the contents of alternative texts into text, as a core rule of markdown-it."""
    for block in state.tokens:
        _complete(block.children or ())


def _complete(tokens: Iterable[Token]) -> None:
    for token in tokens:
        if token.type != "image":
            continue
        for child in token.children or ():
            if child.type in _AS_TEXT:
                child.content = _AS_TEXT[child.type] or child.content
                child.type = "text"
