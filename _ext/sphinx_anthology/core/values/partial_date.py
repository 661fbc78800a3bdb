"""Dates as precise as their writer made them: a year, a month, a day or a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
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


class Precision(IntEnum):
    """How much of a date its writer told."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    TIME = 4


@dataclass(frozen=True)
class PartialDate:
    """A date, exactly as precise as it was written.

    start: the first moment of the period that it names, with its zone.
    precision: what of ``start`` was written; the rest is only for sorting.
    """

    start: datetime
    precision: Precision

    @classmethod
    def parse(cls, text: str, zone: tzinfo) -> PartialDate:
        """Read a date.

        A time is read as RFC 3339 has it, and as YAML 1.1 does (a space for the ``T``, seconds or
        the zone's minutes left out), since blogs are full of both.

        Args:
            text: what the writer wrote.
            zone: the zone of a date that names none.

        Raises:
            ValueError: it is no date, or one that lies outside the years 1 to 9999 in UTC; the
                message says what was expected.
        """
        found = _PATTERN.fullmatch(text.strip())
        if not found:
            msg = f"expected {EXPECTED}"
            raise ValueError(msg)
        parts = found.groupdict()
        precision = Precision(
            sum(parts[unit] is not None for unit in ("year", "month", "day", "hour"))
        )
        try:
            start = datetime(
                int(parts["year"]),
                int(parts["month"] or 1),
                int(parts["day"] or 1),
                int(parts["hour"] or 0),
                int(parts["minute"] or 0),
                int(parts["second"] or 0),
                tzinfo=_zone(parts) or zone,
            )
            # whoever sorts or compares dates must be able to convert them
            start.astimezone(UTC)
        except ValueError as error:
            msg = f"{error}; expected {EXPECTED}"
            raise ValueError(msg) from None
        except OverflowError:
            msg = f"in UTC it is not in the years 1 to 9999; expected {EXPECTED}"
            raise ValueError(msg) from None
        return cls(start, precision)

    def is_over_at(self, moment: datetime) -> bool:
        """Tell whether the whole period that the date names lies before a moment."""
        if self.precision is Precision.TIME:
            return self.start < moment
        local = moment.astimezone(self.start.tzinfo)
        told = (local.year, local.month, local.day)[: self.precision]
        return (self.start.year, self.start.month, self.start.day)[: self.precision] < told

    @property
    def year(self) -> int:
        """The year, as written."""
        return self.start.year

    @property
    def iso(self) -> str:
        """The date in ISO 8601 and W3CDTF, no more precise than it was written.

        A time is in RFC 3339. That knows offsets of whole minutes only: an older one, such as
        Paris had in 1890, is rounded, so that day and hour stay those written.
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
        """The date for formats that want a day: a partial one is the first of its period."""
        return self.iso if self.precision is Precision.TIME else self.start.date().isoformat()


def _zone(parts: dict[str, str | None]) -> tzinfo | None:
    if parts["zone"] is None:
        return None
    hours, minutes = int(parts["zone_hour"] or 0), int(parts["zone_minute"] or 0)
    if minutes > 59:
        msg = "the minutes of the offset must be in 0..59"
        raise ValueError(msg)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if parts["sign"] == "-" else offset)


def _with_whole_minutes(start: datetime) -> datetime:
    offset = start.utcoffset()
    minute = timedelta(minutes=1)
    if not offset or not offset % minute:
        return start
    return start.replace(tzinfo=timezone(round(offset / minute) * minute))
