"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.feeds.elements import web_addresses
from sphinx_anthology.importing.feeds.feed_item import Enclosure, FeedItem, ItemReader
from sphinx_anthology.importing.feeds.html_text import origin, text_as_html
from sphinx_anthology.importing.json_values import json_text
from sphinx_anthology.importing.records import Blog, NoticeKind, Place
from sphinx_anthology.importing.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_anthology.importing.records import ImportedPost
    from sphinx_anthology.importing.report import Report

_HEAD = 4096
"""Bytes of a file that are read to recognize it."""


@dataclass(slots=True)
class JsonFeedSource:
    """A JSON Feed.

    Attributes:
        path: The file.
        report: Takes notices.
        items: The entries, after :meth:`blog`.
        address: The address of the blog, after :meth:`blog`.
    """

    path: Path
    report: Report
    items: list[FeedItem] = field(default_factory=list)
    address: str = ""

    def blog(self) -> Blog:
        """Return the title, address and language; see :class:`Source`."""
        feed = self._feed()
        rows = [row for row in _list(feed.get("items")) if isinstance(row, dict)]
        if not rows:
            message = f"{self.path}: has no posts; save the feed again"
            raise SourceError(message)
        authors = _authors(feed)
        file = str(self.path)
        self.items = [_item(row, Place(file, item=json_text(row, "url")), authors) for row in rows]
        origins = Counter(part for item in self.items for part in item.origins)
        most = [address for address, _number in origins.most_common(1)]
        home = origin(json_text(feed, "home_page_url"))
        self.address = home if home in origins else next(iter([*most, home]))
        if address := json_text(feed, "next_url"):
            message = f"the feed goes on at {address!r}; save that file, and import it too"
            self.report.note(NoticeKind.SKIPPED, Place(str(self.path)), message)
        return Blog(json_text(feed, "title"), self.address, json_text(feed, "language"))

    def posts(self) -> Iterator[ImportedPost]:
        """Yield the posts; see :class:`Source`."""
        self.report.counts.clear()
        reader = ItemReader(self.address, self.report)
        for item in self.items:
            self.report.counts["entries in the feed"] += 1
            if post := reader.post(item):
                yield post

    def _feed(self) -> Mapping[str, object]:
        try:
            feed: object = json.loads(self.path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        except OSError as error:
            message = f"{self.path}: {error.strerror}; write the path of a feed"
            raise SourceError(message) from None
        except (ValueError, RecursionError) as error:
            message = f"{self.path}: is not JSON ({error}); save the feed again"
            raise SourceError(message) from None
        return feed if isinstance(feed, dict) else {}


def _item(row: Mapping[str, object], place: Place, authors: tuple[str, ...]) -> FeedItem:
    html = json_text(row, "content_html") or text_as_html(json_text(row, "content_text"))
    summary = text_as_html(json_text(row, "summary"))
    link, other = json_text(row, "url"), json_text(row, "external_url")
    files = (entry for entry in _list(row.get("attachments")) if isinstance(entry, dict))
    return FeedItem(
        place,
        json_text(row, "id") or link,
        " ".join(json_text(row, "title").split()),
        html or summary,
        summary if html else "",
        other or link,
        web_addresses(link, json_text(row, "id")),
        json_text(row, "date_published"),
        json_text(row, "date_modified"),
        authors=_authors(row) or authors,
        tags=tuple(tag.strip() for tag in _list(row.get("tags")) if isinstance(tag, str)),
        enclosures=tuple(
            Enclosure(json_text(file, "url"), json_text(file, "mime_type")) for file in files
        ),
        image=json_text(row, "image") or json_text(row, "banner_image"),
        language=json_text(row, "language"),
    )


def _authors(row: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of ``authors`` (1.1) or ``author`` (1.0)."""
    entries = [*_list(row.get("authors")), row.get("author")]
    names = (json_text(entry, "name") for entry in entries if isinstance(entry, dict))
    return tuple(dict.fromkeys(filter(None, map(str.strip, names))))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def is_json_feed(path: Path) -> bool:
    """Return whether a file is a JSON Feed, by the URL in its ``version``."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b"jsonfeed.org/version/" in head.replace(b"\\/", b"/")
