"""The source files with translated messages in a message catalogue (``.po``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTRY = re.compile(
    r"(?P<comments>(?:^\#(?!~).*\n)*)"
    r'^msgid[ ](?P<id>(?:".*"\s*)+)'
    r'(?:^msgid_plural[ ](?:".*"\s*)+)?'
    r'^msgstr(?:\[0\])?[ ](?P<text>(?:".*"\s*)+)',
    re.MULTILINE,
)
_EMPTY = re.compile(r'[\s"]*')
_LINE = re.compile(r":\d+$")


def translated_sources(text: str) -> frozenset[str]:
    """Return the paths of the sources with translated messages.

    Args:
        text: The catalogue. Messages marked as fuzzy are not translated.

    Returns:
        The paths in the catalogue; an empty path for messages without one.
    """
    return frozenset(path for entry in _ENTRY.finditer(text) for path in _paths(entry))


def is_translated(sources: frozenset[str], path: str) -> bool:
    """Return whether a source has translated messages.

    Args:
        sources: The result of :func:`translated_sources`.
        path: The path of the source in its project; the catalogue may have a longer path.
    """
    if "" in sources or path in sources:
        return True
    return any(source.endswith(f"/{path}") for source in sources)


def _paths(entry: re.Match[str]) -> Iterator[str]:
    """Yield the source paths of an entry, unless it is untranslated or the header."""
    if _EMPTY.fullmatch(entry["id"]) or _EMPTY.fullmatch(entry["text"]):
        return
    comments = entry["comments"].splitlines()
    if any(line.startswith("#,") and "fuzzy" in line for line in comments):
        return
    places = [line.removeprefix("#:").split() for line in comments if line.startswith("#:")]
    paths = [_LINE.sub("", place) for line in places for place in line]
    yield from paths or [""]
