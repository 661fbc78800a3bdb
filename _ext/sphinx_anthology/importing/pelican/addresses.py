"""Addresses of Pelican: slugs, and the templates of settings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_PART = re.compile(r"\{(?P<name>\w+)(?::(?P<format>[^{}]*))?\}")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DIRECTIVE = re.compile(r"%(?P<flag>[-_0^#]?)(?P<name>[a-zA-Z%])")


def slugify(text: str) -> str:
    """Return a slug as Pelican generates it: words in ASCII, joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", ascii_text).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def expand(template: str, values: Mapping[str, str], date: datetime | None) -> str:
    """Expand the template of an address; empty if a value is unknown.

    Args:
        template: A template such as ``{date:%Y}/{slug}.html`` or ``%(slug)s.html``.
        values: The values by name.
        date: The date of the post, None without one.
    """
    is_known = True

    def part(found: re.Match[str]) -> str:
        nonlocal is_known
        if found["name"] == "date":
            is_known = is_known and date is not None
            return _date_part(date, found["format"] or "%Y-%m-%d") if date else ""
        is_known = is_known and found["name"] in values
        return values.get(found["name"], "")

    template = re.sub(r"%\((\w+)\)s", r"{\1}", template)
    path = _PART.sub(part, template)
    return f"/{path.lstrip('/')}".removesuffix("index.html") if is_known and path else ""


def _date_part(date: datetime, form: str) -> str:
    """Format a date; names of months are English, whatever the locale of this machine."""

    def directive(found: re.Match[str]) -> str:
        name = found["name"]
        month = _MONTHS[date.month - 1]
        named = {"b": month[:3], "B": month, "%": "%"}
        text = named[name] if name in named else date.strftime(f"%{name}")
        return text.lstrip("0") if found["flag"] == "-" else text

    return _DIRECTIVE.sub(directive, form)
