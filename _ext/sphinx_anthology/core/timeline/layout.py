"""The layout of a timeline: dates on an axis, marks in lanes, titles beside or above them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, Literal

from babel.dates import get_month_names

from sphinx_anthology.core.values.text_length import ELLIPSIS
from sphinx_bindery.common.dates import locale_of
from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WIDTH = 480
"""The width of the image in units. On a phone 340 pixels wide, 16 units are 11 pixels."""
MARGIN = 10
SIZE = 16
"""The font size."""
DOT = 9
"""The diameter of a dot; a day to scale would be too narrow to see."""
SPACE = 6
"""The space between texts, and between a mark and its title."""

Anchor = Literal["start", "middle", "end"]

_MIN_MONTHS = 5
"""Length of the shortest axis."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_JOINER = "\u200d"
_NARROW = frozenset(" fijlrtI.,:;'’‘|!()[]/-")
_WIDE = frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of the axis that a mark covers."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """The center."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """The months that a timeline shows, counted from the year 0.

    Attributes:
        first: The first month.
        end: The month after the last one.
    """

    first: int
    end: int

    @classmethod
    def over(cls, dates: Iterable[PartialDate]) -> Axis:
        """Return an axis for one or more dates.

        A long axis covers whole quarters or years, since parts of one have no room for its label.
        """
        periods = [_months(date) for date in dates]
        first = min(start for start, _ in periods)
        end = max(start + length for start, length in periods)
        # a mark that fills its axis would not show a place in time
        missing = max(0, _MIN_MONTHS - (end - first))
        first, end = first - missing // 2, end + (missing + 1) // 2
        whole = 1 if end - first <= 8 else 3 if end - first <= 24 else 12
        first, end = first - first % whole, end + -end % whole
        return cls(max(first, 12), min(end, 10_000 * 12))

    @property
    def month_width(self) -> float:
        """The width of a month."""
        return (WIDTH - 2 * MARGIN) / (self.end - self.first)

    def x(self, month: float) -> float:
        """Return the position of a month, or of a fraction of it."""
        return MARGIN + (month - self.first) * self.month_width

    def years(self) -> dict[int, Extent]:
        """Return the visible extent of each year."""
        return {
            year: Extent(self.x(max(self.first, year * 12)), self.x(min(self.end, year * 12 + 12)))
            for year in range(self.first // 12, (self.end + 11) // 12)
        }

    def extent(self, date: PartialDate) -> Extent:
        """Return the extent of a date: its year, its month, or a dot around its day."""
        month, length = _months(date)
        if date.precision <= Precision.MONTH:
            # slightly narrower, so that neighbors stay apart
            return Extent(self.x(month) + 0.5, self.x(month + length) - 0.5)
        _, days = monthrange(date.start.year, date.start.month)
        time = date.start.hour + date.start.minute / 60
        hour = time if date.precision is Precision.TIME else 12
        middle = self.x(month + (date.start.day - 1 + hour / 24) / days)
        return Extent(middle - DOT / 2, middle + DOT / 2)


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its position, which is its start, end or middle."""

    text: str
    x: float
    anchor: Anchor

    @property
    def extent(self) -> Extent:
        """The part of the axis that the text covers, at most."""
        width = text_width(self.text)
        left = self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return Extent(left, left + width)


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a title."""

    extent: Extent
    top: float
    bottom: float


def lanes(extents: Iterable[Extent]) -> list[int]:
    """Return the lane of each mark: the lowest, from 0, in which it overlaps no other mark."""
    ends: list[float] = []
    found = []
    for extent in extents:
        free = (lane for lane, end in enumerate(ends) if end + 0.9 <= extent.left)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [extent.right]
        found.append(lane)
    return found


def label_beside(extent: Extent, text: str) -> Label | None:
    """Place a title to the right or left of its mark; return None if it fits on neither side."""
    width = text_width(text)
    if extent.right + SPACE + width <= WIDTH:
        return Label(text, extent.right + SPACE, "start")
    if extent.left - SPACE - width >= 0:
        return Label(text, extent.left - SPACE, "end")
    return None


def label_above(extent: Extent, text: str) -> Label:
    """Place a title above its mark, aligned with an end of it if possible; truncate a long one."""
    text = shortened(text, WIDTH - 2 * MARGIN)
    width = text_width(text)
    if extent.left + width <= WIDTH - MARGIN:
        return Label(text, extent.left, "start")
    if extent.right - width >= MARGIN:
        return Label(text, extent.right, "end")
    half = width / 2
    return Label(text, min(max(extent.middle, MARGIN + half), WIDTH - MARGIN - half), "middle")


def month_labels(axis: Axis, language: str) -> list[Label]:
    """Return the names of all months that fit, else those of one month per quarter.

    Args:
        axis: The axis.
        language: The language (BCP 47 or POSIX); English if it is unknown.
    """
    locale = locale_of(language)
    names, initials = (
        list(get_month_names(width, context="stand-alone", locale=locale).values())
        for width in ("abbreviated", "narrow")
    )
    for words, each in ((names, 1), (initials, 1), (names, 3)):
        # the first label has less room on its left
        room = min(each * axis.month_width - SPACE / 2, axis.month_width + 2 * MARGIN)
        if max(map(text_width, words[::each])) <= room:
            return [
                Label(words[month % 12], axis.x(month + 0.5), "middle")
                for month in range(axis.first, axis.end)
                if month % each == 0
            ]
    return []


def label_step(width: float, slot: float) -> int:
    """Return the step at which year labels of a width fit, ``slot`` apart: 1, 2, 5, 10, ..."""
    return next((step for step in _STEPS if slot * step >= width + SPACE), _STEPS[-1])


def labeled_counts(counts: Mapping[int, int], slot: float) -> set[int]:
    """Return the years whose counts fit above their bars; that of the highest bar always does.

    Args:
        counts: The number of posts by year, with posts in one year at least.
        slot: The width of a year.
    """
    most = max(counts.values())
    apart = (text_width(str(most)) + 2) / slot
    full = [year for year, count in counts.items() if count]
    labeled = {max(full, key=lambda year: counts[year])}
    for last, year, following in zip([-inf, *full], full, [*full[1:], inf], strict=False):
        if min(year - last, following - year) >= apart:
            labeled.add(year)
    return labeled


def shortened(text: str, room: float) -> str:
    """Truncate a text to a width, with an ellipsis if it was cut."""
    if text_width(text) <= room:
        return text
    ends = list(accumulate(map(text_width, text)))
    length = bisect_right(ends, room - text_width(ELLIPSIS))
    while length and (text_width(text[length]) == 0 or text[length - 1] == _JOINER):
        length -= 1  # keep accents and emoji sequences whole
    return text[:length].rstrip() + ELLIPSIS


def text_width(text: str) -> float:
    """Return the estimated width of a text in units of the image, an upper bound for most fonts."""
    return SIZE * sum(map(_ems, text))


def _ems(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if character in _NARROW:
        return 0.4
    if unicodedata.category(character) == "So":
        return 1.3
    if character in _WIDE or unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1
    return 0.75 if character.isupper() or character > "\u0590" else 0.64


def _months(date: PartialDate) -> tuple[int, int]:
    """Return the first month of a date, and the number of months that it covers."""
    month = date.start.year * 12 + date.start.month - 1
    return month, 12 if date.precision is Precision.YEAR else 1
