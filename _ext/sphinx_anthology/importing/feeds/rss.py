"""The items of RSS 0.9x and 2.0, and of RSS 1.0 in RDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.feeds.atom import authors_of, links
from sphinx_anthology.importing.feeds.elements import (
    XML,
    base_of,
    children,
    rss_html,
    text,
    texts,
    web_addresses,
)
from sphinx_anthology.importing.feeds.feed_item import Enclosure, FeedItem
from sphinx_anthology.importing.feeds.html_text import plain_title
from sphinx_anthology.importing.records import Place
from sphinx_anthology.importing.xml_items import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((.+)\)")
_NAME_AND_MAIL = re.compile(r"(.+?)\s*<\S+@\S+>")


def rss_item(item: etree._Element, file: str, authors: tuple[str, ...]) -> FeedItem:
    """Parse an item of RSS.

    Args:
        item: The element.
        file: The path of the feed, for messages.
        authors: The authors of the feed.
    """
    bodies = [
        found
        for name in ("content:encoded", "content", "body", "description", "summary")
        for child in children(item, name)
        if (found := rss_html(child))
    ]
    guid = next(children(item, "guid"), None)
    is_permalink = guid is not None and (guid.get("isPermaLink") or "true").lower() == "true"
    link = text(item, "feedburner:origLink") or _link(item)
    enclosures = tuple(_enclosures(item))
    return FeedItem(
        Place(file, line_of(item)),
        text(item, "guid") or item.get(_ABOUT) or "",
        plain_title(text(item, "title", "dc:title")),
        bodies[0] if bodies else "",
        bodies[1] if len(bodies) > 1 else "",
        link,
        web_addresses(_link(item), text(item, "guid") if is_permalink else ""),
        text(item, "pubDate", "dc:date", "published", "dcterms:created", "dcterms:issued"),
        text(item, "dcterms:modified", "updated"),
        base_of(item),
        _authors(item) or authors,
        texts(item, "category") or texts(item, "dc:subject"),
        enclosures,
        next((file.address for file in enclosures if file.type == "image"), ""),
        language=item.get(f"{XML}lang") or text(item, "dc:language"),
    )


def _link(item: etree._Element) -> str:
    """Return the address of ``link``; some feeds have the ``link`` of Atom instead."""
    found = next((name for name in texts(item, "link") if name), "")
    return found or next(links(item, "alternate"), "")


def _authors(item: etree._Element) -> tuple[str, ...]:
    names = texts(item, "dc:creator") or authors_of(item)
    names = names or texts(item, "author") or texts(item, "itunes:author")
    return tuple(filter(None, map(_name, names)))


def _name(author: str) -> str:
    """Return the name in an e-mail address with a name, as RSS has authors; empty without one."""
    found = _MAIL_AND_NAME.fullmatch(author) or _NAME_AND_MAIL.fullmatch(author)
    name = found[1] if found else author
    return "" if re.fullmatch(r"\S+@\S+", name) else name.strip()


def _enclosures(item: etree._Element) -> Iterator[Enclosure]:
    """Yield the files of an item; pictures of Media RSS have the type ``image``."""
    for child in children(item, "enclosure"):
        yield Enclosure((child.get("url") or "").strip(), child.get("type") or "")
    holders = [item, *children(item, "media:group")]
    for child in (found for holder in holders for found in children(holder, "media:content")):
        address, kind = (child.get("url") or "").strip(), child.get("type") or ""
        is_image = child.get("medium") == "image" or kind.startswith("image/")
        if not is_image or "gravatar.com/" not in address:
            yield Enclosure(address, "image" if is_image else kind)
