"""The entries of Atom 1.0 and 0.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.feeds.elements import (
    XML,
    atom_html,
    atom_line,
    base_of,
    children,
    text,
    texts,
    web_addresses,
)
from sphinx_anthology.importing.feeds.feed_item import Enclosure, FeedItem
from sphinx_anthology.importing.feeds.html_text import absolute
from sphinx_anthology.importing.records import NoticeKind, Place
from sphinx_anthology.importing.xml_items import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from sphinx_anthology.importing.report import Report


def atom_item(
    entry: etree._Element, file: str, authors: tuple[str, ...], report: Report
) -> FeedItem:
    """Parse an entry of Atom.

    Args:
        entry: The element.
        file: The path of the feed, for messages.
        authors: The authors of the feed.
        report: Takes notices.
    """
    place = Place(file, line_of(entry))
    html, base = _html(entry, place, report)
    summary = next(children(entry, "summary"), None)
    summary_html = (atom_html(summary) if summary is not None else "") or ""
    link = next(links(entry, "alternate"), "")
    original = text(entry, "feedburner:origLink")
    drafts = (text(control, "app:draft") for control in children(entry, "app:control"))
    return FeedItem(
        place,
        text(entry, "id"),
        atom_line(next(children(entry, "title"), None)),
        html or summary_html,
        summary_html if html else "",
        original or link,
        web_addresses(link, text(entry, "id")),
        text(entry, "published", "issued", "created", "updated", "modified"),
        text(entry, "updated", "modified"),
        base,
        authors_of(entry) or authors,
        categories(entry),
        tuple(_enclosures(entry)),
        language=entry.get(f"{XML}lang") or "",
        held_back="a draft" if "yes" in drafts else "",
    )


def _enclosures(entry: etree._Element) -> Iterator[Enclosure]:
    for link in children(entry, "link"):
        if link.get("rel") == "enclosure" and (address := (link.get("href") or "").strip()):
            yield Enclosure(absolute(address, base_of(link)), link.get("type") or "")


def links(element: etree._Element, relation: str) -> Iterator[str]:
    """Yield the addresses of the links with a relation, web pages before other files."""
    found = [
        child
        for child in children(element, "link")
        if (child.get("rel") or "alternate") == relation and child.get("href")
    ]
    found.sort(key=lambda child: child.get("type") not in {None, "text/html"})
    for child in found:
        yield absolute((child.get("href") or "").strip(), base_of(child))


def authors_of(element: etree._Element) -> tuple[str, ...]:
    """Return the names of the authors of an entry, else of the feed in its ``source``."""
    own = [name for author in children(element, "author") for name in texts(author, "name")]
    copied = [
        name
        for source in children(element, "source")
        for author in children(source, "author")
        for name in texts(author, "name")
    ]
    return tuple(dict.fromkeys(own or copied))


def categories(entry: etree._Element) -> tuple[str, ...]:
    """Return the labels of categories, without those for the kind of an entry."""
    found = (
        (child.get("label") or child.get("term") or "").strip()
        for child in children(entry, "category")
        if not (child.get("scheme") or "").endswith("#kind")
    )
    return tuple(dict.fromkeys(filter(None, found))) or texts(entry, "dc:subject")


def _html(entry: etree._Element, place: Place, report: Report) -> tuple[str, str]:
    """Return the HTML of an entry, and the base of its relative addresses."""
    for content in children(entry, "content"):
        html = atom_html(content)
        if html is None:
            kind = content.get("type")
            message = f"content: the type {kind!r} is not text; its content is left out"
            report.note(NoticeKind.UNREADABLE, place, message)
        elif html:
            return html, base_of(content)
        if source := content.get("src"):
            message = f"content: the text is not in the feed, but at {source!r}; add it"
            report.note(NoticeKind.UNREADABLE, place, message)
    return "", base_of(entry)
