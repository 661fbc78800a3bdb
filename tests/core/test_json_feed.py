"""A JSON Feed as https://www.jsonfeed.org/version/1.1/ has it, of the records of an Atom feed."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_anthology.core.formats.feeds import Feed, FeedEntry, json_feed
from sphinx_anthology.core.posts.post import Author, Post
from sphinx_bindery.common.partial_date import PartialDate
from tests.validators import json_feed_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = "a <b>&amp;</b> \"q\" 'r' ]]> \u200f\u05d0 </script> \\ \u2028 \x1b"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


def post(date: str = "2014", **more: object) -> Post:
    return Post("p", date=day(date), **more)  # type: ignore[arg-type]


def feed(*entries: FeedEntry, **more: str) -> Feed:
    told = {"title": "Notes", "author": "N. N.", "language": "en"} | more
    return Feed("https://e.org/feed.json", "https://e.org/", entries=entries, **told)


def read(*entries: FeedEntry, **more: str) -> dict[str, Any]:
    return dict(json.loads(json_feed(feed(*entries, **more)).decode("utf-8", "strict")))


def item(one: Post, **more: str) -> Mapping[str, Any]:
    (told,) = read(FeedEntry(one, "https://e.org/p", **({"title": "T"} | more)))["items"]
    assert isinstance(told, dict)
    return told


FULL = post(
    "2014-11",
    updated=day("2015-02-03"),
    authors=(Author("A", url="https://a.org/", email="a@a.org"), Author("B", orcid="0-1")),
    tags=("x", "y & z"),
    lang="he",
    original_url="https://old.org/?a=1&b={2}",
)


def test_a_feed_tells_what_it_is() -> None:
    told = read(subtitle="S")
    assert told == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notes",
        "home_page_url": "https://e.org/",
        "feed_url": "https://e.org/feed.json",
        "language": "en",
        "authors": [{"name": "N. N."}],
        "items": [],
        "description": "S",
    }
    assert next(iter(told)) == "version"
    assert "description" not in read()


def test_an_item_tells_what_is_known_of_its_post() -> None:
    more = {"summary": "S", "content": "<p>C</p>", "image": "https://e.org/_images/dot.png"}
    assert item(FULL, **more) == {
        "id": "https://e.org/p",
        "url": "https://e.org/p",
        "title": "T",
        "content_html": "<p>C</p>",
        "date_published": "2014-11-01T00:00:00+00:00",
        "date_modified": "2015-02-03T00:00:00+00:00",
        "summary": "S",
        "image": "https://e.org/_images/dot.png",
        "external_url": "https://old.org/?a=1&b=%7B2%7D",
        "authors": [
            {"name": "A", "url": "https://a.org/"},
            {"name": "B", "url": "https://orcid.org/0-1"},
        ],
        "tags": ["x", "y & z"],
        "language": "he",
    }


def test_what_a_post_does_not_tell_is_not_there() -> None:
    assert item(post(), content="C").keys() == {
        *("id", "url", "title", "content_html", "date_published")
    }


def test_an_item_without_html_has_the_summary_as_its_text() -> None:
    told = item(post(), summary="1 < 2")
    assert told["content_text"] == told["summary"] == "1 < 2"
    assert "content_html" not in told
    assert item(post())["content_text"] == ""


@pytest.mark.parametrize(
    ("updated", "modified"),
    [
        ("2015", "2015-01-01T00:00:00+00:00"),
        ("2013", "2014-11-10T09:30:00+01:00"),
        ("2014-11-10T09:31:00+01:00", "2014-11-10T09:31:00+01:00"),
    ],
)
def test_no_post_changed_before_it_was_published(updated: str, modified: str) -> None:
    told = item(post("2014-11-10T09:30:00+01:00", updated=day(updated)))
    assert told["date_published"] == "2014-11-10T09:30:00+01:00"
    assert told["date_modified"] == modified


def test_hostile_text_stays_text() -> None:
    one = post(tags=(HOSTILE,), authors=(Author(HOSTILE),))
    told = read(
        FeedEntry(one, "https://e.org/p", HOSTILE, HOSTILE, f"<p>{HOSTILE}</p>"), title=HOSTILE
    )
    (entry,) = told["items"]
    assert told["title"] == entry["title"] == entry["summary"] == HOSTILE
    assert entry["content_html"] == f"<p>{HOSTILE}</p>"
    assert (entry["tags"], entry["authors"]) == ([HOSTILE], [{"name": HOSTILE}])


def test_half_a_character_does_no_harm() -> None:
    assert item(post(), title="a\ud800b")["title"] == "a?b"


def test_letters_are_themselves() -> None:
    assert "שלום".encode() in json_feed(feed(title="שלום"))


@pytest.mark.validator
@pytest.mark.parametrize("one", [FULL, post(tags=(HOSTILE,))], ids=["full", "bare"])
@pytest.mark.parametrize("content", ["<p>C</p>", ""])
def test_it_keeps_to_the_schema(one: Post, content: str) -> None:
    image = "https://e.org/i.png" if one is FULL else ""
    told = read(FeedEntry(one, "https://e.org/p", HOSTILE, "S", content, image), subtitle="S")
    assert json_feed_schema(told) == []


@pytest.mark.validator
@pytest.mark.parametrize(
    "wrong",
    [
        {"content_html": None},
        {"id": None},
        {"date_published": "2014-11"},
        {"date_modified": "2014-11-10T09:30:00"},
        {"url": "p"},
        {"image": "a.png"},
        {"tags": ["x", "x"]},
        {"authors": [{}]},
        {"author_name": "A"},
        {"language": 1},
    ],
    ids=str,
)
def test_what_is_wrong_fails_the_schema(wrong: dict[str, object]) -> None:
    told = read(FeedEntry(FULL, "https://e.org/p", "T", content="C"))
    (entry,) = told["items"]
    changed = {key: value for key, value in (entry | wrong).items() if value is not None}
    assert json_feed_schema(told | {"items": [changed]})
