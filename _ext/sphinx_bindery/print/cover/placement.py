"""The place of a picture on the front: it fills the front, or is shown whole."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sphinx_bindery.print.lengths import MILLIMETRES
from sphinx_bindery.print.picture import LEAST_DPI

_INCH = MILLIMETRES["in"]
MAX_CUT = 0.04
"""The share of a picture that may be cut off at an edge; text in pictures is farther inside."""
MAX_MIRRORED = 0.1
"""The share of the front's width or height that may be filled at an edge by mirroring."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of a picture, in millimetres from the upper left corner of the trimmed front.

    Attributes:
        is_filling: Whether it fills the front and the bleed, with its edges mirrored where it does
            not reach that far; else the ground is around it.
    """

    x: float
    y: float
    width: float
    height: float
    is_filling: bool

    def dpi(self, pixels: float) -> int:
        """Return the resolution of a picture whose width is ``pixels``."""
        return int(pixels / (self.width / _INCH))

    @property
    def needed_pixels(self) -> tuple[int, int]:
        """The width and height in pixels with which a picture has the resolution for print."""
        width, height = (math.ceil(side / _INCH * LEAST_DPI) for side in (self.width, self.height))
        return width, height


def place_picture(size: tuple[float, float], front: tuple[float, float], bleed: float) -> Placement:
    """Return the place of a picture in the middle of the trimmed front.

    It extends into the bleed, but at most a narrow strip of the picture is cut off.

    Args:
        size: The width and height of the picture, in any unit.
        front: The width and height of the trimmed front.
        bleed: How far the picture goes beyond it.
    """
    filling = max((side + 2 * bleed) / whole for side, whole in zip(front, size, strict=True))
    uncut = min(side / (1 - 2 * MAX_CUT) / whole for side, whole in zip(front, size, strict=True))
    scale = min(filling, uncut)
    gaps = [(1 - whole * scale / side) / 2 for side, whole in zip(front, size, strict=True)]
    is_filling = max(gaps) <= MAX_MIRRORED
    if not is_filling:
        scale = min((side + 2 * bleed) / whole for side, whole in zip(front, size, strict=True))
    width, height = size[0] * scale, size[1] * scale
    return Placement((front[0] - width) / 2, (front[1] - height) / 2, width, height, is_filling)
