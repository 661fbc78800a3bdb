"""Dates as precise as they are written, in the time zone of the blog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_anthology.core.values.date_forms import iso_date
from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from datetime import tzinfo


_NAMED_OFFSET = re.compile(r"([+-]\d\d:?\d\d)\s+(?:[A-Z]{2,5}|\([^()]*\)|[+-]\d\d(?:\d\d)?)$")


def zone_of(name: str) -> tzinfo | None:
    """Return a time zone by its name in the tz database, None for an unknown one."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def imported_date(text: str, zone: tzinfo | None) -> str:
    """Return a date as our front matter has it; empty if it is not a date.

    A time without an offset gets the offset of the time zone. Without a time zone it has none, and
    the build applies the time zone of the project.

    Args:
        text: The date as written.
        zone: The time zone of the blog, None if it is unknown.
    """
    text = _without_zone_name(text.strip())
    try:
        date, written = PartialDate.parse(text, zone or ZoneInfo("UTC")), text
    except ValueError:
        written = iso_date(text) or ""
        try:
            date = PartialDate.parse(written, zone or ZoneInfo("UTC"))
        except ValueError:
            return ""
    if date.precision is not Precision.TIME:
        return date.iso
    has_offset = written[10:].rstrip().endswith(("Z", "z")) or any(
        sign in written[10:] for sign in "+-"
    )
    if zone is None and not has_offset:
        return date.start.replace(tzinfo=None).isoformat()
    return date.iso


def _without_zone_name(text: str) -> str:
    """Return a time with ``Z`` in place of ``UTC`` or ``GMT`` at its end.

    A zone name after an offset, as Go and Ruby print times, is redundant and removed.
    """
    for name in (" UTC", " GMT"):
        if text.endswith(name) and not _NAMED_OFFSET.search(text):
            return f"{text.removesuffix(name)}Z"
    return _NAMED_OFFSET.sub(r"\1", text)
