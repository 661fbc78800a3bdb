"""The colors of a cover: its ground, and text with enough contrast to it."""

from __future__ import annotations

from sphinx_bindery.print.contrast import MIN_CONTRAST, contrast, is_color

INK, PAPER, ACCENT = "#16324a", "#f4efe4", "#b4532a"
"""The ground, the text, and the rules and bars of a cover without a picture, as in the ePub."""

_DARK = "#1d1d1b"


def color_error(value: object) -> str:
    """Return an error message for a value that is not a color, an empty string otherwise."""
    if value == "" or is_color(value):
        return ""
    return f"{value!r} is not a color; write it like {INK!r}"


def text_color(ground: str) -> str:
    """Return a color of texts on a ground: light or dark, whichever has more contrast."""
    best = max((PAPER, _DARK), key=lambda color: contrast(color, ground))
    if contrast(best, ground) >= MIN_CONTRAST:
        return best
    return max(("#ffffff", "#000000"), key=lambda color: contrast(color, ground))


def accent_color(ground: str) -> str:
    """Return the color of rules on a ground."""
    return ACCENT if ground == INK else text_color(ground)
