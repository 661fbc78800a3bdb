"""The cache of the HTML of posts for feeds, in few files.

Several processes may write the pages of a site. Each appends to its own file, and :meth:`merge`
combines these files: creating a file for each post would take longer than writing its content.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

_MERGED = "merged.jsonl"


@dataclass(frozen=True, slots=True)
class CachedContent:
    """The content of a post for feeds.

    Attributes:
        address: The URL of the page that relative links were resolved against.
        html: The HTML.
    """

    address: str
    html: str


class FeedCache:
    """A cache of the content of posts, by docname.

    Args:
        folder: The folder of its files; it must contain no others.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, docname: str, content: CachedContent) -> None:
        """Add or replace the content of a post; safe with several processes."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{os.getpid()}.jsonl").open("ab") as file:
            file.write(_encoded(docname, content))

    def merge(self, docnames: Container[str]) -> dict[str, CachedContent]:
        """Combine the files and return the content of all posts; no process may add any meanwhile.

        Args:
            docnames: The posts to keep; the content of others is removed.
        """
        merged = self._folder / _MERGED
        parts = sorted({*self._folder.glob("*.jsonl")} - {merged})
        entries = dict(chain.from_iterable(map(_read, (merged, *parts))))
        entries = {name: entry for name, entry in sorted(entries.items()) if name in docnames}
        data = b"".join(entry.line for entry in entries.values())
        if data or merged.is_file():
            write_if_changed(merged, data)
        for part in parts:
            part.unlink()
        return {name: entry.content for name, entry in entries.items()}


class _Entry(NamedTuple):
    """The content of a post, and the line that it was read from."""

    content: CachedContent
    line: bytes


def _encoded(docname: str, content: CachedContent) -> bytes:
    return f"{json.dumps([docname, content.address, content.html])}\n".encode()


def _read(path: Path) -> Iterator[tuple[str, _Entry]]:
    """Yield the entries of a file; an interrupted build may leave an incomplete line."""
    if path.is_file():
        for line in path.read_bytes().splitlines(keepends=True):
            try:
                docname, address, html = json.loads(line)
            except ValueError:
                continue
            if line.endswith(b"\n"):
                yield docname, _Entry(CachedContent(address, html), line)
