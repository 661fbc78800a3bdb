"""What holds for all dates, slugs, series, queries and feeds, on random ones."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeAlias

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_anthology.core.formats.feeds import (
    MAX_ENTRIES,
    Feed,
    FeedEntry,
    atom,
    json_feed,
    newest,
)
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import Post, SeriesPlace
from sphinx_anthology.core.posts.query import FILTERS, Query, Sort, find_posts
from sphinx_anthology.core.posts.taxonomy import fold
from sphinx_bindery.common.dates import format_date
from sphinx_bindery.common.partial_date import PartialDate, Precision
from sphinx_bindery.common.slugs import MAX_BYTES, WINDOWS_DEVICES, distinct_slugs, slug_of, slugify
from tests.atom_rules import ATOM, checked
from tests.fuzzing import HOSTILE_STRINGS, TEXTS, fuzzed

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

MANY, VERY_MANY = 120, 4_000
LANGUAGES = ("en", "de", "fr", "ja", "ar", "he", "pt_BR", "zh-Hans", "xx")
NAMES = st.sampled_from(("a", "A", "b", "C++", "C#", "Straße", "STRASSE", "日本", "  x  y", "ﬁ"))
ZONES = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
Check: TypeAlias = "Callable[[st.DataObject], None]"


@st.composite
def dates(draw: DrawFn, *, first: int = 1, last: int = 9999) -> PartialDate:
    """Draw a date of any precision that can be written in a front matter."""
    ends = datetime(first, 1, 2), datetime(last, 12, 30)  # noqa: DTZ001 - the zone is added
    precision = draw(st.sampled_from(Precision))
    start = draw(st.datetimes(*ends)).replace(microsecond=0)
    if precision is Precision.TIME:
        return PartialDate(start.replace(tzinfo=draw(ZONES)), precision)
    month = start.month if precision >= Precision.MONTH else 1
    day = start.day if precision >= Precision.DAY else 1
    return PartialDate(datetime(start.year, month, day, tzinfo=UTC), precision)


def check_date(data: st.DataObject) -> None:
    """Check that a date is read as it is written, is not padded, and has one order."""
    date, other = data.draw(dates()), data.draw(dates())
    parsed = PartialDate.parse(date.iso, UTC)
    assert parsed == date
    assert parsed.iso == date.iso
    assert PartialDate.parse(date.iso.replace("T", " "), UTC) == date
    assert len(date.iso.partition("T")[0].split("-")) == min(date.precision, Precision.DAY)
    assert PartialDate.parse(date.iso_in_full, UTC).start == date.start
    assert date.year == int(date.iso[:4])
    assert not date.is_over_at(date.start)
    assert date.is_over_at(other.start) <= (date.start < other.start)
    language = data.draw(st.sampled_from(LANGUAGES))
    shown = format_date(date, language)
    assert shown
    if date.precision is Precision.YEAR:
        assert len(re.findall(r"\d+", shown)) == 1
    if date.precision is Precision.MONTH:
        assert format_date(replace(date, precision=Precision.DAY), language) != shown


def check_slugs(data: st.DataObject) -> None:
    """Check that a slug is a stable, valid file name, and that those of many names are distinct."""
    texts = TEXTS.map(lambda text: text.encode(errors="ignore").decode())  # YAML has no surrogates
    name, names = data.draw(texts), data.draw(st.lists(texts, max_size=8))
    assert slugify(slugify(name)) == slugify(name)
    for one in filter(None, [name, *names]):
        slug = slug_of(one)
        assert slug not in WINDOWS_DEVICES | {"", "index"}
        assert len(slug.encode()) <= MAX_BYTES
        assert re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", slug)
        assert slug == unicodedata.normalize("NFC", slug).lower()
    given_slugs = dict.fromkeys(names[:1], "given")
    slugs = distinct_slugs(names, given_slugs)
    assert slugs == distinct_slugs(reversed(names), given_slugs)
    assert slugs.keys() == {*names}
    assert len({*slugs.values()}) == len(slugs)
    assert all(slugs[one] == "given" for one in given_slugs)


@st.composite
def catalogues(draw: DrawFn) -> Catalogue:
    """Draw a catalogue whose posts share few tags, series and dates."""
    some_dates = st.one_of(st.none(), dates(first=2013, last=2015))
    places = st.builds(
        SeriesPlace, NAMES, st.one_of(st.none(), st.floats(-2, 2), st.integers(0, 3))
    )
    posts = st.builds(
        Post,
        docname=st.just("p"),
        date=some_dates,
        updated=some_dates,
        tags=st.lists(NAMES, max_size=3).map(tuple),
        categories=st.lists(NAMES, max_size=2).map(tuple),
        series=st.lists(places, max_size=2, unique_by=lambda place: fold(place.name)).map(tuple),
        lang=st.sampled_from(("", "de", "de-AT", "en")),
    )
    drawn = draw(st.lists(posts, max_size=10))
    return Catalogue(replace(post, docname=f"p{number}") for number, post in enumerate(drawn))


def check_series(data: st.DataObject) -> None:
    """Check the order of a catalogue and its series, and the neighbors in them."""
    catalogue = data.draw(catalogues())
    shuffled = Catalogue(data.draw(st.permutations(catalogue.posts)))
    assert shuffled.posts == catalogue.posts
    assert shuffled.series == catalogue.series
    keys = [(post.date is None, post.date.start if post.date else None) for post in catalogue.posts]
    assert all(a[0] <= b[0] and (b[0] or a[1] <= b[1]) for a, b in itertools.pairwise(keys))  # type: ignore[operator]
    for name, posts in catalogue.series.items():
        docnames = [post.docname for post in posts]
        assert len({*docnames}) == len(docnames)
        assert {*docnames} == {
            post.docname
            for post in catalogue.posts
            if fold(name) in {fold(place.name) for place in post.series}
        }
        parts = [
            next(part for part in catalogue.parts(docname) if part.series == name)
            for docname in docnames
        ]
        assert [(part.number, part.total) for part in parts] == [
            (number, len(parts)) for number in range(1, len(parts) + 1)
        ]
        assert [part.previous for part in parts] == [None, *docnames[:-1]]
        assert [part.next for part in parts] == [*docnames[1:], None]
        orders = [
            next(place.order for place in post.series if place.name == name) for post in posts
        ]
        given_orders = [order for order in orders if order is not None]
        assert given_orders == sorted(given_orders)
        assert orders[: len(given_orders)] == given_orders


def check_query(data: st.DataObject) -> None:
    """Check that filters are sets, that sorting loses nothing, and that a limit takes the first."""
    catalogue = data.draw(catalogues())
    wanted = st.lists(NAMES, min_size=1, max_size=2).map(tuple)
    filters = {
        **dict.fromkeys(FILTERS, wanted),
        "lang": st.lists(st.sampled_from(("de", "EN", "de_at", "fr")), min_size=1).map(tuple),
        "after": dates(first=2013, last=2015),
        "before": dates(first=2013, last=2015),
    }
    names = data.draw(st.lists(st.sampled_from(sorted(filters)), max_size=3, unique=True))
    chosen: dict[str, Any] = {name: data.draw(filters[name]) for name in names}
    titles = {post.docname: data.draw(NAMES) for post in catalogue.posts}

    def found(sort: Sort = Sort.NEWEST, limit: int | None = None, **some: object) -> list[str]:
        query = Query(sort=sort, limit=limit, **some)  # type: ignore[arg-type]
        return [post.docname for post in find_posts(catalogue, query, titles=titles)]

    everything = {post.docname for post in catalogue.posts}
    assert {*found()} == everything
    each = [{*found(**{name: value})} for name, value in chosen.items()]
    expected = everything.intersection(*each)
    ordered = {sort: found(sort, **chosen) for sort in Sort}
    for sort, docnames in ordered.items():
        assert {*docnames} == expected
        assert len(docnames) == len(expected)
        assert docnames == [name for name in found(sort) if name in expected] or (
            sort is Sort.SERIES and "series" in chosen
        )
        limit = data.draw(st.integers(1, 12))
        assert found(sort, limit, **chosen) == docnames[:limit]
    if "tags" in chosen:
        assert {*found(not_tags=chosen["tags"])} == everything - {*found(tags=chosen["tags"])}
        assert {*found(tags=chosen["tags"])} == set().union(
            *(found(tags=(name,)) for name in chosen["tags"])
        )
    if "after" in chosen:
        assert not {*found(after=chosen["after"])} & {*found(before=chosen["after"])}
    dated = [post for post in catalogue.posts if post.date]
    assert ordered[Sort.OLDEST] == [p.docname for p in catalogue.posts if p.docname in expected]
    undated = expected - {post.docname for post in dated}
    assert {*ordered[Sort.NEWEST][len(expected) - len(undated) :]} == undated


KEYS = ("title", "description", "tags", "authors", "license", "lang", "original_url", "updated")


@st.composite
def front_matters(draw: DrawFn) -> str:
    """Draw front matter with a date, a random title, and hostile values of other keys."""
    values = {key: draw(st.sampled_from(HOSTILE_STRINGS)) for key in draw(st.sets(
        st.sampled_from(KEYS), max_size=4))}  # fmt: skip
    lines = [f"{key}: {json.dumps(value)}" for key, value in values.items()]
    if draw(st.booleans()):
        lines.append(f"authors: [{{name: N, url: {json.dumps(draw(TEXTS))}, email: a@b}}]")
    return "\n".join([f"date: {draw(dates()).iso}", *lines])


def check_feeds(data: st.DataObject) -> None:
    """Check that every reader understands the feeds of a catalogue, as Atom and as JSON."""
    sources = data.draw(st.lists(front_matters(), max_size=4))
    read = [read_post(f"p{n}", text, UTC)[0] for n, text in enumerate(sources)]
    posts = newest(Catalogue(read).posts, datetime(9999, 12, 31, tzinfo=UTC))
    entries = tuple(
        FeedEntry(
            post,
            f"https://e.org/{post.docname}",
            post.title or "T",
            summary=data.draw(TEXTS),
            content=f"<p>{data.draw(TEXTS)}</p>",
        )
        for post in posts
    )
    title = data.draw(TEXTS)
    feed = Feed("https://e.org/f", "https://e.org/", title, "N. N.", "en", "", entries)
    xml, items = atom(feed), json_feed(feed)
    root = checked(xml)
    parsed = feedparser.parse(xml)
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [entry.address for entry in entries]
    for element, post in zip(root.iter(f"{ATOM}entry"), posts, strict=True):
        assert post.date
        published = datetime.fromisoformat(str(element.findtext(f"{ATOM}published")))
        assert published == post.date.start
        assert datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))) >= published
    told = json.loads(items.decode("utf-8", "strict"))
    assert [item["date_published"] for item in told["items"]] == [
        element.findtext(f"{ATOM}published") for element in root.iter(f"{ATOM}entry")
    ]
    assert (atom(feed), json_feed(feed)) == (xml, items)
    assert len(told["items"]) <= MAX_ENTRIES


CHECKS = (check_date, check_slugs, check_series, check_query, check_feeds)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(data=st.data())
@fuzzed(MANY)
def test_properties(check: Check, data: st.DataObject) -> None:
    check(data)


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(data=st.data())
@fuzzed(VERY_MANY)
def test_properties_of_very_many(check: Check, data: st.DataObject) -> None:
    check(data)
