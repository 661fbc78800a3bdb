"""The date in keys of other programs before which they do not publish a post."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.values import ValueReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.frontmatter.markdown import MappingEntry
    from sphinx_anthology.core.posts.post import Post

_KEYS = frozenset(
    {
        "publishdate", "publishat", "publishedat", "publisheddate", "publishedon", "publishon",
        "published", "pubdate", "datepublished", "release", "releasedate", "scheduled",
        "scheduledat", "scheduledfor", "embargo", "embargountil", "golive", "goliveat",
        "availablefrom",
    }
)  # fmt: skip
"""The keys in lower case without punctuation; Hugo's is ``publishDate``."""


def with_release(post: Post, entries: Iterable[MappingEntry], reader: ValueReader) -> Post:
    """Return a post with the latest date of release in its front matter, and the key of it."""
    silent = ValueReader(reader.zone, reader.first_line, reader.lines)
    found = [
        (date, entry)
        for entry in entries
        if re.sub(r"[\W_]", "", entry.key).lower() in _KEYS
        and isinstance(entry.value, yaml.ScalarNode)
        and (date := silent.date(entry.key, entry.value))
    ]
    if not found:
        return post
    date, entry = max(found, key=lambda item: item[0].start)
    lines = (*post.lines, (entry.key, entry.line))
    return replace(post, release=date, release_key=entry.key, lines=lines)
