"""The addresses of Pelican's pages, by its templates."""

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
    """Return the slug that Pelican makes of a text: words in ASCII, with hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", ascii_text).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def expand(template: str, values: Mapping[str, str], date: datetime | None) -> str:
    """Return an address by a template; empty if something of it is not known.

    Args:
        template: A template such as ``{date:%Y}/{slug}.html``, or one of ``%`` formats.
        values: The values of its names.
        date: The date of the post.
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
    """Return a part of a date; names of months are in English, as in most locales of servers."""

    def directive(found: re.Match[str]) -> str:
        name = found["name"]
        month = _MONTHS[date.month - 1]
        named = {"b": month[:3], "B": month, "%": "%"}
        text = named[name] if name in named else date.strftime(f"%{name}")
        return text.lstrip("0") if found["flag"] == "-" else text

    return _DIRECTIVE.sub(directive, form)
