"""Properties of the Open Graph protocol (https://ogp.me/)."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.formats.open_graph import article, card, locale, open_graph
from sphinx_anthology.core.pages.page_metadata import Breadcrumb, PageMetadata, PreviewImage
from sphinx_anthology.core.posts.post import Post, SeriesPlace
from sphinx_bindery.common.partial_date import PartialDate

SITE = Breadcrumb("Notes", "https://e.org/")
PICTURE = PreviewImage("https://e.org/p.png", "A dot", 1200, 630, "image/png")


def test_what_is_known_of_a_page_stands_in_order() -> None:
    page = PageMetadata("A", SITE, "https://e.org/a", "In a word.", "pt_BR", PICTURE)
    assert open_graph(page, "article") == (
        ("og:title", "A"),
        ("og:type", "article"),
        ("og:url", "https://e.org/a"),
        ("og:site_name", "Notes"),
        ("og:description", "In a word."),
        ("og:locale", "pt_BR"),
        ("og:image", "https://e.org/p.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A dot"),
    )


def test_what_is_not_known_is_not_told() -> None:
    page = PageMetadata("A", Breadcrumb("Notes"), image=PreviewImage("https://e.org/p.png"))
    assert open_graph(page, "website") == (
        ("og:title", "A"),
        ("og:type", "website"),
        ("og:site_name", "Notes"),
        ("og:image", "https://e.org/p.png"),
    )
    assert article(Post("a"), ()) == ()


def test_an_article_names_each_author_and_tag_and_one_section() -> None:
    post = Post("a", tags=("x", "y"), categories=("C", "D"), series=(SeriesPlace("S"),))
    assert article(post, ["https://e.org/1", "https://e.org/2"]) == (
        ("article:author", "https://e.org/1"),
        ("article:author", "https://e.org/2"),
        ("article:section", "C"),
        ("article:tag", "x"),
        ("article:tag", "y"),
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2014", "2014-01-01"),
        ("2014-11", "2014-11-01"),
        ("2014-11-10", "2014-11-10"),
        ("2014-11-10 9:30 +1", "2014-11-10T09:30:00+01:00"),
    ],
)
def test_a_time_has_a_day(written: str, told: str) -> None:
    date = PartialDate.parse(written, UTC)
    assert article(Post("a", date=date, updated=date), ()) == (
        ("article:published_time", told),
        ("article:modified_time", told),
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ""),
        ("", ""),
        ("en_GB", "en_GB"),
        ("pt-br", "pt_BR"),
        ("zh-Hant-TW", "zh_TW"),
        ("zh-Hant", ""),
        ("es-419", ""),
        ("de-x-at", ""),
        ("sl-IT-nedis", "sl_IT"),
    ],
)
def test_a_territory_is_never_invented(language: str, told: str) -> None:
    assert locale(language) == told


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((1200, 630), "summary_large_image"),
        ((0, 0), "summary_large_image"),
        ((300, 157), "summary_large_image"),
        ((299, 157), "summary"),
        ((800, 800), "summary"),
        ((630, 1200), "summary"),
    ],
)
def test_a_wide_picture_has_a_large_card(size: tuple[int, int], told: str) -> None:
    assert card(PreviewImage("https://e.org/p", "", *size)) == told


def test_a_page_without_a_picture_has_a_card_too() -> None:
    assert card(None) == "summary"
