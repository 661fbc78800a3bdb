"""Feeds as RFC 4287 has them, and which posts stand in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import feedparser
import pytest

from sphinx_anthology.core.formats.feeds import (
    MAX_ENTRIES,
    Feed,
    FeedEntry,
    atom,
    feed_name,
    moment,
    newest,
)
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import Author, License, Post
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_bindery.common.partial_date import PartialDate, Precision
from tests.atom_rules import ATOM, checked

if TYPE_CHECKING:
    from lxml.etree import _Element

NOW = datetime(2020, 1, 1, tzinfo=UTC)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = "a <b>&amp;</b> \"q\" 'r' ]]> \u200f\u05d0 <!-- <![CDATA["


def day(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


def post(docname: str = "p", date: str = "2014", **more: object) -> Post:
    return Post(docname, date=day(date) if date else None, **more)  # type: ignore[arg-type]


def feed_path(*entries: FeedEntry, **more: str) -> bytes:
    told = {"title": "Notes", "author": "N. N.", "language": "en", "subtitle": ""} | more
    return atom(Feed("https://e.org/atom.xml", "https://e.org/", entries=entries, **told))


def entry_of(one: Post, **more: str) -> _Element:
    told = {"title": "T"} | more
    (entry,) = checked(feed_path(FeedEntry(one, f"https://e.org/{one.docname}", **told))).iter(
        f"{ATOM}entry"
    )
    return entry


def texts(element: _Element, *path: str) -> list[str | None]:
    return [found.text for found in element.findall("/".join(f"{ATOM}{name}" for name in path))]


def links(element: _Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_a_feed_has_what_the_rfc_asks_for() -> None:
    feed = checked(feed_path(FeedEntry(post(), "https://e.org/p", "T"), subtitle="S"))
    assert texts(feed, "id") == ["https://e.org/atom.xml"]
    assert texts(feed, "title") == ["Notes"]
    assert texts(feed, "subtitle") == ["S"]
    assert texts(feed, "author", "name") == ["N. N."]
    assert feed.get(XML_LANG) == "en"
    assert links(feed) == {"self": "https://e.org/atom.xml", "alternate": "https://e.org/"}


def test_a_feed_without_entries_is_a_feed_and_of_no_time_of_the_build() -> None:
    assert texts(checked(feed_path()), "updated") == ["1970-01-01T00:00:00Z"]


@pytest.mark.parametrize(
    ("date", "updated", "published_is", "updated_is"),
    [
        ("2014", "", "2014-01-01T00:00:00+00:00", "2014-01-01T00:00:00+00:00"),
        ("2014-11", "2015", "2014-11-01T00:00:00+00:00", "2015-01-01T00:00:00+00:00"),
        ("2014-11-10", "2014", "2014-11-10T00:00:00+00:00", "2014-11-10T00:00:00+00:00"),
        (
            "2014-11-10T09:30:00+01:00",
            "2014-11-10T09:00:00Z",
            "2014-11-10T09:30:00+01:00",
            "2014-11-10T09:00:00+00:00",
        ),
        (
            "2014-11-10T09:30+14:00",
            "2014-11-10T09:30-14:01",
            "2014-11-10T09:30:00+14:00",
            "2014-11-10T23:31:00+00:00",
        ),
        ("0987", "", "0987-01-01T00:00:00+00:00", "0987-01-01T00:00:00+00:00"),
    ],
)
def test_times_are_starts_of_periods_with_a_zone(
    date: str, updated: str, published_is: str, updated_is: str
) -> None:
    entry = entry_of(post(date=date, updated=day(updated) if updated else None))
    assert texts(entry, "published") == [published_is]
    assert texts(entry, "updated") == [updated_is]


def test_a_zone_of_no_whole_minutes_is_one_that_rfc_3339_can_write() -> None:
    paris = timezone(timedelta(minutes=9, seconds=21))
    date = PartialDate(datetime(1890, 5, 1, tzinfo=paris), Precision.DAY)
    assert moment(date) == "1890-05-01T00:00:00+00:09"


def test_the_feeds_time_is_that_of_the_newest_entry() -> None:
    entries = [
        FeedEntry(post("a", "2014"), "https://e.org/a", "A"),
        FeedEntry(post("b", "2012", updated=day("2016-02")), "https://e.org/b", "B"),
        FeedEntry(post("c", "2015"), "https://e.org/c", "C"),
    ]
    assert texts(checked(feed_path(*entries)), "updated") == ["2016-02-01T00:00:00+00:00"]


def test_authors_are_told_as_far_as_they_are_known() -> None:
    authors = (
        Author("A", url="https://a.org/", email="a@a.org", orcid="0000-0002-1825-0097"),
        Author("B", email="nobody", orcid="0000-0002-1825-0097"),
        Author("C"),
    )
    told = [
        [(child.tag.removeprefix(ATOM), child.text) for child in author]
        for author in entry_of(post(authors=authors)).findall(f"{ATOM}author")
    ]
    assert told == [
        [("name", "A"), ("uri", "https://a.org/"), ("email", "a@a.org")],
        [("name", "B"), ("uri", "https://orcid.org/0000-0002-1825-0097")],
        [("name", "C")],
    ]


def test_the_facts_of_a_post_are_those_of_the_entry() -> None:
    one = post(
        tags=("x", "y & z"),
        lang="he",
        license=License("cc-by-4.0"),
        original_url="https://old.org/?a=1&b=2",
    )
    entry = entry_of(one, summary="S", content="<p>C</p>")
    assert [category.get("term") for category in entry.iter(f"{ATOM}category")] == ["x", "y & z"]
    assert entry.get(XML_LANG) == "he"
    assert texts(entry, "rights") == ["CC BY 4.0"]
    assert texts(entry, "summary") == ["S"]
    assert texts(entry, "content") == ["<p>C</p>"]
    assert texts(entry, "id") == ["https://e.org/p"]
    assert links(entry) == {
        "alternate": "https://e.org/p",
        "via": "https://old.org/?a=1&b=2",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_what_a_post_does_not_tell_is_not_there() -> None:
    children = [child.tag.removeprefix(ATOM) for child in entry_of(post())]
    assert children == ["id", "title", "published", "updated", "link"]


def test_addresses_have_no_character_that_an_iri_has_not() -> None:
    one = post(
        authors=(Author("A", url="https://a.org/a b"),),
        license=License("L", "https://l.org/<l>"),
        original_url='https://old.org/ü?a={b|c}&"d"',
    )
    entry = entry_of(one)
    assert texts(entry, "author", "uri") == ["https://a.org/a%20b"]
    assert links(entry)["license"] == "https://l.org/%3Cl%3E"
    assert links(entry)["via"] == "https://old.org/ü?a=%7Bb%7Cc%7D&%22d%22"


def test_hostile_text_stays_text() -> None:
    one = post(tags=(HOSTILE,), authors=(Author(HOSTILE),), license=License(HOSTILE))
    entry = entry_of(one, title=HOSTILE, summary=HOSTILE, content=f"<p>{HOSTILE}</p>")
    for path in (("title",), ("summary",), ("author", "name"), ("rights",)):
        assert texts(entry, *path) == [HOSTILE]
    assert texts(entry, "content") == [f"<p>{HOSTILE}</p>"]
    assert [category.get("term") for category in entry.iter(f"{ATOM}category")] == [HOSTILE]


def test_characters_that_xml_cannot_write_are_left_out() -> None:
    entry = entry_of(post(tags=("t\x1b",)), title="a\x0b\x00b\ufffe", content="<pre>\x0c</pre>")
    assert texts(entry, "title") == ["ab"]
    assert texts(entry, "content") == ["<pre></pre>"]
    assert [category.get("term") for category in entry.iter(f"{ATOM}category")] == ["t"]


def test_a_reader_of_feeds_understands_it() -> None:
    one = post(
        date="2014-11",
        tags=("x",),
        authors=(Author("A", email="a@a.org"),),
        original_url="https://old.org/",
    )
    data = feed_path(FeedEntry(one, "https://e.org/p", "1 < 2 & 3", "S", "<p>C &amp; D</p>"))
    read = feedparser.parse(data)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Notes"
    (entry,) = read.entries
    assert (entry.id, entry.link) == ("https://e.org/p", "https://e.org/p")
    assert entry.title == "1 < 2 & 3"
    assert entry.published_parsed[:3] == (2014, 11, 1)
    assert entry.author_detail == {"name": "A", "email": "a@a.org"}
    assert [tag.term for tag in entry.tags] == ["x"]
    assert entry.content[0].value == "<p>C &amp; D</p>"


def test_several_feeds_show_one_entry() -> None:
    entry = FeedEntry(post(), "https://e.org/p", "T", content="C")
    first, second = feed_path(entry), feed_path(entry)
    assert first == second
    assert len(list(checked(second).iter(f"{ATOM}entry"))) == 1


def test_the_newest_posts_stand_in_a_feed() -> None:
    dated = [post(f"p{n:02}", f"{1950 + n}") for n in range(MAX_ENTRIES + 2)]
    shown = newest([*dated, post("undated", ""), post("future", "2021")], NOW)
    assert [one.docname for one in shown] == [f"p{n:02}" for n in range(MAX_ENTRIES + 1, 1, -1)]
    assert newest([post(draft=True)], NOW) == []


def test_they_go_by_date_whatever_their_order_and_by_order_where_dates_are_the_same() -> None:
    parts = [post("b", "2015"), post("a", "2014"), post("c", "2014")]
    assert [one.docname for one in newest(parts, NOW)] == ["b", "c", "a"]


def test_a_feeds_name_is_that_of_its_page() -> None:
    catalogue = Catalogue([post(tags=("C++", "ελλ"), authors=(Author("A B"),))])
    names = [
        feed_name(term)
        for taxonomy in (Taxonomy.TAG, Taxonomy.AUTHOR)
        for term in catalogue.terms(taxonomy)
    ]
    assert names == ["tags/c-plus-plus.atom.xml", "tags/ελλ.atom.xml", "authors/a-b.atom.xml"]
