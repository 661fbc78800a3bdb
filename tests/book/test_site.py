"""The site as validators, browsers and readers see it."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.browser import in_the_browser, lighthouse, looked_at
from tests.validators import nu_html_checker

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook, HostedSite

KINDS = [
    "index.html",
    "posts/nova-mid-cycle-day-1.html",
    "posts/the-big-tent-and-magnum.html",
    "matter/glossary.html",
    "matter/bibliography.html",
    "matter/timeline.html",
    "matter/indexes.html",
    "tags/nova.html",
    "series/nova-mid-cycle-meetup.html",
    "authors/the-anthology-contributors.html",
    "archive/2014.html",
    "guide/write-posts.html",
    "genindex.html",
    "search.html",
    "404.html",
    "search.html?q=nova&tag=Events",
]


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


@pytest.mark.validator
def test_nu_html_checker_finds_nothing(book: BuiltBook) -> None:
    assert nu_html_checker(book.html) == []


@in_the_browser
def test_axe_finds_nothing(book: BuiltBook) -> None:
    assert looked_at("axe.mjs", book.html, *KINDS) == []


@in_the_browser
def test_a_persons_main_ways(book: BuiltBook) -> None:
    found = looked_at("ways.mjs", book.html)
    assert isinstance(found, dict)
    colors = found.pop("dark")
    assert found == {
        "start": "Preface",
        "tag": ["Tags", "Tag: Containers", "The OpenStack Big Tent and Magnum"],
        "series": [
            "Series",
            "Series: Nova mid-cycle meetup",
            "OpenStack Nova Mid-cycle Meetup, Day 1",
            "OpenStack Nova Mid-cycle Meetup, Day 2",
            "Series: Nova mid-cycle meetup",
        ],
        "phone": ["Glossary"],
        "phoneWithoutScript": ["Glossary"],
        "section": ["#drafts", False],
        "pdf": {"status": 200, "start": "%PDF"},
        "epub": {"status": 200, "start": "PK\x03\x04"},
    }
    assert colors["light"] != colors["after"] == colors["kept"]


KEYBOARD_PAGES = [
    "index.html",
    "posts/nova-mid-cycle-day-1.html",
    "matter/indexes.html",
    "tags/nova.html",
    "tags/index.html",
    "guide/write-posts.html",
    "search.html",
    "search.html?q=nova&tag=Events",
    "404.html",
]
VIEWS = [
    "genindex.html 375",
    *(f"{page} {width}" for width in (375, 1280) for page in KEYBOARD_PAGES),
]
"""Pages and widths; the general index, with hundreds of links, is gone through once."""


@in_the_browser
def test_every_stop_of_the_keyboard_is_in_sight_and_menus_return_the_focus(book: BuiltBook) -> None:
    found: Any = looked_at("keyboard.mjs", book.html, *VIEWS)
    assert found.keys() == set(VIEWS)
    for page, seen in found.items():
        narrow = page.endswith(" 375")
        stops = seen["stops"]
        assert stops["count"] > 6, page
        assert (stops["unseen"], stops["covered"], stops["round"]) == ([], [], True), page
        # the state before, while and after the menu is open, with the place of the focus
        opened = ["false", "true", "menu", "false", "button"]
        hidden = ["true", "false", "button", "true", "button"]
        assert seen["navigation"] == (opened if narrow else hidden), page
        assert seen["colors"] == opened, page
        assert (seen["sections"] is None) == (not narrow or not seen["has_sections"]), page
        assert seen["sections"] in (None, opened), page
        assert seen["search"][-1] == "button", page
        for before, during, after in seen["details"]:
            assert before == after != during, page
    assert found["posts/nova-mid-cycle-day-1.html 375"]["details"]  # "Cite this post"
    assert len(found["search.html?q=nova&tag=Events 1280"]["details"]) > 1  # the filters


@in_the_browser
@pytest.mark.parametrize("width", ["375", "1280"])
def test_the_text_begins_at_one_place_on_all_pages(book: BuiltBook, width: str) -> None:
    names = ["posts/nova-mid-cycle-day-1.html", "index.html", "tags/nova.html", "search.html"]
    found: Any = looked_at("columns.mjs", book.html, width, *names)
    assert len(found) == len(names)
    assert len(set(found.values())) == 1, found


@in_the_browser
def test_without_javascript_nothing_of_a_chapter_is_missing(book: BuiltBook) -> None:
    found = looked_at("no_script.mjs", book.html, *KINDS)
    assert isinstance(found, dict)
    assert found.keys() == set(KINDS)
    for page, seen in found.items():
        assert seen["hidden"] == [], page
        assert seen["formulas"] == seen["drawn"], page
        assert seen["navigation"] > 10, page
    assert found["guide/write-posts.html"]["formulas"] > 0


@in_the_browser
def test_the_page_for_missing_addresses_works_at_any_depth(hosted: HostedSite) -> None:
    root = urlsplit(hosted.address).path
    missing = "some/deep/missing/page"
    seen = looked_at("not_found.mjs", hosted.folder, root, missing, "poor dogfooding")
    assert isinstance(seen, dict)
    links, menu = seen.pop("links"), seen.pop("menu")
    assert links >= 20
    assert menu > 10
    assert seen == {
        "status": 404,
        "heading": "Page not found",
        "failed": [],
        "said": [],
        "dead": [],
        "arrived": f"{root}search.html",
        "found": "OpenStack Nova Mid-cycle Meetup, Day 1",
    }


def test_nothing_is_loaded_from_elsewhere(book: BuiltBook) -> None:
    for path in pages(book.html):
        tree = parsed(path)
        loaded = [
            *tree.xpath("//*[not(self::a)]/@src"),
            *tree.xpath("//link[not(@rel='canonical')]/@href"),
        ]
        assert [address for address in loaded if "//" in address] == [], path


@pytest.mark.parametrize(("name", "most", "weight"), [("day-2", 13, 81), ("day-1", 13, 84)])
def test_chapter_is_light(book: BuiltBook, name: str, most: int, weight: int) -> None:
    """Each chapter has a picture, and with it the style sheet of pictures."""
    chapter = book.html / "posts" / f"nova-mid-cycle-{name}.html"
    tree = parsed(chapter)
    loaded = [*tree.xpath("//script/@src"), *tree.xpath("//link[@rel='stylesheet']/@href")]
    loaded = [address for address in loaded if "no-script" not in address]
    files = [chapter, *((chapter.parent / address.partition("?")[0]) for address in loaded)]
    assert len(files) <= most  # and the favicon
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < weight * 1024


WEIGHED_PAGES = {
    "posts/nova-mid-cycle-day-2.html": 81,
    "posts/nova-mid-cycle-day-1.html": 84,  # the longest chapter, with a picture
    "tags/nova.html": 80,
    "404.html": 80,
    "search.html": 85,
    "index.html": 110,
}
"""The most that a page may weigh, in KiB compressed."""


@in_the_browser
def test_a_first_visit_to_any_kind_of_page_loads_little(book: BuiltBook) -> None:
    weighed: Any = looked_at("weight.mjs", book.html, *WEIGHED_PAGES)
    for page, loaded in weighed.items():
        assert any("favicon" in name for name, _size in loaded), page
        pictures = [name for name, _size in loaded if "_images/" in name or "pictures.css" in name]
        assert len(loaded) - len(pictures) <= 15, page
        assert len(pictures) <= 3, page
        assert sum(size for _name, size in loaded) < WEIGHED_PAGES[page] * 1024, page
    # the search is loaded for readers who search
    assert not any("_pagefind" in name for name, _size in weighed["search.html"])


@in_the_browser
@pytest.mark.skipif(
    not lighthouse(), reason="there is no lighthouse: npm install --no-save lighthouse"
)
def test_lighthouse_is_content(book: BuiltBook) -> None:
    names = ["index.html", "posts/nova-mid-cycle-day-1.html", "search.html"]
    rated: Any = looked_at("lighthouse.mjs", book.html, str(lighthouse()), *names)
    assert list(rated) == names
    for page, found in rated.items():
        assert len(found["scores"]) == 4, page
        assert min(found["scores"].values()) >= 98, (page, found)
        assert found["audits"] == [], page


def test_every_link_within_the_site_leads_somewhere(book: BuiltBook) -> None:
    ids = {path: set(parsed(path).xpath("//@id")) for path in pages(book.html)}
    broken = []
    for path in ids:
        for address in parsed(path).xpath("//a/@href"):
            file, _, fragment = address.partition("#")
            if "//" in address or address.startswith("mailto:"):
                continue
            folder = book.html if file.startswith("/") else path.parent  # the site's own root
            target = (folder / file.removeprefix("/")).resolve() if file else path
            wrong_place = fragment and target in ids and fragment not in ids[target]
            if wrong_place or not target.is_file():
                broken.append(f"{path.name}: {address}")
    assert broken == []


def test_ids_are_unique(book: BuiltBook) -> None:
    for path in pages(book.html):
        counts = Counter(parsed(path).xpath("//@id"))
        assert [name for name, count in counts.items() if count > 1] == [], path


def test_every_chapter_has_a_description(book: BuiltBook) -> None:
    for path in pages(book.html):
        if path.name not in {"genindex.html", "search.html"}:
            assert parsed(path).xpath("//meta[@name='description']/@content"), path


def test_sidebar_holds_the_whole_book_by_year(book: BuiltBook) -> None:
    nav = parsed(book.html / "matter" / "preface.html").xpath("//nav[contains(@class, 'bd-links')]")
    captions = [text.strip() for text in nav[0].xpath(".//p[contains(@class, 'caption')]//text()")]
    assert [text for text in captions if text] == [
        "2014",
        "2015",
        "Since then",
        "Back matter",
    ]
    assert len(nav[0].xpath(".//a[contains(@href, '/posts/')]")) == 5
    assert len(nav[0].xpath(".//a[contains(@href, '/after/')]")) == 13
    assert nav[0].xpath("string(.//a[@aria-current='page'])") == "Preface"


def test_the_guide_has_a_sidebar_of_its_own(book: BuiltBook) -> None:
    guide = parsed(book.html / "guide" / "write-posts.html")
    (nav,) = guide.xpath("//nav[contains(@class, 'bd-links')]")
    assert nav.xpath(".//a/@href")[:2] == ["index.html", "get-started.html"]
    assert not nav.xpath(".//a[contains(@href, '../')]")
    assert nav.xpath("string(.//a[@aria-current='page'])") == "Write a post"
    chapter = parsed(book.html / "posts" / "default-to-respect.html")
    assert chapter.xpath("//nav[@class='site-links']//a[@href='../guide/index.html']")
    last = parsed(book.html / "matter" / "colophon.html")
    assert last.xpath("//a[@rel='prev']")
    assert not last.xpath("//*[@rel='next']")


def test_the_home_page_is_that_of_a_book(book: BuiltBook) -> None:
    home = parsed(book.html / "index.html")
    (cover,) = home.find_class("book-cover")
    assert (book.html / cover.get("src")).is_file()
    assert cover.get("alt") == "Cover of Growing Up with OpenStack"
    assert (cover.get("width"), cover.get("height")) == ("220", "352")
    assert home.xpath("//*[@class='start-reading']/a/@href") == ["matter/preface.html"]
    (contents,) = home.find_class("contents")
    posts = contents.xpath(".//ul[contains(@class, 'post-list')]/li")
    assert len(posts) == 5
    for post in posts:
        assert post.find_class("date")
        assert post.find_class("post-excerpt")
    links = home.xpath("//div[contains(@class, 'bd-article')]//a[contains(@href, 'posts/')]")
    assert len(links) == 5  # each chapter once
    assert not home.xpath("//div[contains(@class, 'bd-article')]//a[contains(@href, 'guide/')]")


def test_icons_and_fonts_are_not_downloaded(book: BuiltBook) -> None:
    assert not list(book.html.rglob("fontawesome.js"))
    for path in pages(book.html):
        assert not parsed(path).xpath("//*[contains(concat(' ', @class, ' '), ' fa-solid ')]"), path


def test_every_page_has_a_title_of_its_own(book: BuiltBook) -> None:
    titles = [parsed(path).xpath("string(//title)") for path in pages(book.html)]
    assert len(titles) == len(set(titles))
    assert parsed(book.html / "index.html").xpath("string(//title)") == "Growing Up with OpenStack"
