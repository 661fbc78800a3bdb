"""Why a file of a site is imported as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_anthology.core.frontmatter.draft_marks import is_draft_mark
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.importing.folders.data import mapping
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sphinx_anthology.importing.folders.source_file import SourceFile


def held_back(file: SourceFile, date: str, zone: tzinfo | None, now: datetime) -> str:
    """Return why a post is a draft; empty if it is published.

    The reason follows "it is" in a notice.

    Args:
        file: The file.
        date: Its date, as :func:`.dates.imported_date` returns it.
        zone: The time zone of the blog, None if it is unknown.
        now: The time of the import.
    """
    zone = zone or ZoneInfo("UTC")
    if mark := _draft_mark(file):
        return mark
    post, _problems = read_post("", file.source.text, zone, file.source.first_line)
    if post.draft:
        if not file.is_readable:
            return "without front matter that can be read completely"
        return "marked as a draft"
    if post.release and post.release.start > now:
        return f"scheduled for {post.release.iso}"
    if date and PartialDate.parse(date, zone).start > now:
        return f"dated in the future, {date}"
    if post.expiry and post.expiry.start <= now:
        return f"expired since {post.expiry.iso}"
    return ""


def _draft_mark(file: SourceFile) -> str:
    for key, value in file.head.items():
        if key.startswith("x-"):
            continue
        if isinstance(value, str) and is_draft_mark(key, value):
            is_plain = key.casefold() in {"draft", "status"}
            return "a draft" if is_plain and "p" not in value[:1] else f"marked '{key}: {value}'"
        for inner, text in mapping(value).items():
            if isinstance(text, str) and is_draft_mark(inner, text, strict=True):
                return f"marked '{key}.{inner}: {text}'"
    return ""
