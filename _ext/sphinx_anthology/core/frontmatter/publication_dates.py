"""Dates of release and expiry in the keys of other programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.foreign_keys import EXPIRY_KEYS
from sphinx_anthology.core.frontmatter.problem import not_published
from sphinx_anthology.core.frontmatter.values import ValueReader
from sphinx_anthology.core.values.date_forms import iso_date
from sphinx_bindery.common.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sphinx_anthology.core.frontmatter.markdown import MappingEntry
    from sphinx_anthology.core.posts.post import Post

_RELEASE_KEYS = frozenset(
    {
        "publishdate", "publishat", "publishedat", "publisheddate", "publishedon", "publishon",
        "published", "pubdate", "pubdatetime", "datepublished", "release", "releasedate",
        "scheduled", "scheduledat", "scheduledfor", "embargo", "embargountil", "golive", "goliveat",
        "availablefrom",
    }
)  # fmt: skip
"""The keys in lower case without punctuation; that of Hugo is ``publishDate``."""

_EXPIRY_KEYS = frozenset(key.replace("_", "") for key in EXPIRY_KEYS)
"""The keys in the same form; those of Hugo are ``expiryDate`` and ``unpublishdate``."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = len("2014-11-10")
_NEVER = frozenset({"never", "no", "none", "false", "off"})


def with_publication_dates(
    post: Post, entries: Iterable[MappingEntry], reader: ValueReader
) -> Post:
    """Return a post with its latest date of release and its earliest date of expiry.

    A date of release, or an invalid ``date``, counts in other forms than ISO 8601 too, if only by
    its year, so that no post is published too early. An invalid date of expiry is a problem, and
    makes the post a draft.
    """
    named = [(re.sub(r"[\W_]", "", entry.key).lower(), entry) for entry in entries]
    silent = ValueReader(reader.zone, reader.first_line, reader.lines)
    scalars = [item for item in named if isinstance(item[1].value, yaml.ScalarNode)]
    if found := [*_dates(scalars, _RELEASE_KEYS, silent), *_loose_dates(scalars, post, silent)]:
        date, entry = max(found, key=_start)
        lines = (*post.lines, (entry.key, entry.line))
        post = replace(post, release=date, release_key=entry.key, lines=lines)
    silent.problems.clear()
    if found := list(_dates(named, _EXPIRY_KEYS, silent)):
        date, entry = min(found, key=_start)
        lines = (*post.lines, (entry.key, entry.line))
        post = replace(post, expiry=date, expiry_key=entry.key, lines=lines)
    if silent.problems and not post.draft:
        unread = {problem.line for problem in silent.problems}
        others = [problem for problem in reader.problems if problem.line not in unread]
        reader.problems = [*others, *map(not_published, silent.problems)]
        post = replace(post, draft=True)
    return post


def _dates(
    entries: Iterable[tuple[str, MappingEntry]], keys: frozenset[str], reader: ValueReader
) -> Iterator[tuple[PartialDate, MappingEntry]]:
    for name, entry in entries:
        if name not in keys or str(entry.value.value).strip().lower() in _NEVER:
            continue
        if date := reader.date(entry.key, entry.value):
            yield date, entry


def _loose_dates(
    entries: Iterable[tuple[str, MappingEntry]], post: Post, reader: ValueReader
) -> Iterator[tuple[PartialDate, MappingEntry]]:
    """Yield the dates of release that are not written in ISO 8601."""
    for name, entry in entries:
        if name not in _RELEASE_KEYS and (name != "date" or post.date):
            continue
        text = str(entry.value.value)
        iso = iso_date(text) or ""
        for form in (text, iso, iso[:_DAY], *_YEAR.findall(text)):
            try:
                date = PartialDate.parse(form, reader.zone)
            except ValueError:
                continue
            if form != text:
                yield date, entry
            break


def _start(found: tuple[PartialDate, MappingEntry]) -> datetime:
    return found[0].start
