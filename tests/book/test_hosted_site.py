"""The site at an address of its own: what it tells programs, as their own rules have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from tests.atom_rules import checked
from tests.llms_reading import read_llms
from tests.sphinx.test_page_metadata import REQUIRED, nodes
from tests.validators import json_feed_schema, nu_html_checker, schema_org_types, sitemap_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import HostedSite

TITLES = [
    "OpenStack Nova Mid-cycle Meetup, Day 2",
    "OpenStack Nova Mid-cycle Meetup, Day 1",
    "The OpenStack Big Tent and Magnum",
    "OpenStack Paris Summit – Growing Up",
    "Default to Respect",
]
MAKERS = "The Anthology Contributors"
UNTOLD = {"dateModified", "description"}
"""What this book's posts and lists do not say, and so nothing tells of them."""


def heads(site: HostedSite) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.folder.rglob("*.html")):
        name = path.relative_to(site.folder).as_posix()
        if not name.startswith("_static"):
            yield name, html.document_fromstring(path.read_text(encoding="utf-8")).find("head")


def json_ld(head: html.HtmlElement) -> list[dict[str, Any]]:
    scripts = head.xpath("script[@type='application/ld+json']/text()")
    return [node for script in scripts for node in nodes(json.loads(script))]


@pytest.mark.validator
def test_nu_html_checker_finds_nothing(hosted: HostedSite) -> None:
    assert nu_html_checker(hosted.folder) == []


def test_every_feed_keeps_to_the_grammar_of_atom(hosted: HostedSite) -> None:
    feeds = sorted(hosted.folder.rglob("*atom.xml"))
    assert len(feeds) == 1 + 6 + 1 + 1  # all posts, tags, series, authors
    for feed in feeds:
        checked(feed.read_bytes())


@pytest.mark.validator
def test_the_json_feed_and_the_sitemap_keep_to_their_schemas(hosted: HostedSite) -> None:
    assert json_feed_schema(json.loads((hosted.folder / "feed.json").read_bytes())) == []
    assert sitemap_schema((hosted.folder / "sitemap.xml").read_bytes()) == []


def test_readers_of_feeds_find_the_posts(hosted: HostedSite) -> None:
    atom = feedparser.parse((hosted.folder / "atom.xml").read_bytes())
    feed = json.loads((hosted.folder / "feed.json").read_bytes())
    assert not atom.bozo
    assert [entry.title for entry in atom.entries] == TITLES
    assert [item["title"] for item in feed["items"]] == TITLES
    assert [entry.link for entry in atom.entries] == [item["url"] for item in feed["items"]]
    assert [len(entry.content[0].value) > 2_000 for entry in atom.entries] == [True] * 5


@pytest.mark.validator
def test_the_types_of_schema_org_find_nothing(hosted: HostedSite, tmp_path: Path) -> None:
    path = "script[@type='application/ld+json']/text()"
    documents = [str(text) for _name, head in heads(hosted) for text in head.xpath(path)]
    assert len(documents) > 40
    assert schema_org_types(documents, tmp_path) == []


def test_every_page_tells_what_it_is(hosted: HostedSite) -> None:
    found = {name: json_ld(head) for name, head in heads(hosted)}
    assert {name for name, told in found.items() if not told} == {
        *("404.html", "genindex.html", "search.html")
    }
    posts = [node for told in found.values() for node in told if node["@type"] == "BlogPosting"]
    assert sorted(post["headline"] for post in posts) == sorted(TITLES)
    assert {post["datePublished"] for post in posts} == {"2026-11"}
    assert {author["name"] for post in posts for author in post["author"]} == {MAKERS}
    works = [post["isBasedOn"] for post in posts]
    assert {work["datePublished"] for work in works} == {"2014-09", "2014-11", "2015-01"}
    assert {author["name"] for work in works for author in work["author"]} == {"Ed Leafe"}
    for name, told in found.items():
        for node in told:
            is_named = node["@type"] in {"Person", "Organization", "CreativeWork"}
            wanted = {"name"} if is_named else REQUIRED[node["@type"]] - UNTOLD
            assert wanted <= node.keys(), (name, node)


def test_every_address_that_programs_are_told_is_in_the_site(hosted: HostedSite) -> None:
    told = {
        address
        for _, head in heads(hosted)
        for address in [
            *head.xpath("meta[@property='og:image' or @property='og:url']/@content"),
            *head.xpath("link[@rel='canonical']/@href"),
        ]
    }
    sitemap = etree.fromstring((hosted.folder / "sitemap.xml").read_bytes())
    told |= {str(place.text) for place in sitemap.iter("{*}loc")}
    llms = read_llms((hosted.folder / "llms.txt").read_bytes())
    told |= {link[1] for links in llms.sections.values() for link in links}
    assert len(told) > 40
    root = urlsplit(hosted.address).path
    for address in told:
        assert address.startswith(hosted.address)
        path = urlsplit(address).path.removeprefix(root) or "index.html"
        assert (hosted.folder / path).is_file(), address


def test_every_page_has_one_address_and_one_picture(hosted: HostedSite) -> None:
    for name, head in heads(hosted):
        if name in {"404.html", "genindex.html", "search.html"}:
            continue
        path = "" if name == "index.html" else name
        assert head.xpath("link[@rel='canonical']/@href") == [hosted.address + path]
        (picture,) = head.xpath("meta[@property='og:image']/@content")
        post = name.startswith("posts/")
        drawn = f"previews/{name.removesuffix('.html') if post else 'index'}.png"
        assert picture == f"{hosted.address}_images/{drawn}"
