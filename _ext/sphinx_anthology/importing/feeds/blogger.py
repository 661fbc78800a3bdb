"""Backups of Blogger: the XML file that its settings export, and ``feed.atom`` of Takeout."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_anthology.importing.export_signatures import BLOGGER_KIND, is_blogger_backup
from sphinx_anthology.importing.feeds.atom import categories, links
from sphinx_anthology.importing.feeds.blogger_body import before_more, blogger_html
from sphinx_anthology.importing.feeds.elements import atom_html, atom_line, children, text
from sphinx_anthology.importing.feeds.feed_dates import feed_date
from sphinx_anthology.importing.feeds.feed_item import file_link
from sphinx_anthology.importing.feeds.html_text import description, first_words, origin, slug_in
from sphinx_anthology.importing.records import (
    Blog,
    ImportedAuthor,
    ImportedPost,
    NoticeKind,
    Place,
    PostKind,
)
from sphinx_anthology.importing.source import SourceError, SourceFormat
from sphinx_anthology.importing.xml_items import (
    all_text,
    check_head,
    head_if_xml,
    iter_elements,
    line_of,
    short_name,
)
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml import etree

    from sphinx_anthology.importing.report import Report

_ENTRIES = frozenset({"atom:entry", "entry"})
_METADATA = frozenset({"atom:title", "title", "atom:link", "link"})
_HELD_BACK = {"draft": "a draft", "scheduled": "scheduled", "pending": "waits for review"}
_NOT_AUTHORS = frozenset({"", "unknown", "anonymous", "noreply"})
_ADDRESS = re.compile(r"(https?://[\w.-]+)(/(?:\d{4}/\d\d|p)/[^\"'<>\s?#&]+)")


@dataclass(slots=True)
class BloggerSource:
    """A backup of Blogger, read as a stream.

    Attributes:
        path: The file.
        report: Takes notices.
        address: The address of the blog, after :meth:`blog`.
        comments: The comments by the id of their post, after :meth:`blog`.
        settings: The settings of the blog by name, after :meth:`blog`.
    """

    path: Path
    report: Report
    address: str = ""
    comments: dict[str, list[Mapping[str, object]]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def blog(self) -> Blog:
        """Return the title, address and authors, and collect comments; see :class:`Source`."""
        check_head(self.path)
        authors: dict[str, ImportedAuthor] = {}
        ids: set[str] = set()
        files: set[str] = set()
        named: Counter[tuple[str, str]] = Counter()
        for name, element in self._elements(_ENTRIES | _METADATA):
            if name in _METADATA:
                self._add_metadata(name.removeprefix("atom:"), element)
                continue
            kind = _kind(element)
            if kind in {"post", "page"}:
                ids.add(text(element, "id"))
                files.update(filter(None, [text(element, "blogger:filename")]))
                named.update(set(_ADDRESS.findall(text(element, "content"))))
                author = _author(element)
                authors.setdefault(author.id, author)
            elif kind == "comment":
                self._add_comment(element)
            elif kind == "settings":
                setting = text(element, "id").rpartition(".settings.")[2]
                self.settings[setting] = text(element, "content")
        if not ids:
            message = f"{self.path}: has no posts; back up the content in Blogger's settings"
            raise SourceError(message)
        self._report_lost_comments(ids)
        self.address = self._blog_address(files, named)
        return Blog(
            self.settings.get("title") or self.settings.get("BLOG_NAME", ""),
            self.address,
            language_tag(self.settings.get("BLOG_LOCALE", "")),
            {name: author for name, author in authors.items() if author.url},
        )

    def posts(self) -> Iterator[ImportedPost]:
        """Yield posts and pages; see :class:`Source`."""
        self.report.counts.clear()
        for _name, entry in self._elements(_ENTRIES):
            kind = _kind(entry)
            self.report.counts[f"{kind or 'untyped'} entries in the export"] += 1
            place = Place(str(self.path), line_of(entry))
            status = text(entry, "blogger:status").lower()
            title = atom_line(next(children(entry, "title"), None))
            if kind in {"post", "page"} and ("trash" in status or text(entry, "blogger:trashed")):
                message = f"{title!r} is in the trash; it is left out"
                self.report.note(NoticeKind.SKIPPED, place, message)
            elif kind in {"post", "page"}:
                yield self._post(entry, PostKind(kind), title, place)
            elif kind not in {"comment", "settings", "template"}:
                message = f"{title!r} has the kind {kind or 'none'!r}; it is left out"
                self.report.note(NoticeKind.SKIPPED, place, message)

    def _elements(self, names: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
        return iter_elements(self.path, names, self.report, items=_ENTRIES)

    def _add_metadata(self, name: str, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is None or short_name(parent.tag).removeprefix("atom:") != "feed":
            return
        if name == "title":
            self.settings.setdefault("title", atom_line(element))
        elif element.get("rel") == "alternate" and (href := element.get("href")):
            self.settings.setdefault("link", href.strip())

    def _add_comment(self, entry: etree._Element) -> None:
        reply = next(children(entry, "thr:in-reply-to"), None)
        post = text(entry, "blogger:parent") or ("" if reply is None else reply.get("ref") or "")
        parent = text(entry, "blogger:inReplyTo") or next(links(entry, "related"), "")
        author = _author(entry)
        status = text(entry, "blogger:status").lower()
        self.comments.setdefault(post, []).append({
            "id": _number(text(entry, "id")),
            "parent": _number(parent),
            "author": author.name,
            "author_url": author.url,
            "date": feed_date(text(entry, "published")),
            "content": _content(entry),
            "approved": status in {"", "live"} and not _is_draft(entry),
            "line": line_of(entry),
        })  # fmt: skip

    def _report_lost_comments(self, ids: set[str]) -> None:
        lost = [found for post, found in self.comments.items() if post not in ids]
        for comment in (comment for comments in lost for comment in comments):
            place = Place(str(self.path), int(str(comment["line"])))
            message = "the comment is to a post that is not in the export; it is left out"
            self.report.note(NoticeKind.SKIPPED, place, message)

    def _blog_address(self, files: set[str], named: Counter[tuple[str, str]]) -> str:
        """Return the address of the blog, from the feed, its settings, or links to its posts.

        Files of Takeout have none in the feed.

        Args:
            files: The paths of posts.
            named: The number of posts that contain each address, as host and path.
        """
        if origin(link := self.settings.get("link", "")):
            return link
        if domain := self.settings.get("BLOG_CUSTOM_DOMAIN"):
            return f"https://{domain}"
        if name := self.settings.get("BLOG_SUBDOMAIN"):
            return f"https://{name}.blogspot.com"
        hosts: Counter[str] = Counter()
        for (host, path), number in sorted(named.items()):
            hosts[host] += number if path in files else 0
        (best, number), *_others = hosts.most_common(1) or [("", 0)]
        return best if number else ""

    def _post(
        self, entry: etree._Element, kind: PostKind, title: str, place: Place
    ) -> ImportedPost:
        number, raw = text(entry, "id") or f"line {place.line}", _content(entry)
        addresses = self._addresses(entry)
        if not title:
            title = first_words(raw) or f"Post {_number(number)}"
            message = f"title: is missing; {title!r} is used, the beginning of the text"
            self.report.note(NoticeKind.MARKUP, place, message)
        date = feed_date(text(entry, "published", "blogger:created"))
        updated = feed_date(text(entry, "updated"))
        files = [file_link(address) for address in links(entry, "enclosure") if address not in raw]
        author = _author(entry)
        return ImportedPost(
            number,
            place,
            "\n".join([blogger_html(raw), *files]),
            kind=kind,
            title=title,
            slug=slug_in(addresses[0]) if addresses else "",
            folder="pages" if kind is PostKind.PAGE else date[:4],
            date=date,
            updated=updated if updated[:10] > date[:10] else "",
            authors=() if author.id.lower() in _NOT_AUTHORS else (author.id,),
            tags=categories(entry),
            excerpt=description(text(entry, "blogger:metaDescription")) or before_more(raw),
            held_back=_held_back(entry, date),
            addresses=addresses,
            comments=tuple(
                {key: value for key, value in comment.items() if key != "line"}
                for comment in self.comments.get(number, ())
            ),
        )

    def _addresses(self, entry: etree._Element) -> tuple[str, ...]:
        path = text(entry, "blogger:filename")
        here = self.address.rstrip("/") if origin(self.address) else ""
        found = [*links(entry, "alternate"), f"{here}{path}" if path.startswith("/") else ""]
        return tuple(dict.fromkeys(filter(None, found)))


def _kind(entry: etree._Element) -> str:
    """Return the kind of an entry, such as ``post`` or ``settings``; empty without one."""
    if kind := text(entry, "blogger:type"):
        return kind.lower()
    kinds = (
        c.get("term") or "" for c in children(entry, "category") if c.get("scheme") == BLOGGER_KIND
    )
    return next(kinds, "").rpartition("#")[2]


def _content(entry: etree._Element) -> str:
    return next((atom_html(child) or "" for child in children(entry, "content")), "")


def _author(entry: etree._Element) -> ImportedAuthor:
    author = next(children(entry, "author"), None)
    if author is None:
        return ImportedAuthor("")
    name, url = text(author, "name"), text(author, "uri")
    is_profile = (
        urlsplit(url).netloc.lower().endswith(("blogger.com", "google.com"))
        if _is_url(url)
        else True
    )
    return ImportedAuthor(name, name, "" if is_profile else url)


def _is_url(address: str) -> bool:
    return bool(origin(address))


def _is_draft(entry: etree._Element) -> bool:
    return any(
        all_text(draft).lower() == "yes"
        for control in children(entry, "app:control")
        for draft in children(control, "app:draft")
    )


def _held_back(entry: etree._Element, date: str) -> str:
    status = text(entry, "blogger:status").lower()
    if status in {"", "live"}:
        return "a draft" if _is_draft(entry) else ""
    reason = _HELD_BACK.get(status, f"in the state {status}")
    return f"{reason} for {date}" if status == "scheduled" and date else reason


def _number(identifier: str) -> str:
    """Return the number of a post or comment in its id or address."""
    found = re.search(r"(?:post-|/comments/default/|showComment=c?|/)(\d+)$", identifier)
    return found[1] if found else ""


def _albums(path: Path) -> Sequence[Path]:
    """Return the folders of pictures in Takeout: ``Blogger/Albums/*`` for ``Blogger/Blogs/x/…``."""
    albums = path.resolve().parent.parent.parent / "Albums"
    return sorted(entry for entry in albums.glob("*") if entry.is_dir())


def _recognizes(path: Path) -> bool:
    return is_blogger_backup(head_if_xml(path))


BLOGGER = SourceFormat("blogger", _recognizes, BloggerSource, _albums)
