"""The moment that counts as now, the same for every build that SOURCE_DATE_EPOCH names one for."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def clock() -> datetime:
    """Return SOURCE_DATE_EPOCH, else now, in UTC.

    A value that is no number of seconds counts as none
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz=UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(tz=UTC)
