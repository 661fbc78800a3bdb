"""The cache of the HTML of posts for feeds, in few files.

The pages of a site may be written by several processes. Each appends what it has to a file of its
own, and the next reader merges these into one: a file for each post would take longer to create
than its content takes to write.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        folder: The folder of its files, which nothing else uses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, docname: str, content: CachedContent) -> None:
        """Add or replace the content of a post; several processes may do so at a time."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{os.getpid()}.jsonl").open("ab") as file:
            file.write(_line(docname, content))

    def merge(self, docnames: Container[str]) -> dict[str, CachedContent]:
        """Return the content of all posts, while no other process adds any.

        Args:
            docnames: The posts; the content of others is removed.
        """
        merged = self._folder / _MERGED
        parts = sorted({*self._folder.glob("*.jsonl")} - {merged})
        before = dict(_read(merged))
        contents = dict(before)
        for part in parts:
            contents |= dict(_read(part))
        contents = {name: content for name, content in contents.items() if name in docnames}
        if contents != before:
            lines = (_line(name, content) for name, content in sorted(contents.items()))
            write_if_changed(merged, b"".join(lines))
        for part in parts:
            part.unlink()
        return contents


def _line(docname: str, content: CachedContent) -> bytes:
    return f"{json.dumps([docname, content.address, content.html])}\n".encode()


def _read(path: Path) -> Iterator[tuple[str, CachedContent]]:
    """Yield the contents in a file; an interrupted build may leave an incomplete line."""
    if path.is_file():
        for line in path.read_bytes().splitlines():
            try:
                docname, address, html = json.loads(line)
            except ValueError:
                continue
            yield docname, CachedContent(address, html)
