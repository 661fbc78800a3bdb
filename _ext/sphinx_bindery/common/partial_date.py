"""Dates of any precision: a year, a month, a day or a time (W3CDTF)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from enum import IntEnum

EXPECTED = "2014, 2014-11, 2014-11-10 or 2014-11-10T09:30:00+01:00"

_PATTERN = re.compile(
    r"""(?P<year>\d{4})
        (?:-(?P<month>\d\d)
        (?:-(?P<day>\d\d)
        (?:(?:[Tt]|[ \t]+)
           (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?
           [ \t]*(?P<zone>[Zz]|(?P<sign>[+-])(?P<zone_hour>\d\d?)(?::?(?P<zone_minute>\d\d))?)?
        )?)?)?""",
    re.ASCII | re.VERBOSE,
)


_RANGES = {
    "year": (1, 9999),
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "zone_hour": (0, 23),
    "zone_minute": (0, 59),
}
"""The least and the greatest number of each part of a date (RFC 3339, section 5.7)."""


class Precision(IntEnum):
    """The smallest unit that a date specifies."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    TIME = 4


@dataclass(frozen=True)
class PartialDate:
    """A date of a certain precision.

    Attributes:
        start: The start of the year, month or day, or the time; with a zone.
        precision: The smallest unit that was written; the rest of ``start`` is for sorting.
    """

    start: datetime
    precision: Precision

    @classmethod
    def parse(cls, text: str, zone: tzinfo) -> PartialDate:
        """Parse a date.

        Times follow RFC 3339 or YAML 1.1 (a space in place of the ``T``, seconds or the minutes of
        the offset omitted); blogs use both. Midnight without an offset is a day: programs write it
        where they know no time.

        Args:
            text: The date.
            zone: The zone of a date without an offset.

        Raises:
            ValueError: The text is not a date, or lies outside of the years 1 to 9999 in UTC; the
                message contains the accepted forms.
        """
        found = _PATTERN.fullmatch(text.strip())
        if not found:
            msg = f"write {EXPECTED}"
            raise ValueError(msg)
        parts = found.groupdict()
        precision = Precision(
            sum(parts[unit] is not None for unit in ("year", "month", "day", "hour"))
        )
        numbers = {unit: int(parts[unit] or least) for unit, (least, _) in _RANGES.items()}
        if mistake := _mistake(numbers):
            msg = f"{mistake}; write {EXPECTED}"
            raise ValueError(msg)
        try:
            start = datetime(
                numbers["year"],
                numbers["month"],
                numbers["day"],
                numbers["hour"],
                numbers["minute"],
                numbers["second"],
                tzinfo=_zone(parts) or zone,
            )
            # fail here rather than in a comparison, which converts to UTC too
            start.astimezone(UTC)
        except (OverflowError, ValueError):
            msg = f"in UTC it is not in the years 1 to 9999; write {EXPECTED}"
            raise ValueError(msg) from None
        if precision is Precision.TIME and not parts["zone"] and start.time() == time.min:
            precision = Precision.DAY
        return cls(start, precision)

    def is_over_at(self, moment: datetime) -> bool:
        """Return whether the whole year, month or day lies before a time."""
        if self.precision is Precision.TIME:
            return self.start < moment
        local = moment.astimezone(self.start.tzinfo)
        now = (local.year, local.month, local.day)[: self.precision]
        return (self.start.year, self.start.month, self.start.day)[: self.precision] < now

    @property
    def year(self) -> int:
        """The year, in the zone of the date."""
        return self.start.year

    @property
    def iso(self) -> str:
        """The date in W3CDTF (a profile of ISO 8601), with its own precision.

        A time is in RFC 3339, which allows offsets of whole minutes only. Historical offsets, such
        as Paris in 1890, are rounded; the local day and hour do not change.
        """
        match self.precision:
            case Precision.YEAR:
                return f"{self.start:%Y}".zfill(4)
            case Precision.MONTH:
                return f"{self.start:%Y-%m}".zfill(7)
            case Precision.DAY:
                return self.start.date().isoformat()
            case Precision.TIME:
                return _with_whole_minutes(self.start).isoformat()

    @property
    def iso_in_full(self) -> str:
        """The date in W3CDTF to the day: the first day of a year or month."""
        return self.iso if self.precision is Precision.TIME else self.start.date().isoformat()


def _mistake(numbers: dict[str, int]) -> str:
    """Return which number of a date or time is out of its range, empty if none is."""
    for unit, (least, most) in _RANGES.items():
        if not least <= numbers[unit] <= most:
            return f"{unit.replace('zone_', 'offset ')} must be in {least}..{most}"
    year, month = numbers["year"], numbers["month"]
    days = monthrange(year, month)[1]
    return "" if numbers["day"] <= days else f"{year:04}-{month:02} has {days} days"


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    if parts["zone"] is None:
        return None
    hours, minutes = int(parts["zone_hour"] or 0), int(parts["zone_minute"] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if parts["sign"] == "-" else offset)


def _with_whole_minutes(start: datetime) -> datetime:
    offset = start.utcoffset()
    minute = timedelta(minutes=1)
    if not offset or not offset % minute:
        return start
    return start.replace(tzinfo=timezone(round(offset / minute) * minute))
