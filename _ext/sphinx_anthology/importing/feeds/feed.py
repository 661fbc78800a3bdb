"""Feeds as sources of posts: Atom, RSS, RDF and JSON Feed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.export_signatures import is_blogger_backup, is_wordpress_export
from sphinx_anthology.importing.feeds.atom import atom_item, authors_of, links
from sphinx_anthology.importing.feeds.elements import XML, atom_line, base_of, children
from sphinx_anthology.importing.feeds.feed_item import ItemReader
from sphinx_anthology.importing.feeds.html_text import origin
from sphinx_anthology.importing.feeds.json_feed import JsonFeedSource, is_json_feed
from sphinx_anthology.importing.feeds.rss import rss_item
from sphinx_anthology.importing.records import Blog, NoticeKind, Place
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_anthology.importing.xml_items import (
    all_text,
    check_head,
    head_if_xml,
    iter_elements,
    line_of,
    root_name,
    short_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from sphinx_anthology.importing.feeds.feed_item import FeedItem
    from sphinx_anthology.importing.records import ImportedPost
    from sphinx_anthology.importing.report import Report
    from sphinx_anthology.importing.source import Source

_ITEMS = frozenset({"item", "entry", "atom:entry"})
_METADATA = frozenset({"title", "link", "language", "author"})
_ROOTS = frozenset({"feed", "rss", "rdf"})


@dataclass(slots=True)
class XmlFeedSource:
    """A feed of Atom, RSS or RDF, read as a stream.

    Attributes:
        path: The file.
        report: Takes notices.
        address: The address of the blog, after :meth:`blog`.
        authors: The authors of the feed, for entries without one.
        metadata: The title, language and links of the feed, after :meth:`blog`.
    """

    path: Path
    report: Report
    address: str = ""
    authors: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title, address and language; see :class:`Source`."""
        head = check_head(self.path)
        if root_name(head) not in _ROOTS:
            message = (
                f"{self.path}: is not a feed, but <{root_name(head)}>; save the feed of the blog"
            )
            raise SourceError(message)
        if is_blogger_backup(head) or is_wordpress_export(head):
            name = "blogger" if is_blogger_backup(head) else "wxr"
            message = f"{self.path}: is an export with drafts, no feed; write --format {name}"
            raise SourceError(message)
        origins: Counter[str] = Counter()
        number = 0
        for item in self._items(with_metadata=True):
            number += 1
            origins.update(item.origins)
        if not number:
            message = f"{self.path}: has no posts; save the feed again"
            raise SourceError(message)
        self.address = _blog_address(self.metadata, origins)
        return Blog(self.metadata.get("title", ""), self.address, self.metadata.get("language", ""))

    def posts(self) -> Iterator[ImportedPost]:
        """Yield the posts; see :class:`Source`."""
        self.report.counts.clear()
        reader = ItemReader(self.address, self.report)
        for item in self._items():
            self.report.counts["entries in the feed"] += 1
            if post := reader.post(item):
                yield post

    def _items(self, *, with_metadata: bool = False) -> Iterator[FeedItem]:
        names = _ITEMS | (
            _METADATA | {f"atom:{name}" for name in _METADATA} if with_metadata else set()
        )
        file = str(self.path)
        for name, element in iter_elements(self.path, names, self.report, items=_ITEMS):
            if name not in _ITEMS:
                self._add_metadata(name.removeprefix("atom:"), element)
            elif name == "item":
                yield rss_item(element, file, self.authors)
            elif next(children(element, "thr:in-reply-to"), None) is not None:
                message = "the entry is a comment; it is left out"
                self.report.note(NoticeKind.SKIPPED, Place(file, line_of(element)), message)
            else:
                yield atom_item(element, file, self.authors, self.report)

    def _add_metadata(self, name: str, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is None or short_name(parent.tag).removeprefix("atom:") not in {
            "channel",
            "feed",
        }:
            return
        if name == "author":
            self.authors = self.authors or authors_of(parent)
        elif name == "link":
            self._add_link(element, parent)
        elif name == "title":
            self.metadata.setdefault("title", atom_line(element))
        else:
            self.metadata.setdefault(name, all_text(element))
        if language := parent.get(f"{XML}lang"):
            self.metadata.setdefault("language", language)

    def _add_link(self, element: etree._Element, parent: etree._Element) -> None:
        relation = element.get("rel") or "alternate"
        address = all_text(element) or next(links(parent, relation), "")
        if relation in {"next", "prev-archive"} and address:
            message = f"the feed goes on at {address!r}; save that file, and import it too"
            self.report.note(NoticeKind.SKIPPED, Place(str(self.path)), message)
        if address:
            self.metadata.setdefault(relation, address)
        if base := base_of(parent):
            self.metadata.setdefault("base", base)


def _blog_address(metadata: dict[str, str], origins: Counter[str]) -> str:
    """Return the origin of the blog: one of the feed that posts share, else that of most posts."""
    named = [origin(metadata.get(name, "")) for name in ("alternate", "base", "self")]
    own = [address for address in named if address in origins]
    most = [address for address, _number in origins.most_common(1)]
    return next(filter(None, [*own, *most, *named]), "")


def _open(path: Path, report: Report) -> Source:
    return JsonFeedSource(path, report) if is_json_feed(path) else XmlFeedSource(path, report)


def _recognizes(path: Path) -> bool:
    if is_json_feed(path):
        return True
    head = head_if_xml(path)
    other = is_blogger_backup(head) or is_wordpress_export(head)
    return root_name(head) in _ROOTS and not other


FEED = SourceFormat("feed", _recognizes, _open)
