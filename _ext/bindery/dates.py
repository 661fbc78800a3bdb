"""The one clock of a reproducible build: the time it claims to have run at.

Rule: SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else the newest
date that the book's contents know, else the first moment that a ZIP member can carry. Never the
wall clock, never the builder's zone.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time in a ZIP archive (APPNOTE.TXT 4.4.6)."""


def source_date(environ: Mapping[str, str] | None = None) -> datetime | None:
    """Return the time in ``SOURCE_DATE_EPOCH``, in UTC, or None where it is unset or no integer."""
    value = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(value), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def build_time(
    newest_content: datetime | None, environ: Mapping[str, str] | None = None
) -> datetime:
    """Return the time that a book says it was made at, in UTC, never before 1980.

    Args:
        newest_content: the newest date of what the book holds, with its zone; None if it has none.
        environ: the environment to read; the process's own by default.
    """
    chosen = source_date(environ) or newest_content or EARLIEST
    return max(chosen.astimezone(UTC), EARLIEST)
