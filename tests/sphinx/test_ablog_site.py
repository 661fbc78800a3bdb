"""A site that was written for ABlog, in all outputs, with one line of conf.py changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .conftest import Build, Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement
    from sphinx.testing.util import SphinxTestApp

SITE = Path(__file__).parents[1] / "roots" / "test-ablog"
OURS = '"sphinx_anthology.ablog", "sphinx_bindery"'
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = "2020-01-01"


class _Site:
    """The site, and one build of each output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.builds: dict[str, Build] = {}
        shutil.copytree(SITE, folder)
        conf = (folder / "conf.py").read_text(encoding="utf-8").replace('"ablog"]', f"{OURS}]")
        (folder / "conf.py").write_text(conf, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> _Site:
    return _Site(tmp_path_factory.mktemp("ablog") / "site")


@pytest.fixture
def build(folder: _Site, make_app: Callable[..., SphinxTestApp]) -> Callable[[str], Build]:
    def built(builder: str) -> Build:
        if builder not in folder.builds:
            project = Project(folder.folder, make_app)
            today = {"anthology_today": TODAY, "html_theme": "alabaster"}
            folder.builds[builder] = project.build(builder, confoverrides=today)
        return folder.builds[builder]

    return built


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(page: HtmlElement, name: str) -> list[str]:
    return [text(found) for found in page.find_class(name)]


def atom(build: Build, path: str) -> list[str]:
    feed = etree.parse(build.outdir / path).getroot()
    return [str(title.text) for title in feed.iter(f"{ATOM}title")]


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_the_site_builds_without_a_warning_but_that_of_old_sidebars(
    build: Callable[[str], Build], builder: str
) -> None:
    warnings = build(builder).warnings.strip().splitlines()
    assert len(warnings) == (2 if builder == "html" else 0)
    assert all("html_sidebars: " in line and "[anthology.ablog]" in line for line in warnings)


@pytest.mark.parametrize("builder", ["pdf", "epub"])
def test_books_have_all_posts_and_no_draft(build: Callable[[str], Build], builder: str) -> None:
    whole = b" ".join(content for _name, content in build(builder).texts()).decode(
        "utf-8", "replace"
    )
    for word in ("went out early", "report begins", "first swallow", "It snowed", "Het vriest"):
        assert word in whole
    for word in ("April 15, 2013", "September 4, 2015", "Oslo, Norway", "Updated on June 1, 2014"):
        assert word in whole
    for word in ("Nobody reads this", "Not written yet", "The whole story"):
        assert word not in whole


def test_every_post_has_its_byline(build: Callable[[str], Build]) -> None:
    site = build("html")
    (byline,) = texts(site.page("first-walk"), "byline")
    for part in ("May 9, 2014", "updated June 1, 2014", "Ada Nova", "Ben Vega", "Oslo, Norway"):
        assert part in byline
    assert "Filed under: Walks, Reports" in byline
    assert "Tags: birds, Open Data" in byline
    assert "Nederlands" in texts(site.page("notes/ice"), "byline")[0]
    assert "https://example.org/elsewhere" in texts(site.page("notes/elsewhere"), "byline")[0]


def test_sections_are_posts_with_links_to_them(build: Callable[[str], Build]) -> None:
    site = build("html")
    page = site.page("news")
    assert [line[:12] for line in texts(page, "byline")] == [
        "January 2, 2",
        "March 3, 201",
        "September 4,",
    ]
    listing = site.page("tags/news")
    links = [link.get("href") for title in listing.find_class("post-title") for link in title]
    assert sorted(links) == ["../news.html", "../news.html#autumn", "../news.html#spring"]
    excerpts = texts(listing, "post-excerpt")
    assert "The last swallow. It left on Monday." in excerpts
    assert "winter" not in page.xpath("//@id")


def test_lists_have_their_format_order_and_excerpts(build: Callable[[str], Build]) -> None:
    newest, birds = build("html").page("index").find_class("postlist")
    assert texts(newest, "ablog-post-title") == [
        "2016/03/07: Elsewhere by Ben Vega in",
        "2016/02/06: Ice by Ada Nova, Ben Vega in Oslo, Norway",
        "2016/01/05: Snow by Ben Vega in Oslo, Norway",
    ]
    assert newest.xpath(".//@href")[0] == "https://example.org/elsewhere"
    assert texts(newest, "ablog-post-excerpt")[1] == "Het vriest. En hoe."
    assert texts(newest, "ablog-post-expand") == ["Read on ..."] * 3
    assert "postlist-style-circle" in newest.get("class")
    assert texts(birds, "ablog-post-title") == [
        "Report in short (birds; Reports; en)",
        "First walk (birds, Open Data; Walks, Reports; en)",
        "Spring (news, birds; Walks; en)",
        "Snow (snow, birds; Walks; en)",
    ]


def test_excerpts_titles_and_images_are_those_of_the_options(
    build: Callable[[str], Build],
) -> None:
    site = build("html")
    listing = site.page("categories/reports")
    assert "Report in short" in texts(listing, "post-title")
    assert "The whole story in one line." in texts(listing, "post-excerpt")
    (body,) = site.page("excerpts").xpath("//div[@role='main']")
    assert "whole story" not in text(body)
    assert text(site.page("excerpts").xpath("//h1")[0]).startswith("A long report")
    image = site.page("first-walk").xpath("//meta[@property='og:image']/@content")
    assert image == ["https://blog.example.org/_images/dot.png"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("old/first-walk.html", "../first-walk.html"),
        ("2014/first/index.html", "../../first-walk.html"),
        ("spring.html", "news.html#spring"),
        ("blog/2015.html", "../archive/2015.html"),
        ("blog/tag/open-data.html", "../../tags/open-data.html"),
        ("blog/category/walks.html", "../../categories/walks.html"),
        ("blog/author/ada-nova.html", "../../authors/ada-nova.html"),
    ],
)
def test_old_addresses_redirect(build: Callable[[str], Build], path: str, target: str) -> None:
    page = build("html").page(path.removesuffix(".html"))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("blog", 8),
        ("blog/archive", 8),
        ("blog/tag", 12),
        ("blog/author", 10),
        ("blog/category", 6),
        ("blog/location", 3),
        ("blog/location/oslo-norway", 3),
        ("blog/language/nederlands", 1),
        ("blog/drafts", 0),
    ],
)
def test_other_old_addresses_list_posts(
    build: Callable[[str], Build], name: str, count: int
) -> None:
    page = build("html").page(name)
    assert len(page.xpath("//h1")) >= 1
    assert len(page.find_class("post-title")) == count


def test_feeds_stay_at_their_addresses(build: Callable[[str], Build]) -> None:
    site = build("html")
    title, *entries = atom(site, "blog/atom.xml")
    assert (title, len(entries)) == ("Notes from the field", 8)
    assert atom(site, "blog/tag/snow/atom.xml")[1:] == ["Elsewhere", "Ice", "Snow"]
    feed = etree.parse(site.outdir / "blog/atom.xml").getroot()
    assert feed.findtext(f"{ATOM}subtitle") == "What we saw"
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert "https://blog.example.org/news.html#spring" in links


def test_labels_of_posts_and_listing_pages(build: Callable[[str], Build]) -> None:
    site = build("html")
    links = {text(link): link.get("href") for link in site.page("index").xpath("//p/a")}
    assert links["posts"] == "blog.html"
    assert links["tag"] == "blog/tag.html"
    assert links["category"] == "blog/category.html"
    assert links["Author: Ada Nova"] == "authors/ada-nova.html"
    assert links["Tag: birds"] == "tags/birds.html"
    assert links["feed"] == "https://blog.example.org/blog/atom.xml"
    links = {text(link): link.get("href") for link in site.page("about").xpath("//p/a")}
    assert links["First walk"] == "first-walk.html"
    assert links["archives"] == "blog/archive.html"
    assert links["Oslo, Norway"] == "blog/location/oslo-norway.html"


def test_sidebars_show_the_post_and_the_terms(build: Callable[[str], Build]) -> None:
    page = build("html").page("2016/snow")
    found = {box.get("class").split("__")[-1]: box for box in page.find_class("ablog-sidebar-item")}
    assert set(found) == {
        "postcard",
        "recentposts",
        "tagcloud",
        "categories",
        "archives",
        "authors",
        "languages",
        "locations",
    }
    assert text(found["postcard"].xpath("h3")[0]) == "January 5, 2016"
    titles = [text(item).partition(" - ")[2] for item in found["recentposts"].xpath(".//li")]
    assert titles == ["Elsewhere", "Ice", "Autumn", "Spring", "News"]
    assert "../news.html#autumn" in found["recentposts"].xpath(".//@href")
    years = [text(item) for item in found["archives"].xpath(".//li")]
    assert years == ["2016 (3)", "2015 (3)", "2014 (1)", "2013 (1)"]
    assert found["locations"].xpath(".//@href") == ["../blog/location/oslo-norway.html"]


def test_a_second_build_writes_the_sidebars_of_all_pages_again(
    folder: _Site, build: Callable[[str], Build], make_app: Callable[..., SphinxTestApp]
) -> None:
    build("html")
    path = folder.folder / "2016" / "snow.rst"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("Snow\n====", "Hail\n===="), encoding="utf-8")
    try:
        overrides = {"anthology_today": TODAY, "html_theme": "alabaster"}
        after = Project(folder.folder, make_app).build("html", confoverrides=overrides)
    finally:
        path.write_text(source, encoding="utf-8")
    del folder.builds["html"]
    for name in ("about", "news", "blog/tag"):
        assert "Hail" in text(after.page(name))
