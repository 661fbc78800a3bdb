"""Bounds of the project's cost, and whether the measurements meet them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .records import COLD, Record, Results

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "anthology"
FLOOR = "sphinx-basic"
PDF = "anthology-pdf"
GB = 1e9
KIB = 1024


@dataclass(frozen=True)
class Bound:
    """An upper bound and the measured value, None if it was not measured."""

    claim: str
    most: float
    found: float | None
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bound is met, None if it was not measured."""
        return None if self.found is None else self.found <= self.most


def bounds(results: Results) -> Iterator[Bound]:
    """Yield all bounds."""
    yield Bound(
        "A cold build: time a post at 3,000 posts, to that at 300",
        1.15,
        ratio(seconds_per_post(results, 3000), seconds_per_post(results, 300)),
        "×",
    )
    yield Bound(
        "A cold build at 1,000 posts as hosted, to bare Sphinx",
        1.2,
        ratio(results.wall(OURS, 1000), results.wall(FLOOR, 1000)),
        "×",
    )
    yield Bound(
        "A cold build at 500 posts, to ABlog with the same theme",
        1 / 15,
        ratio(results.wall(OURS, 500), results.wall("ablog", 500)),
        "×",
    )
    yield Bound("Memory at 10,000 posts", 4, memory(results.of(OURS, 10_000)), "GB")
    cold = results.wall(OURS, 3000)
    for step, most, claim in (("edit", 15, "One edit"), ("no-op", 3, "A no-op")):
        part = ratio(results.wall(OURS, 3000, step), cold)
        found = None if part is None else part * 100
        yield Bound(f"{claim} at 3,000 posts, to the cold build", most, found, "%")
    no_op = results.one(OURS, 3000, "no-op")
    changed = float(no_op.files_changed) if no_op else None
    yield Bound("A no-op at 3,000 posts: files with other bytes", 0, changed)
    written = float(no_op.files_written) if no_op else None
    yield Bound("A no-op at 3,000 posts: files written, the same or not", 0, written)
    yield Bound(
        "The environment beyond that of bare Sphinx, a post", 3, environment(results), "KiB"
    )
    for chapters, most in ((80, 10), (800, 120)):
        found = results.wall(PDF, chapters, blog="book")
        yield Bound(f"A PDF of {chapters} chapters", most, found, "s")
    yield Bound(
        "Memory of a PDF of 800 chapters", 6.5, memory(results.of(PDF, 800, blog="book")), "GB"
    )


def seconds_per_post(results: Results, size: int) -> float | None:
    """Return the seconds per post of our cold build."""
    wall = results.wall(OURS, size)
    return None if wall is None else wall / size


def ratio(value: float | None, other: float | None) -> float | None:
    """Return the ratio of two values, None if one of them is unknown."""
    return value / other if value is not None and other else None


def memory(records: list[Record]) -> float | None:
    """Return the peak memory of all rounds in gigabytes."""
    return max((record.memory for record in records), default=0) / GB or None


def environment(results: Results) -> float | None:
    """Return the KiB per post beyond bare Sphinx, in the largest blog that both built."""
    for size in reversed(results.sizes()):
        ours, floor = (results.one(tool, size, COLD) for tool in (OURS, FLOOR))
        if ours and floor:
            return (ours.environment - floor.environment) / size / KIB
    return None
