"""Entries of feeds in all formats, and the posts that they become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_anthology.importing.addresses import AddressBook
from sphinx_anthology.importing.feeds.feed_dates import feed_date
from sphinx_anthology.importing.feeds.html_text import (
    cut_ending,
    description,
    first_words,
    origin,
    slug_in,
    with_base,
    with_paragraphs,
)
from sphinx_anthology.importing.records import ImportedPost, NoticeKind

if TYPE_CHECKING:
    from sphinx_anthology.importing.records import Place
    from sphinx_anthology.importing.report import Report


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of an entry, such as a podcast episode; ``type`` is its media type."""

    address: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry of a feed, with texts as HTML.

    Attributes:
        place: Its place in the feed.
        id: Its identifier; empty without one.
        title: Its title as one line of plain text.
        html: The whole text, or the summary if there is no other.
        summary: The summary, if ``html`` is the whole text.
        link: The page that it links to, which may be on another site.
        addresses: Other addresses of the post, such as a permalink in ``guid``.
        published: The date as written.
        updated: Like ``published``.
        base: The base of relative addresses; empty for the first address of the post.
        authors: The names of its authors.
        tags: The names of its tags.
        enclosures: Its files.
        image: The address of its picture; empty without one.
        image_alt: The text alternative of the picture.
        language: Its language; empty if the entry has none.
        held_back: Why it is not published; empty if it is.
    """

    place: Place
    id: str = ""
    title: str = ""
    html: str = ""
    summary: str = ""
    link: str = ""
    addresses: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    image_alt: str = ""
    language: str = ""
    held_back: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """All addresses that may be those of the post, the link first."""
        return tuple(dict.fromkeys(filter(None, (self.link, *self.addresses))))

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of its addresses, each once."""
        return tuple(dict.fromkeys(filter(None, map(origin, self.links))))


@dataclass(slots=True)
class ItemReader:
    """A converter of the entries of a feed to posts, for one reading of the feed.

    Attributes:
        address: The address of the blog; empty if it is unknown.
        report: Takes notices.
        seen: The links of the entries so far by identifier.
    """

    address: str
    report: Report
    seen: dict[str, str] = field(default_factory=dict)

    def post(self, item: FeedItem) -> ImportedPost | None:
        """Convert an entry to a post; None for one that the feed has twice."""
        identifier = item.id or item.link or f"{item.title} {item.published}".strip()
        identifier = identifier or f"line {item.place.line}"
        if identifier in self.seen:
            if self.seen[identifier] == item.link:
                self._note(NoticeKind.SKIPPED, item, f"{item.title!r}: is twice in the feed")
                return None
            # some programs give all entries the same id
            identifier = f"{identifier} {item.link}"
        self.seen[identifier] = item.link
        title = item.title or first_words(item.html) or f"Post {len(self.seen)}"
        if not item.title:
            message = f"title: is missing; {title!r} is used, the beginning of the text"
            self._note(NoticeKind.MARKUP, item, message)
        if ending := cut_ending(item.html):
            message = f"text: ends in {ending!r}, so the feed may have only its beginning; check it"
            self._note(NoticeKind.MARKUP, item, message)
        book = AddressBook(self.address)
        own = tuple(filter(book.is_in_blog, item.links)) or item.links
        image, files = _image_and_files(item)
        body = with_base(with_paragraphs(item.html), item.base or own[0] if own else item.base)
        date = self._date(item, item.published) or self._date(item, item.updated)
        updated = feed_date(item.updated)
        return ImportedPost(
            identifier,
            item.place,
            "\n".join([body, *_links(item, own), *files]),
            title=title,
            slug=slug_in(own[0]) if own else "",
            folder=date[:4],
            date=date,
            updated=updated if updated[:10] > date[:10] else "",
            authors=tuple(dict.fromkeys(item.authors)),
            tags=tuple(dict.fromkeys(item.tags)),
            excerpt=description(item.summary),
            image=image,
            image_alt=item.image_alt,
            lang=item.language,
            held_back=item.held_back,
            addresses=own,
        )

    def _date(self, item: FeedItem, text: str) -> str:
        date = feed_date(text)
        if text and not date:
            message = f"date: {text!r} is not a date of a feed; write it in the front matter"
            self._note(NoticeKind.DATE, item, message)
        return date

    def _note(self, kind: NoticeKind, item: FeedItem, message: str) -> None:
        self.report.note(kind, item.place, message)


def _image_and_files(item: FeedItem) -> tuple[str, list[str]]:
    """Return the picture of an entry, and links to its other files, unless its text has them."""
    image, links = item.image, []
    for file in item.enclosures:
        if not file.address or file.address in item.html or escape(file.address) in item.html:
            continue
        if file.type.startswith("image/") and not image:
            image = file.address
        elif file.address != image:
            links.append(file_link(file.address))
    return ("" if image and image in item.html else image), links


def _links(item: FeedItem, own: tuple[str, ...]) -> list[str]:
    """Return a link to the page of another site that an entry links to, unless its text does."""
    if not item.link or item.link in own or escape(item.link) in item.html:
        return []
    return [_paragraph(item.link, item.title or item.link)]


def file_link(address: str) -> str:
    """Return a paragraph with a link to a file; the text of the link is the file name."""
    name = unquote(re.split(r"[?#]", address)[0].rpartition("/")[2])
    return _paragraph(address, name or address)


def _paragraph(address: str, text: str) -> str:
    return f'<p><a href="{escape(address)}">{escape(text)}</a></p>'
