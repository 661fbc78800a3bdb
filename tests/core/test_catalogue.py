"""Posts have one order, and know their neighbors."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.posts.catalogue import Catalogue, SeriesPart
from sphinx_anthology.core.posts.post import Post, SeriesPlace
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.posts.toctree_groups import Group, GroupBy, group_posts
from sphinx_bindery.common.partial_date import PartialDate


def post(docname: str, date: str = "", *series: SeriesPlace, tags: str = "") -> Post:
    when = PartialDate.parse(date, UTC) if date else None
    return Post(docname, date=when, series=series, tags=tuple(tags.split()))


def docnames(catalogue: Catalogue) -> list[str]:
    return [post.docname for post in catalogue.posts]


def test_oldest_first_and_a_partial_date_at_the_start_of_its_period() -> None:
    posts = [post("e"), post("d", "2015"), post("c", "2014-11-01T00:00:01Z"), post("b", "2014-11")]
    assert docnames(Catalogue(posts)) == ["b", "c", "d", "e"]


def test_a_post_without_a_date_comes_after_the_last_of_all_dates() -> None:
    posts = [post("a"), post("z", "9999-12-31T23:59:59Z"), post("b", "", SeriesPlace("s", 1))]
    assert docnames(Catalogue(posts)) == ["z", "b", "a"]


def test_ties_go_by_series_order_then_by_docname() -> None:
    posts = [
        post("a", "2015-01", SeriesPlace("s", 2)),
        post("z", "2015-01", SeriesPlace("s", 1)),
        post("c", "2015-01"),
        post("b", "2015-01"),
    ]
    assert docnames(Catalogue(posts)) == ["z", "a", "b", "c"]


def test_a_series_goes_by_order_then_by_date() -> None:
    catalogue = Catalogue(
        [
            post("late", "2015", SeriesPlace("s", 1)),
            post("early", "2014", SeriesPlace("s", 2)),
            post("dated", "2013", SeriesPlace("s")),
            post("undated", "", SeriesPlace("s")),
        ]
    )
    assert [p.docname for p in catalogue.series["s"]] == ["late", "early", "dated", "undated"]
    assert catalogue.parts("early") == (SeriesPart("s", 2, 4, "late", "dated"),)
    assert catalogue.parts("late")[0].previous is None
    assert catalogue.parts("undated")[0].next is None


def test_a_post_may_be_in_two_series() -> None:
    catalogue = Catalogue(
        [post("a", "2014", SeriesPlace("s"), SeriesPlace("t")), post("b", "2015", SeriesPlace("t"))]
    )
    assert catalogue.parts("a") == (
        SeriesPart("s", 1, 1, None, None),
        SeriesPart("t", 1, 2, None, "b"),
    )


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (GroupBy.YEAR, [("2014", "a b"), ("2015", "c"), (None, "d")]),
        (GroupBy.SERIES, [("s", "b c"), (None, "a d")]),
        (GroupBy.TAG, [("x", "a c"), ("y", "b"), (None, "d")]),
        (GroupBy.CATEGORY, [(None, "a b c d")]),
        (GroupBy.NONE, [(None, "a b c d")]),
    ],
)
def test_each_post_is_in_one_group(by: GroupBy, groups: list[tuple[str | None, str]]) -> None:
    posts = Catalogue(
        [
            post("a", "2014-01", tags="x y"),
            post("b", "2014-02", SeriesPlace("s"), tags="y"),
            post("c", "2015", SeriesPlace("s"), tags="x"),
            post("d"),
        ]
    ).posts
    assert group_posts(posts, by) == tuple(
        Group(name, tuple(names.split())) for name, names in groups
    )


@pytest.mark.parametrize(
    ("taxonomy", "terms"),
    [
        (Taxonomy.TAG, [("x", "a c"), ("Y", "a b")]),
        (Taxonomy.SERIES, [("s", "c b")]),
        (Taxonomy.YEAR, [("814", "e"), ("2014", "a b"), ("2015", "c"), ("", "d")]),
        (Taxonomy.AUTHOR, []),
    ],
)
def test_a_taxonomy_has_each_name_with_its_posts(
    taxonomy: Taxonomy, terms: list[tuple[str, str]]
) -> None:
    catalogue = Catalogue(
        [
            post("a", "2014-01", tags="x Y"),
            post("b", "2014-02", SeriesPlace("s", 2), tags="y"),
            post("c", "2015", SeriesPlace("s", 1), tags="x"),
            post("d"),
            post("e", "0814"),
        ]
    )
    found = [(term.name, " ".join(term.docnames)) for term in catalogue.terms(taxonomy)]
    assert found == terms
