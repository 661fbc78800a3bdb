"""Publication by date: posts dated in the future are imported as drafts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sphinx_anthology.importing.records import NoticeKind, PostKind
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sphinx_anthology.importing.records import ImportedPost
    from sphinx_anthology.importing.report import Report

_UTC = ZoneInfo("UTC")


def with_publication(
    posts: Iterable[ImportedPost], now: datetime, report: Report
) -> Iterator[ImportedPost]:
    """Yield posts, those of the future as drafts: a build would warn about each and leave it out.

    Args:
        posts: The posts of a source.
        now: The time of the import.
        report: Takes notices about published posts without a date.
    """
    for post in posts:
        if post.kind is not PostKind.POST or not post.is_published:
            yield post
        elif not post.date:
            if not report.has(NoticeKind.DATE, post.place):
                message = f"{post.title!r}: has no date; write one in its front matter"
                report.note(NoticeKind.DATE, post.place, message)
            yield post
        elif PartialDate.parse(post.date, _UTC).start > now:
            yield replace(post, held_back=f"dated in the future, {post.date}")
        else:
            yield post


def draft_reason(held_back: str) -> str:
    """Return why a post is a draft, for a notice.

    Args:
        held_back: The reason in the source, such as ``private``.
    """
    if held_back == "a draft":
        return "is a draft, as in the source"
    return f"is imported as a draft, because it is {held_back}"
