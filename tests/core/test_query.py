"""Queries: which posts, in which order; and small facts that lists and bylines show."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.post import License, Post, SeriesPlace, resolve_license
from sphinx_anthology.core.posts.query import Query, Sort, find_posts, unknown_names
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.relations.post_relations import backlinks
from sphinx_anthology.core.values.language_name import language_name
from sphinx_bindery.common.partial_date import PartialDate


def date(text: str) -> PartialDate:
    return PartialDate.parse(text, UTC)


CATALOGUE = Catalogue(
    [
        Post("year", date=date("2014"), tags=("a",), lang="de"),
        Post("month", date=date("2014-06"), tags=("a", "b")),
        Post("day", date=date("2014-06-15"), series=(SeriesPlace("s", 2), SeriesPlace("t", 1))),
        Post("time", date=date("2014-06-15T12:00:00Z"), series=(SeriesPlace("s", 1),)),
        Post("none", updated=date("2020"), tags=("b",)),
    ]
)


def found(query: Query) -> list[str]:
    titles = {"year": "e", "month": "D", "day": "c", "time": "B", "none": "a"}
    return [post.docname for post in find_posts(CATALOGUE, query, titles=titles)]


@pytest.mark.parametrize(
    ("after", "docnames"),
    [
        ("2013", "time day month year"),
        ("2014", ""),
        ("2014-05", "time day month"),
        ("2014-06-14", "time day"),
        ("2014-06-15", ""),
        ("2014-06-15T11:59:59Z", "time"),
        ("2014-06-15T12:00:00Z", ""),
        ("9999-12-31", ""),
    ],
)
def test_after_leaves_the_named_period_out(after: str, docnames: str) -> None:
    assert found(Query(after=date(after))) == docnames.split()


@pytest.mark.parametrize(
    ("before", "docnames"),
    [
        ("2014", ""),
        ("2014-06", "year"),
        ("2014-06-15", "month year"),
        ("2014-06-15T12:00:00Z", "day month year"),
        ("2015", "time day month year"),
    ],
)
def test_before_leaves_the_named_period_out(before: str, docnames: str) -> None:
    assert found(Query(before=date(before))) == docnames.split()


@pytest.mark.parametrize(
    ("sort", "docnames"),
    [
        (Sort.NEWEST, "time day month year none"),
        (Sort.OLDEST, "year month day time none"),
        (Sort.UPDATED, "none time day month year"),
        (Sort.TITLE, "none time day month year"),
        (Sort.SERIES, "time day year month none"),
    ],
)
def test_orders(sort: Sort, docnames: str) -> None:
    assert found(Query(sort=sort)) == docnames.split()


def test_in_the_order_of_the_series_asked_for() -> None:
    assert found(Query(series=("T", "s"), sort=Sort.SERIES)) == ["day", "time"]


@pytest.mark.parametrize(
    ("query", "docnames"),
    [
        (Query(tags=("A",), not_tags=("b",)), "year"),
        (Query(tags=()), ""),
        (Query(tags=("unknown",)), ""),
        (Query(not_tags=("unknown",), limit=1), "time"),
        (Query(lang=("de",)), "year"),
        (Query(lang=("d",)), ""),
        (Query(lang=("en",), tags=("a",)), "month"),
    ],
)
def test_filters(query: Query, docnames: str) -> None:
    assert found(query) == docnames.split()


def test_names_that_no_post_has_are_told() -> None:
    assert unknown_names(CATALOGUE, Query(tags=("a", "x"), series=("y",))) == [
        ("tags", Taxonomy.TAG, "x"),
        ("series", Taxonomy.SERIES, "y"),
    ]


def test_backlinks_go_by_document_label_and_slug() -> None:
    mentions = {
        "year": ["doc:month", "doc:year", "doc:elsewhere"],
        "month": ["label:here", "tag:a", "label:unknown"],
        "time": ["post:day", "doc:month", "post:nobody"],
        "elsewhere": ["doc:month"],
    }
    assert backlinks(CATALOGUE, mentions, {"here": "day"}) == {
        "month": ("year", "time"),
        "day": ("month", "time"),
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (License("CC-BY-4.0"), ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        (
            License("cc-by-nc-sa-3.0"),
            ("CC BY-NC-SA 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ),
        (
            License("CC0-1.0"),
            ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ),
        (License("MIT"), ("MIT", "")),
        (License("CC-BY-4.0", "https://example.org"), ("CC-BY-4.0", "https://example.org")),
    ],
)
def test_a_license_of_creative_commons_is_resolve_license(
    given: License, told: tuple[str, str]
) -> None:
    assert resolve_license(given) == License(*told)


@pytest.mark.parametrize(
    ("tag", "language", "shown"),
    [
        ("fr", "en", "French"),
        ("fr", "de", "Französisch"),
        ("pt-BR", "en", "Portuguese (Brazil)"),
        ("en-GB", "en", ""),
        ("EN", "en_US", ""),
        ("", "en", ""),
        ("zz", "en", ""),
        ("ar-Latn", "en", "Arabic"),
        ("und", "de", ""),
        ("not a tag", "en", ""),
    ],
)
def test_a_language_is_named_where_it_is_not_the_readers(
    tag: str, language: str, shown: str
) -> None:
    assert language_name(tag, language) == shown
