"""The bars of an EAN-13 symbol, which is the barcode of an ISBN (ISO/IEC 15420)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from barcode.ean import EuropeanArticleNumber13WithGuard

MODULE = 0.33
"""The width of the narrowest bar at the nominal size, in millimetres."""
MODULES = 95
"""The modules from the first bar to the last."""
QUIET_LEFT, QUIET_RIGHT = 11, 7
"""The modules without ink before and after the bars."""
BAR_HEIGHT = 19.5
"""The height of the bars, in millimetres: not below the 18.28 of the smallest size."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar.

    Attributes:
        place: The modules before it.
        width: Its width in modules.
        is_guard: Whether it is one of the longer bars at the ends and in the middle.
    """

    place: int
    width: int
    is_guard: bool


def ean13_bars(digits: str) -> list[Bar]:
    """Return the bars of thirteen digits, from left to right."""
    (modules,) = EuropeanArticleNumber13WithGuard(digits).build()
    bars, place = [], 0
    for kind, run in groupby(modules):
        width = len(list(run))
        if kind != "0":
            bars.append(Bar(place, width, is_guard=kind == "G"))
        place += width
    return bars
