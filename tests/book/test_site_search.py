"""The search of the site, as readers use it in a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.browser import in_the_browser, looked_at
from tests.sphinx_build import sphinx_build

from .conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook

Search = tuple[str, ...]
"""The page where a search begins, and its steps; see ``search.mjs``."""

DAY_1 = "OpenStack Nova Mid-cycle Meetup, Day 1"
DAY_2 = "OpenStack Nova Mid-cycle Meetup, Day 2"
BY_BUTTON = tuple(
    (name, "dialog:poor dogfooding")
    for name in ("tags/nova.html", "archive/2014.html", "matter/indexes.html")
)
FILTERED = ("search.html", "filter:Tag:Events", "filter:Year:2015", "reload", "narrow")
LINKED = ("search.html?year=2014&tag=Containers", "narrow")
CLEARED = ("search.html?q=scheduler&tag=Containers", "clear")
NEWEST = ("search.html", "words:nova", "order:newest")
HASHTAGS = ("search.html?q=%23poor+%23dogfooding",)
WITHOUT_RESULTS = ("search.html?q=scheduler&tag=Community&year=2015",)
PLAIN = ("search.html?q=nova",)


def search(site: Path, *searches: Search) -> dict[Search, Any]:
    """Return the output of searches in one browser; each result links to the page of its title."""
    found: Any = looked_at("search.mjs", site, *map(json.dumps, searches))
    for seen in found:
        assert [hit["title"] for hit in seen["found"]] == [hit["heading"] for hit in seen["found"]]
    return dict(zip(searches, found, strict=True))


def titles(found: dict[str, Any]) -> list[str]:
    return [hit["title"] for hit in found["found"]]


def as_file(book: BuiltBook) -> Search:
    return (f"{(book.html / 'search.html').as_uri()}?q=poor+dogfooding",)


@pytest.fixture(scope="module")
def searched(book: BuiltBook) -> dict[Search, Any]:
    """Return the outputs of all searches in the book."""
    others = (FILTERED, LINKED, CLEARED, NEWEST, HASHTAGS, WITHOUT_RESULTS, PLAIN)
    return search(book.html, *BY_BUTTON, *others, as_file(book))


@in_the_browser
@pytest.mark.parametrize("steps", BY_BUTTON, ids=lambda steps: steps[0])
def test_the_search_button_works_on_listing_pages(
    searched: dict[Search, Any], steps: Search
) -> None:
    found = searched[steps]
    assert found["query"] == "?q=poor+dogfooding"
    assert titles(found) == [DAY_1]
    assert found["found"][0]["date"] == "January 2015"
    assert found["found"][0]["marked"] == ["poor", "dogfooding"]  # without the quotation mark
    assert not any("searchindex" in name or "searchtools" in name for name in found["asked"])


@in_the_browser
def test_filters_narrow_the_search_and_stay_in_its_address(searched: dict[Search, Any]) -> None:
    found = searched[FILTERED]
    assert found["query"] == "?tag=Events&year=2015"
    assert sorted(titles(found)) == [DAY_1, DAY_2]
    assert found["facets"]["Year (1)"] == ["2015 (2)", "2014 (2)"]
    assert found["facets"]["Series"] == ["Nova mid-cycle meetup (2)"]
    assert "Author" not in found["facets"]  # there is one alone
    assert not found["overflow"]


@in_the_browser
def test_a_link_to_a_filtered_search_works(searched: dict[Search, Any]) -> None:
    found = searched[LINKED]
    assert titles(found) == ["The OpenStack Big Tent and Magnum"]
    assert not found["overflow"]
    cleared = searched[CLEARED]
    assert cleared["query"] == "?q=scheduler"
    assert {DAY_1, DAY_2} <= set(titles(cleared))


@in_the_browser
def test_the_newest_come_first_and_pages_without_a_date_last(searched: dict[Search, Any]) -> None:
    found = searched[NEWEST]
    assert found["query"] == "?q=nova&order=newest"
    dates = [hit["date"] for hit in found["found"]]
    assert dates[:4] == ["January 2015", "January 2015", "November 2014", "November 2014"]
    assert set(dates[4:]) == {""}


@in_the_browser
def test_a_search_for_a_hashtag_finds_the_word(searched: dict[Search, Any]) -> None:
    found = searched[HASHTAGS]
    assert found["query"] == "?q=#poor+#dogfooding"  # decoded
    assert titles(found) == [DAY_1]


@in_the_browser
def test_a_search_without_results_shows_a_message(searched: dict[Search, Any]) -> None:
    found = searched[WITHOUT_RESULTS]
    assert found["found"] == []
    assert "No page matches" in found["status"]


@in_the_browser
def test_a_search_loads_no_filters_until_a_reader_wants_them(searched: dict[Search, Any]) -> None:
    found = searched[PLAIN]
    assert len(titles(found)) == 6
    assert not any("filter" in name for name in found["asked"])
    assert len(found["asked"]) <= 26


@in_the_browser
def test_a_page_opened_as_a_file_is_searched_by_sphinx(
    searched: dict[Search, Any], book: BuiltBook
) -> None:
    found = searched[as_file(book)]
    assert titles(found) == [DAY_1]
    assert any(name.endswith("searchindex.js") for name in found["asked"])


@in_the_browser
def test_sphinx_s_search_shows_excerpts(book: BuiltBook) -> None:
    site = book.html.with_name("sphinx-search")
    option = "bindery_search=sphinx"
    sphinx_build("html", REPOSITORY, site, "-D", option, doctrees=book.doctrees)
    steps = ("search.html?q=poor+dogfooding",)
    found = search(site, steps)[steps]
    assert titles(found) == [DAY_1]
    assert "poor dogfooding" in " ".join(found["around"].split())
    assert found["said"] == []


LANGUAGES = ("de", "fr", "ru", "ar", "fi")


@pytest.fixture(scope="module")
def in_languages(tmp_path_factory: pytest.TempPathFactory) -> dict[Search, Any]:
    """Search for a word of one page, and for one of both, in a site for each language."""
    source = tmp_path_factory.mktemp("source")
    sites = tmp_path_factory.mktemp("sites")
    conf = (
        f"import sys\nsys.path.insert(0, {str(REPOSITORY / '_ext')!r})\n"
        f"extensions = ['sphinx_bindery']\nhtml_theme = 'sphinx_book_theme'\n"
    )
    (source / "conf.py").write_text(conf, encoding="utf-8")
    for name, text in {
        "index": "Ostriches\n=========\n\nWombats.\n\n.. toctree::\n\n   one\n",
        "one": "Wombats\n=======\n\nZebras.\n",
    }.items():
        (source / f"{name}.rst").write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        options = {"language": language}
        # in this process: an own one takes longer to start than the site to build
        app = SphinxTestApp("html", source, sites / language, confoverrides=options)
        app.build()
        app.cleanup()
        assert app.warning.getvalue() == ""
    words = ("zebras", "wombats")
    return search(sites, *((f"{la}/html/search.html?q={w}",) for la in LANGUAGES for w in words))


@in_the_browser
@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("de", "1 Seite entspricht der Suche.", "2 Seiten entsprechen der Suche."),
        ("fr", "1 page correspond à la recherche.", "2 pages correspondent à la recherche."),
        ("ru", "соответствует 1 страница.", "соответствуют 2 страницы."),
        ("ar", "صفحة واحدة تطابق البحث.", "صفحتان تطابقان البحث."),
        ("fi", "1 page matches the search.", "2 pages match the search."),
    ],
)
def test_the_search_works_in_other_languages(
    in_languages: dict[Search, Any], language: str, one: str, several: str
) -> None:
    found = in_languages[f"{language}/html/search.html?q=zebras",]
    assert titles(found) == ["Wombats"]
    assert one in found["status"]
    found = in_languages[f"{language}/html/search.html?q=wombats",]
    assert sorted(titles(found)) == ["Ostriches", "Wombats"]
    assert several in found["status"]


@in_the_browser
@pytest.mark.parametrize("width", ["375", "1280"])
def test_results_come_while_typing_with_few_requests(book: BuiltBook, width: str) -> None:
    page = "posts/default-to-respect.html"
    found: Any = looked_at("suggestions.mjs", book.html, page, "poor dogfooding", width)
    assert found["titles"] == [DAY_1]
    assert found["marked"] == ["poor", "dogfooding"]
    assert found["status"] == "Pages found: 1"
    assert found["all"].endswith("/search.html?q=poor+dogfooding")
    assert (found["said"], found["overflow"]) == ([], False)
    assert found["arrived"] == DAY_1
    assert len(found["asked"]) <= 12
