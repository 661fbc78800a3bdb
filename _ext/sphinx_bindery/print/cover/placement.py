"""The place of a picture on the front: it fills it, or is whole on it."""

from __future__ import annotations

from dataclasses import dataclass

_INCH = 25.4
MAX_CROPPED = 0.2
"""The largest share of a picture that is cut off so that it fills the front."""
MIN_DPI = 300
"""The resolution that print shops ask for."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of a picture, in millimetres from the upper left corner of the trimmed front.

    Attributes:
        cropped: The share of the picture that is cut off; that in the bleed does not count.
        is_filling: Whether it fills the front; else it is whole.
    """

    x: float
    y: float
    width: float
    height: float
    cropped: float
    is_filling: bool

    def dpi(self, pixels: int) -> int:
        """Return the resolution of a picture of so many pixels in width."""
        return int(pixels / (self.width / _INCH))


def place_picture(
    size: tuple[float, float], front: tuple[float, float], bleed: float
) -> Placement:
    """Return the place of a picture in the middle of the trimmed front.

    It fills the front and the bleed, and is cut at two sides where its shape is another; unless too
    much of it would be lost. Then it is whole, as wide or as high as the front with its bleed.

    Args:
        size: The width and height of the picture, in any unit.
        front: The width and height of the trimmed front.
        bleed: How far the picture goes beyond it.
    """
    width, height = front[0] + 2 * bleed, front[1] + 2 * bleed
    scale_x, scale_y = width / size[0], height / size[1]
    filling = max(scale_x, scale_y)
    shown = (width / (size[0] * filling)) * (height / (size[1] * filling))
    is_filling = 1 - shown <= MAX_CROPPED
    scale = filling if is_filling else min(scale_x, scale_y)
    printed = size[0] * scale, size[1] * scale
    return Placement(
        x=(front[0] - printed[0]) / 2,
        y=(front[1] - printed[1]) / 2,
        width=printed[0],
        height=printed[1],
        cropped=1 - shown if is_filling else 0.0,
        is_filling=is_filling,
    )


def needed_pixels(placement: Placement) -> tuple[int, int]:
    """Return the pixels in width and height with which a picture has enough of them."""
    return (
        -int(-placement.width / _INCH * MIN_DPI // 1),
        -int(-placement.height / _INCH * MIN_DPI // 1),
    )
