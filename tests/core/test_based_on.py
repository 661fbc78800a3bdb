"""The work that a post is based on: its front matter, and the formats that name it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest
from lxml import etree
from yaml import safe_load

from sphinx_anthology.core.formats.cff import cff
from sphinx_anthology.core.formats.citation import Citation, bibtex
from sphinx_anthology.core.formats.feeds import Feed, FeedEntry, atom
from sphinx_anthology.core.formats.json_ld import blog_posting
from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.pages.page_metadata import Breadcrumb, PageMetadata
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import Author, License, Post, Relation, SourceWork
from sphinx_anthology.core.posts.query import Query, Sort, find_posts
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_bindery.common.partial_date import PartialDate

ATOM = {"a": "http://www.w3.org/2005/Atom"}
CREDIT = "Retold from “First & Last” by Ann Author, May 2014"


def date(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


WORK = SourceWork(
    Relation.RETOLD,
    "First & Last",
    (Author("Ann Author"),),
    date("2014-05"),
    "https://example.org/first",
    License("CC-BY-4.0"),
)
POST = Post("posts/a", date=date("2026"), authors=(Author("Max Maker"),), based_on=WORK)
HEAD = """\
date: 2026
authors: Max Maker
based_on:
  relation: retold
  title: First & Last
  authors: Ann Author
  date: 2014-05
  url: https://example.org/first
  license: CC-BY-4.0
"""


def test_all_keys() -> None:
    post, problems = read_post("posts/a", HEAD, UTC)
    assert problems == ()
    assert post.based_on == WORK
    assert post.order_date == WORK.date


@pytest.mark.parametrize(
    ("value", "subtype", "message"),
    [
        ("A Title", "type", "'A Title' names no work; write {relation: retold, title: …"),
        ("[A Title]", "type", "a list"),
        ("{}", "type", "names no work; write {relation"),
        ("{relation: retold}", "type", "names no work; write {relation"),
        ("{relation: retoled, title: T}", "type", "(did you mean 'retold'?)"),
        (
            "{relation: x, title: T}",
            "type",
            "is not a relation; write one of retold, translated, ",
        ),
        ("{relation: retold, titel: T, url: 'https://e.org'}", "key", "(did you mean 'title'?)"),
        ("{relation: retold, title: T, date: May}", "date", "based_on.date: 'May' is not a date"),
        ("{relation: retold, title: T, url: 'javascript:x'}", "unsafe", "based_on.url: "),
        ("{relation: retold, title: T, authors: [{url: 'https://e.org'}]}", "author", "no name"),
    ],
)
def test_mistakes_are_reported_at_their_line(value: str, subtype: str, message: str) -> None:
    _post, (problem,) = read_post("posts/a", f"date: 2026\nbased_on: {value}\n", UTC)
    assert (problem.kind, problem.line) == (subtype, 3)
    assert message in problem.message


def test_order_archive_and_filters_go_by_the_date_of_the_work() -> None:
    posts = [
        replace(POST, docname="posts/new", based_on=replace(WORK, date=date("2015"))),
        replace(POST, docname="posts/old", date=date("2027")),
        Post("posts/own", date=date("2014-12")),
        replace(POST, docname="posts/undated-work", based_on=replace(WORK, date=None)),
        replace(POST, docname="posts/undated", date=None, based_on=replace(WORK, date=None)),
    ]
    catalogue = Catalogue(posts)
    order = ["posts/old", "posts/own", "posts/new", "posts/undated-work", "posts/undated"]
    assert [post.docname for post in catalogue.posts] == order
    years = {term.name: term.docnames for term in catalogue.terms(Taxonomy.YEAR)}
    assert years["2014"] == ("posts/old", "posts/own")
    assert years["2015"] == ("posts/new",)
    query = Query(after=date("2014-06"), before=date("2016"), sort=Sort.NEWEST)
    found = find_posts(catalogue, query, titles={}, language="en")
    assert [post.docname for post in found] == ["posts/new", "posts/own"]


def posting(post: Post) -> dict[str, Any]:
    page = PageMetadata(
        "A", Breadcrumb("Notes", "https://e.org/"), "https://e.org/a", language="en"
    )
    return blog_posting(page, post, address="", authors=post.authors, series=(), words=0)


def test_structured_data_separate_the_post_and_the_work() -> None:
    node = posting(POST)
    assert node["datePublished"] == "2026"
    assert [author["name"] for author in node["author"]] == ["Max Maker"]
    assert node["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "First & Last",
        "url": "https://example.org/first",
        "author": [{"@type": "Person", "name": "Ann Author"}],
        "datePublished": "2014-05",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    translated = posting(replace(POST, based_on=replace(WORK, relation=Relation.TRANSLATED)))
    assert translated["translationOfWork"] == node["isBasedOn"]
    assert "isBasedOn" not in translated
    assert "datePublished" not in posting(replace(POST, date=None))


def test_citations_name_the_authors_with_a_note_on_the_work() -> None:
    citation = Citation(POST, "A", "a", "Notes", credit=CREDIT)
    entry = bibtex(citation)
    assert "author = {Maker, Max}" in entry
    assert "year = {2026}" in entry
    assert rf"note = {{{CREDIT.replace('&', chr(92) + '&')}}}" in entry
    reference = safe_load(cff(citation))["preferred-citation"]
    assert reference["authors"] == [{"given-names": "Max", "family-names": "Maker"}]
    assert (reference["notes"], reference["year"]) == (CREDIT, 2026)


def entry_of(post: Post) -> etree._Element:
    entry = FeedEntry(post, "https://e.org/a", "A", credit=CREDIT)
    feed = Feed("https://e.org/atom.xml", "https://e.org/", "N", "N. N.", "en", entries=(entry,))
    (element,) = etree.fromstring(atom(feed)).iterfind("a:entry", ATOM)
    return element


def test_feeds_name_the_authors_and_credit_the_work() -> None:
    entry = entry_of(POST)
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-01-01T00:00:00+00:00"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Max Maker"
    assert entry.findtext("a:rights", namespaces=ATOM) == CREDIT
    (link,) = entry.iterfind("a:link[@rel='related']", ATOM)
    assert link.get("href") == "https://example.org/first"
    licensed = entry_of(replace(POST, license=License("CC0-1.0")))
    assert licensed.findtext("a:rights", namespaces=ATOM) == f"CC0 1.0. {CREDIT}"


def test_an_entry_without_a_date_of_its_own_is_not_dated_as_the_work() -> None:
    entry = entry_of(replace(POST, date=None))
    assert entry.find("a:published", ATOM) is None
    assert entry.findtext("a:updated", namespaces=ATOM) == "2014-05-01T00:00:00+00:00"
