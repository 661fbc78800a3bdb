"""Facts in the words of schema.org, as JSON-LD in HTML."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from sphinx_anthology.core.formats.json_ld import (
    blog_posting,
    book,
    breadcrumb_list,
    collection_page,
    script,
)
from sphinx_anthology.core.pages.page_metadata import Breadcrumb, PageMetadata, PreviewImage
from sphinx_anthology.core.posts.post import Author, License, Post, Relation, SourceWork
from sphinx_bindery.common.partial_date import PartialDate
from tests.validators import schema_org_types

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SITE = Breadcrumb("Notes", "https://e.org/")
PAGE = PageMetadata("A", SITE, "https://e.org/a", language="en")
POST = Post("a")
WHOLE = {"@type": "Book", "name": "Notes", "url": "https://e.org/"}


def posting(
    page: PageMetadata = PAGE,
    post: Post = POST,
    *,
    address: str = "",
    authors: Sequence[Author] = (),
    series: Sequence[tuple[Breadcrumb, int]] = (),
) -> dict[str, Any]:
    return blog_posting(
        page, post, address=address or page.address, authors=authors, series=series, words=0
    )


def test_what_is_not_known_is_not_told() -> None:
    assert posting() == {
        "@type": "BlogPosting",
        "headline": "A",
        "url": "https://e.org/a",
        "mainEntityOfPage": "https://e.org/a",
        "inLanguage": "en",
        "isPartOf": [WHOLE],
    }
    assert book(PAGE, "") == WHOLE | {"inLanguage": "en"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2014", "2014"),
        ("2014-11", "2014-11"),
        ("2014-11-10", "2014-11-10"),
        ("2014-11-10T09:30", "2014-11-10T09:30:00+00:00"),
    ],
)
def test_dates_are_as_precise_as_they_were_written(written: str, told: str) -> None:
    date = PartialDate.parse(written, UTC)
    found = posting(post=Post("a", date=date, updated=date))
    assert (found["datePublished"], found["dateModified"]) == (told, told)


def test_each_author_is_told_of() -> None:
    authors = [
        Author("Ann", "https://ann.org/", "ann@ann.org", "0000-0001", "E.org"),
        Author("Ben"),
    ]
    assert posting(authors=authors)["author"] == [
        {
            "@type": "Person",
            "name": "Ann",
            "url": "https://ann.org/",
            "sameAs": "https://orcid.org/0000-0001",
            "affiliation": {"@type": "Organization", "name": "E.org"},
        },
        {"@type": "Person", "name": "Ben"},
    ]


@pytest.mark.parametrize("orcid", ["0-1", "https://orcid.org/0-1", "http://orcid.org/0-1/"])
def test_an_orcid_may_be_written_as_a_url(orcid: str) -> None:
    (author,) = posting(authors=[Author("Ann", orcid=orcid)])["author"]
    assert author["sameAs"] == "https://orcid.org/0-1"


def test_a_part_of_one_series_has_a_position_in_it() -> None:
    one, other = (Breadcrumb("S", "https://e.org/s"), 2), (Breadcrumb("T", "https://e.org/t"), 1)
    found = posting(series=[one])
    assert found["position"] == 2
    assert found["isPartOf"][1:] == [
        {"@type": "CreativeWorkSeries", "name": "S", "url": "https://e.org/s"}
    ]
    assert "position" not in posting(series=[one, other])
    assert [whole["name"] for whole in posting(series=[one, other])["isPartOf"]] == [
        *("Notes", "S", "T")
    ]


@pytest.mark.parametrize(
    ("license_", "told"),
    [
        (License("CC-BY-4.0"), "https://creativecommons.org/licenses/by/4.0/"),
        (License("Ours", "https://e.org/license"), "https://e.org/license"),
        (License("MIT"), {"@type": "CreativeWork", "name": "MIT"}),
    ],
)
def test_a_license_is_its_address_or_else_its_name(license_: License, told: object) -> None:
    assert posting(post=Post("a", license=license_))["license"] == told


def test_a_picture_is_told_of_as_far_as_it_is_known() -> None:
    address = "https://e.org/p.png"
    pictures = (PreviewImage(address, "A dot", 2, 1, "image/png"), PreviewImage(address))
    assert [posting(PageMetadata("A", SITE, image=picture))["image"] for picture in pictures] == [
        {
            "@type": "ImageObject",
            "url": address,
            "caption": "A dot",
            "encodingFormat": "image/png",
            "width": {"@type": "QuantitativeValue", "value": 2, "unitCode": "E37"},
            "height": {"@type": "QuantitativeValue", "value": 1, "unitCode": "E37"},
        },
        {"@type": "ImageObject", "url": address},
    ]


def test_the_address_to_keep_may_be_another() -> None:
    found = posting(address="https://e.org/here")
    assert found["url"] == "https://e.org/a"
    assert found["mainEntityOfPage"] == "https://e.org/here"


@pytest.mark.parametrize(("language", "tag"), [("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn")])
def test_languages_are_tags(language: str, tag: str) -> None:
    page = PageMetadata("A", SITE, language=language)
    for node in (posting(page), book(page, ""), collection_page(page)):
        assert node["inLanguage"] == tag


def test_places_of_a_trail_are_counted_from_one() -> None:
    assert breadcrumb_list([SITE, Breadcrumb("A", "https://e.org/a")]) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Notes", "item": "https://e.org/"},
            {"@type": "ListItem", "position": 2, "name": "A", "item": "https://e.org/a"},
        ],
    }


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script> -->",
        "]]> &amp; \"quotes\" 'and' \\ more",
        "\u2028\u2029\u202e \u200f\n\t\x00",
        "שלום, 中文 🙂",
    ],
)
def test_no_text_leaves_its_place(text: str) -> None:
    markup = script([{"@type": "Thing", "name": text}])
    page = html.document_fromstring(f"<head>{markup}</head><body><p>End</p></body>")
    (element,) = page.iter("script")
    assert json.loads(str(element.text)) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Thing", "name": text}],
    }
    assert not set("<>&\u2028\u2029") & set(str(element.text))


def test_facts_stand_in_a_fixed_order_without_spaces() -> None:
    assert script([breadcrumb_list([SITE])]) == (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":'
        '[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,'
        '"name":"Notes","item":"https://e.org/"}]}]}</script>'
    )


# -- as others read it ---------------------------------------------------------------------------


ANN = Author("Ann Author", "https://ann.org/", orcid="0000-0002-1825-0097", affiliation="E.org")
TEAM = Author("Nova Team")
PARTS = ((Breadcrumb("S", "https://e.org/s"), 2), (Breadcrumb("T", "https://e.org/t"), 1))


def date(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


def kinds_of_posts() -> list[dict[str, Any]]:
    """Return posts by persons, groups and nobody, dated in part, and made from others."""
    works = [
        SourceWork(relation, "Source", (ANN, TEAM), date("2014"), "https://s.org/", License("MIT"))
        for relation in Relation
    ]
    dates = ("2014", "2014-11", "2014-11-10", "2014-11-10T09:30")
    posts = [
        Post("a"),
        *(Post("a", date=date(text), updated=date(text)) for text in dates),
        *(Post("a", based_on=work) for work in [*works, SourceWork(Relation.RETOLD)]),
        Post("a", tags=("One", "Two"), categories=("Three",), license=License("CC-BY-4.0")),
        Post("a", license=License("Ours")),
    ]
    image = PreviewImage("https://e.org/p.png", "A dot", 2, 1, "image/png")
    page = PageMetadata("A", SITE, "https://e.org/a", "In a word.", "pt_BR", image)
    return [
        *(posting(page, post, authors=[ANN, TEAM], series=PARTS[:1]) for post in posts),
        *(posting(PAGE, post, series=PARTS) for post in posts),
    ]


@pytest.mark.validator
def test_the_types_of_schema_org_find_nothing(tmp_path: Path) -> None:
    others = [book(PAGE, "Ann"), book(PAGE, "Nova Team"), collection_page(PAGE)]
    nodes = [*kinds_of_posts(), *others, breadcrumb_list([SITE, SITE])]
    assert schema_org_types([graph(nodes)], tmp_path) == []


@pytest.mark.validator
def test_the_types_of_schema_org_find_what_is_wrong(tmp_path: Path) -> None:
    wrong: list[dict[str, Any]] = [
        {"headline": 7},
        {"headlines": "A"},
        {"author": {"@type": "Persona", "name": "Ann"}},
        {"isPartOf": {"@type": "Book", "pages": 7}},
        {"image": {"@type": "ImageObject", "width": 7}},
    ]
    found = schema_org_types([graph([posting() | more]) for more in wrong], tmp_path)
    lines = re.findall(r"documents\.ts\((\d+),", "\n".join(found))
    assert {int(line) for line in lines} == set(range(2, 2 + len(wrong)))


def graph(nodes: Sequence[dict[str, Any]]) -> str:
    element = html.fragment_fromstring(script(nodes))
    return str(element.text)
