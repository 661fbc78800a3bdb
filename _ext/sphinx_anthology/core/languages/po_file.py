"""The sources that a file of translations (``.po``) has translated messages of."""

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
        text: The file. Messages marked as fuzzy are not translated.

    Returns:
        The paths as the file has them; an empty path for messages without one.
    """
    return frozenset(path for entry in _ENTRY.finditer(text) for path in _paths(entry))


def is_translated(sources: frozenset[str], path: str) -> bool:
    """Return whether there are translated messages of a source.

    Args:
        sources: The result of :func:`translated_sources`.
        path: The path of the source in its project; those of the file lead there from elsewhere.
    """
    if "" in sources or path in sources:
        return True
    return any(source.endswith(f"/{path}") for source in sources)


def _paths(entry: re.Match[str]) -> Iterator[str]:
    """Yield the paths of an entry, if it is translated and not the header."""
    if _EMPTY.fullmatch(entry["id"]) or _EMPTY.fullmatch(entry["text"]):
        return
    comments = entry["comments"].splitlines()
    if any(line.startswith("#,") and "fuzzy" in line for line in comments):
        return
    places = [line.removeprefix("#:").split() for line in comments if line.startswith("#:")]
    paths = [_LINE.sub("", place) for line in places for place in line]
    yield from paths or [""]
