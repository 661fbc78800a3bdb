"""Values of JSON exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def json_text(row: Mapping[str, object], key: str) -> str:
    """Return a string or an integer as text, such as an id; empty for other values."""
    value = row.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
