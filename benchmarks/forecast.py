"""Forecasts: the duration of a cold build, estimated from smaller sizes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from .records import COLD, Record

if TYPE_CHECKING:
    from collections.abc import Sequence


def left_out(about: Record, seconds: float) -> list[Record]:
    """Return the record of a build that is skipped because it would take too long."""
    return [replace(about, wall=seconds, note=f"left out: would take about {duration(seconds)}")]


def duration(seconds: float) -> str:
    """Return a duration in words."""
    minutes = round(seconds / 60)
    return f"{minutes / 60:.1f} hours" if minutes >= 120 else f"{minutes} minutes"


def expected(records: Sequence[Record], tool: str, size: int) -> float | None:
    """Return the expected seconds of a cold build, None if no smaller size was measured.

    Extrapolates the two largest smaller sizes by a power law, or one size linearly. The duration of
    a build that hit its time limit counts as its minimum.
    """
    walls: dict[int, float] = {}
    for record in records:
        about = (record.blog, record.tool, record.step)
        if about == ("made", tool, COLD) and record.size < size and record.wall:
            walls[record.size] = max(record.wall, walls.get(record.size, 0))
    last = sorted(walls)[-2:]
    if not last:
        return None
    power = 1.0
    if len(last) > 1:
        grown = math.log(walls[last[1]] / walls[last[0]])
        power = max(power, grown / math.log(last[1] / last[0]))
    return float(walls[last[-1]] * (size / last[-1]) ** power)
