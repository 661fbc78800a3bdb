"""Colors of a cover: text that can be read on its ground."""

from __future__ import annotations

import re

INK, PAPER, ACCENT = "#16324a", "#f4efe4", "#b4532a"
"""The colors of the drawn cover, as of the ePub's: its ground, its texts, its rules and bars."""

_DARK = "#1d1d1b"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
MIN_CONTRAST = 4.5
"""The minimum contrast of text (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""


def color_error(value: object) -> str:
    """Return an error message for a value that is not a color, an empty string otherwise."""
    if value == "" or (isinstance(value, str) and _HEX.fullmatch(value)):
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


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colors (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
