"""What RFC 4287 asks of a feed: its grammar, and assertions on what no grammar can tell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "{http://www.w3.org/2005/Atom}"
_GRAMMAR = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


def against_grammar(document: _Element) -> list[str]:
    """Return what the grammar finds wrong with a feed or an entry."""
    return [] if _GRAMMAR.validate(document) else [str(error) for error in _GRAMMAR.error_log]


def checked(data: bytes) -> _Element:
    """Return a feed, parsed, that keeps to RFC 4287, and that any reader of feeds understands."""
    feed = etree.fromstring(data)
    assert against_grammar(feed) == []
    assert feed.tag == f"{ATOM}feed"
    _common(feed)
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _common(entry)
        assert entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") == 1
        assert {content.get("type") for content in entry.findall(f"{ATOM}content")} <= {"html"}
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert len(ids) == len(set(ids))
    newest = max((moment(entry) for entry in entries), default=moment(feed))
    assert moment(feed) == newest
    return feed


def moment(element: _Element, name: str = "updated") -> datetime:
    """Return a time of a feed or an entry."""
    return datetime.fromisoformat(str(element.findtext(f"{ATOM}{name}")))


def _common(element: _Element) -> None:
    """Check that an id is an address on the web, and that authors have a name."""
    address = urlsplit(str(element.findtext(f"{ATOM}id")))
    assert address.scheme in {"http", "https"}
    assert address.netloc
    assert all(author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author"))
