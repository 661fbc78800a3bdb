"""What RFC 4287 asks of a feed, as assertions on its structure."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "{http://www.w3.org/2005/Atom}"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_PERSON = {"name", "uri", "email"}
_FEED = {"author", "entry", "generator", "id", "link", "subtitle", "title", "updated"}
_ENTRY = {
    *("author", "category", "content", "id", "link", "published", "rights", "summary", "title"),
    "updated",
}


def checked(data: bytes) -> _Element:
    """Return a feed, parsed, that keeps to RFC 4287, 4.1.1 and 4.1.2."""
    feed = etree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    _names(feed, _FEED)
    _once(feed, {"id", "title", "updated"}, {"subtitle", "generator"})
    _common(feed)
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _names(entry, _ENTRY)
        _once(entry, {"id", "title", "updated"}, {"published", "summary", "rights", "content"})
        _common(entry)
        assert entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") == 1
        for content in entry.findall(f"{ATOM}content"):
            assert content.get("type") == "html"
            assert len(content) == 0  # 4.1.3.3: escaped, no elements
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert len(ids) == len(set(ids))
    newest = max((moment(entry) for entry in entries), default=moment(feed))
    assert moment(feed) == newest
    return feed


def moment(element: _Element, name: str = "updated") -> datetime:
    """Return a time of a feed or an entry."""
    text = str(element.findtext(f"{ATOM}{name}"))
    assert _RFC_3339.fullmatch(text), text
    return datetime.fromisoformat(text)


def _names(element: _Element, allowed: set[str]) -> None:
    assert {etree.QName(child).localname for child in element} <= allowed
    assert {etree.QName(child).namespace for child in element} <= {ATOM[1:-1]}


def _once(element: _Element, required: set[str], optional: set[str]) -> None:
    counts = Counter(etree.QName(child).localname for child in element)
    assert {name: counts[name] for name in required} == dict.fromkeys(required, 1)
    assert all(counts[name] <= 1 for name in optional)


def _common(element: _Element) -> None:
    """Check the constructs that feeds and entries share: ids, times, persons, links, categories."""
    address = urlsplit(str(element.findtext(f"{ATOM}id")))
    assert address.scheme
    assert address.netloc
    for name in {"updated", "published"} & {etree.QName(child).localname for child in element}:
        moment(element, name)
    for person in element.findall(f"{ATOM}author"):
        _names(person, _PERSON)
        _once(person, {"name"}, {"uri", "email"})
        assert person.findtext(f"{ATOM}name")
        assert re.fullmatch(r".+@.+", person.findtext(f"{ATOM}email") or "a@b")
    assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
    assert all(category.get("term") for category in element.findall(f"{ATOM}category"))
