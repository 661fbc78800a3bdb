"""Colors written as ``#rrggbb``, and the contrast of two of them."""

from __future__ import annotations

import re

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")

MIN_CONTRAST = 4.5
"""The minimum contrast of text (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""


def is_color(value: object) -> bool:
    """Return whether a value of an option is a color, as ``#rrggbb``."""
    return _COLOR.fullmatch(str(value)) is not None


def contrast(first: str, second: str = "#ffffff") -> float:
    """Return the contrast of two colors (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

    Args:
        first: A color, as ``#rrggbb``.
        second: The other; white paper by default.

    Returns:
        The ratio, from 1 for equal colors to 21 for black and white.
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
