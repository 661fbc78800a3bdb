"""Feeds: their paths, entries, and serialization as Atom (RFC 4287) and JSON Feed."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, cast

from lxml import etree

from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.posts.post import License, is_unpublished, resolve_license
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_bindery.common.addresses import percent_encoded
from sphinx_bindery.common.partial_date import PartialDate, Precision
from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sphinx_anthology.core.posts.post import Author, Post
    from sphinx_anthology.core.posts.taxonomy import Term

ALL_POSTS = "atom.xml"
"""Path in the site of the feed of all posts."""

ALL_POSTS_JSON = "feed.json"
"""Path of the same feed as JSON."""

FEED_TAXONOMIES = (Taxonomy.TAG, Taxonomy.SERIES, Taxonomy.AUTHOR)
"""The taxonomies whose terms have a feed each."""

MAX_ENTRIES = 50
"""Maximum number of entries in a feed, which feed readers download as a whole."""

ATOM_TYPE = "application/atom+xml"
JSON_TYPE = "application/feed+json"
NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01T00:00:00Z"
_NO_OFFSET, _MAX_OFFSET = timedelta(), timedelta(hours=14)
_JSON_VERSION = "https://jsonfeed.org/version/1.1"


def feed_name(term: Term) -> str:
    """Return the path in the site of the feed of a term."""
    return f"{page_name(term)}.atom.xml"


def fits_feed(post: Post, now: datetime) -> bool:
    """Return whether a post may be in a feed: it has a date, as Atom requires, and is published."""
    return post.known_date is not None and not is_unpublished(post, now)


def newest(posts: Iterable[Post], now: datetime) -> list[Post]:
    """Return the posts of a feed, newest first; of posts with equal dates, the last one first."""
    dated = [
        (post.known_date.start, number, post)
        for number, post in enumerate(posts)
        if post.known_date and fits_feed(post, now)
    ]
    return [post for _start, _number, post in sorted(dated, reverse=True)[:MAX_ENTRIES]]


@dataclass(frozen=True)
class FeedEntry:
    """The feed entry of a post; strings are empty where unknown.

    Attributes:
        post: The post, which has a date.
        address: Absolute URL of its page.
        content: Its text as HTML.
        image: Absolute URL of its image.
        credit: The credit of the work that it is based on.
    """

    post: Post
    address: str
    title: str
    summary: str = ""
    content: str = ""
    image: str = ""
    credit: str = ""

    @cached_property
    def element(self) -> etree._Element:
        """The XML element; copying it for each feed is five times as fast as building it."""
        return _element(self)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        address: Absolute URL of the feed.
        page: Absolute URL of the page that lists the same posts.
        author: Author of posts without authors: every entry needs one (RFC 4287, 4.1.1).
    """

    address: str
    page: str
    title: str
    author: str
    language: str
    subtitle: str = ""
    entries: tuple[FeedEntry, ...] = ()


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom.

    ``updated`` is the last change of any entry, so that the same entries give the same bytes. A
    feed without entries needs the element too (4.1.1): it has a constant, not the build time.
    """
    root = root_of(NAMESPACE, "feed")
    root.set(_LANGUAGE, feed.language)
    add(root, "id", feed.address)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    last = max((last_changed(entry.post) for entry in feed.entries), key=_start, default=None)
    add(root, "updated", moment(last) if last else _NEVER)
    add(add(root, "author"), "name", feed.author)
    add(root, "link", rel="self", type=ATOM_TYPE, href=feed.address)
    add(root, "link", rel="alternate", type="text/html", href=feed.page)
    add(root, "generator", "anthology")
    for entry in feed.entries:
        root.append(copy(entry.element))
    return xml_bytes(root)


def moment(date: PartialDate) -> str:
    """Return the start of a date's period as an RFC 3339 time."""
    return replace(with_xml_offset(date), precision=Precision.TIME).iso


def with_xml_offset(date: PartialDate) -> PartialDate:
    """Return a date in UTC if its offset is more than the 14 hours of XML Schema, else unchanged.

    The limit is in XML Schema, part 2, 3.2.7.3; RFC 3339 allows up to 23:59.
    """
    offset = date.start.utcoffset() or _NO_OFFSET
    is_valid = abs(offset) <= _MAX_OFFSET
    return date if is_valid else replace(date, start=date.start.astimezone(UTC))


def last_changed(post: Post) -> PartialDate:
    """Return the date of a post's last change, at the earliest its date of publication."""
    return max((date for date in (post.known_date, post.updated) if date), key=_start)


def web_address(author: Author) -> str:
    """Return the URL of a page about an author; empty if unknown."""
    return percent_encoded(author.url or author.orcid_url)


def _element(entry: FeedEntry) -> etree._Element:
    post = entry.post
    root = root_of(NAMESPACE, "entry")
    if post.lang:
        root.set(_LANGUAGE, post.lang)
    add(root, "id", entry.address)
    add(root, "title", entry.title)
    if post.date:
        add(root, "published", moment(post.date))
    add(root, "updated", moment(last_changed(post)))
    for author in post.authors:
        _add_author(root, author)
    add(root, "link", rel="alternate", type="text/html", href=entry.address)
    if post.original_url:
        add(root, "link", rel="via", href=percent_encoded(post.original_url))
    for tag in post.tags:
        add(root, "category", term=tag)
    license_ = resolve_license(post.license or License(""))
    if rights := ". ".join(filter(None, (license_.name, entry.credit))):
        add(root, "rights", rights)
    if license_.url:
        add(root, "link", rel="license", href=percent_encoded(license_.url))  # RFC 4946
    if post.based_on and post.based_on.url:
        add(root, "link", rel="related", href=percent_encoded(post.based_on.url))
    if entry.summary:
        add(root, "summary", entry.summary)
    if entry.content:
        add(root, "content", entry.content, type="html")
    return root


def _add_author(entry: etree._Element, author: Author) -> None:
    person = add(entry, "author")
    add(person, "name", author.name)
    if address := web_address(author):
        add(person, "uri", address)
    if "@" in author.email.strip("@"):  # required by 3.2.3
        add(person, "email", author.email)


def _start(date: PartialDate) -> datetime:
    return date.start


def root_of(namespace: str, name: str, prefixes: Mapping[str, str] | None = None) -> etree._Element:
    """Return a root element with its namespace as the default, and others by prefix."""
    nsmap = cast("Mapping[str, str]", {None: namespace, **(prefixes or {})})  # stubs exclude None
    return etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element in the namespace of its parent, and return it.

    Characters that XML 1.0 excludes (2.2) are removed from text and attributes.
    """
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    if text:
        element.text = xml_text(text)
    return element


def xml_bytes(root: etree._Element) -> bytes:
    """Return the XML file of a root element."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON Feed; as in Atom, its author applies to posts without authors."""
    feed_object = {
        "version": _JSON_VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    if feed.subtitle:
        feed_object["description"] = feed.subtitle
    text = json.dumps(feed_object, ensure_ascii=False, indent=2)
    # YAML allows a lone surrogate, UTF-8 does not
    return f"{text}\n".encode("utf-8", "replace")


def _json_item(entry: FeedEntry) -> dict[str, object]:
    post = entry.post
    item: dict[str, object] = {"id": entry.address, "url": entry.address, "title": entry.title}
    if entry.content:
        item["content_html"] = entry.content
    else:  # one of the two is required
        item["content_text"] = entry.summary
    if post.date:
        item["date_published"] = moment(post.date)
    if post.updated:
        item["date_modified"] = moment(last_changed(post))
    more = {
        "summary": entry.summary,
        "image": entry.image,
        "external_url": percent_encoded(post.original_url),
        "authors": [_json_author(author) for author in post.authors],
        "tags": list(post.tags),
        "language": post.lang,
    }
    return item | {key: value for key, value in more.items() if value}


def _json_author(author: Author) -> dict[str, str]:
    address = web_address(author)
    return {"name": author.name} | ({"url": address} if address else {})
