"""Dates of feeds: RFC 822 in RSS, RFC 3339 in Atom and JSON Feed, W3C-DTF in RDF."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_OFFSET = timedelta(hours=14)
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(.*))?", re.DOTALL
)
_ZONE = re.compile(r"[+-]\d\d:?\d\d|[+-]\d\d")


def feed_date(text: str) -> str:
    """Parse a date of a feed; its offset from UTC is kept.

    Returns:
        A date as front matter has it, without fractions of seconds; empty if it is not a date.
    """
    text = " ".join(text.split())
    if _PARTIAL.fullmatch(text):
        return text
    if found := _ISO.match(text):
        return _iso_date(*found.groups())
    try:
        return _written(parsedate_to_datetime(text), is_utc=text.endswith("-0000"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _iso_date(day: str, time: str | None, zone: str | None) -> str:
    try:
        if time is None:
            return datetime.fromisoformat(day).date().isoformat()
        is_utc = (zone or "").upper() in {"Z", "UTC", "GMT"}
        offset = zone if zone and _ZONE.fullmatch(zone) else ""
        return _written(datetime.fromisoformat(f"{day}T{time}{offset}"), is_utc=is_utc)
    except ValueError:
        return ""


def _written(moment: datetime, *, is_utc: bool) -> str:
    offset = moment.utcoffset()
    if offset is not None and abs(offset) > _MAX_OFFSET:
        offset = None
    local = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    if is_utc or (offset is not None and not offset):
        return f"{local}Z"
    return local if offset is None else moment.isoformat(timespec="seconds")
