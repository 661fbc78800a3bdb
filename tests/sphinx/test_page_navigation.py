"""Breadcrumbs, and links to the archive, the terms and the feeds, in themes without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.validators import nu_html_checker

from .conftest import CONF, INDEX

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

CONFIG = 'html_baseurl = "https://example.org/blog/"\n'
POST = "---\ndate: {}\ntags: [Nova]\nseries: Walks & talks\n---\n# Post \\<{}>\n\nText.\n"
THEMES = ["alabaster", "basic", "furo", "pydata_sphinx_theme"]
TRAILS = {
    "index": [],
    "posts/a": ["Notes", "Walks & talks"],
    "tags/nova": ["Notes", "Tags"],
    "tags/index": ["Notes"],
    "archive/2014": ["Notes", "Archive"],
    "more": ["Notes", "About"],
}
"""Pages with the names of the pages above them."""


@pytest.fixture
def blog(project: Project) -> Project:
    project.write(
        {
            "conf.py": CONF + CONFIG,
            "index.rst": f"{INDEX}\n.. toctree::\n\n   about\n",
            "about.md": "# About\n\n```{toctree}\nmore\n```\n",
            "more.md": "# More\n",
            "posts/a.md": POST.format(2014, "A"),
            "posts/b.md": POST.format(2015, "B"),
        }
    )
    return project


def links(page: HtmlElement, kind: str) -> dict[str, str]:
    found = page.xpath(f"//nav[@class='anthology-{kind}']//a")
    return {link.text_content(): link.get("href") for link in found}


def above(theme: str, page: HtmlElement) -> dict[str, str]:
    """Return the links to the pages above a page, wherever the theme shows them."""
    if theme == "basic":
        # the first bar of two: links to other pages, and the pages above
        places = page.xpath(
            "(//div[@class='related'])[1]//li[starts-with(@class, 'nav-item')]/a[@href!='']"
        )
    elif theme == "pydata_sphinx_theme":
        places = page.xpath("//nav[@aria-label='Breadcrumb']//a[@href]")
    else:
        places = page.xpath("//nav[@class='anthology-breadcrumbs']//a")
    return {(link.text_content().strip() or "Notes"): link.get("href") for link in places}


def there(build: Build, name: str, address: str) -> bool:
    return address == "#" or (build.outdir / name).parent.joinpath(address).is_file()


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_shows_the_way_up_once_and_the_way_on(blog: Project, theme: str) -> None:
    build = blog.build(confoverrides={"html_theme": theme})
    assert build.warnings == ""
    for name, trail in TRAILS.items():
        page = build.page(name)
        on = links(page, "links")
        assert list(on) == ["Archive", "Series", "Tags", "Atom feed", "JSON Feed"], name
        up = above(theme, page)
        names = [text for text in up if not text.startswith("Notes ")]
        if theme not in {"basic", "pydata_sphinx_theme"} or trail:
            assert [text for text in trail if text != "Notes"] == [n for n in names if n != "Notes"]
        assert all(there(build, name, address) for address in [*on.values(), *up.values()]), name
        trails = page.xpath("//nav[@class='anthology-breadcrumbs']")
        assert len(trails) == (theme in {"alabaster", "furo"} and name != "index"), name
        if trails:
            assert trails[0].xpath("string(.//li[last()]/span[@aria-current='page'])"), name
    assert build.page("tags/nova").xpath("//link[contains(@href, 'anthology-navigation.css')]")


def test_feeds_and_the_search_are_without_it(blog: Project) -> None:
    files = blog.build().files()
    assert b"Text." in files["atom.xml"]
    for name in ("atom.xml", "feed.json", "searchindex.js"):
        assert b"anthology-links" not in files[name]
        assert b"JSON Feed" not in files[name]


def test_it_can_be_turned_off(blog: Project) -> None:
    overrides = {"html_theme": "furo", "anthology_navigation": False}
    page = blog.build(confoverrides=overrides).page("posts/a")
    assert not page.xpath("//nav[starts-with(@class, 'anthology-')]")
    assert not page.xpath("//link[contains(@href, 'anthology-navigation.css')]")


def test_a_theme_with_a_footer_of_links_has_them_there_alone(blog: Project) -> None:
    blog.write(
        {
            "conf.py": (CONF + CONFIG).replace(
                '"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]'
            )
        }
    )
    page = blog.build(confoverrides={"html_theme": "sphinx_book_theme"}).page("posts/a")
    assert page.find_class("site-links")
    assert not page.xpath("//nav[starts-with(@class, 'anthology-')]")


def test_a_new_series_gets_a_link_on_all_pages(blog: Project) -> None:
    plain = POST.replace("series: Walks & talks\n", "")
    blog.write({"posts/a.md": plain.format(2014, "A"), "posts/b.md": plain.format(2015, "B")})
    assert "Series" not in links(blog.build().page("more"), "links")
    blog.write({"posts/b.md": POST.format(2015, "B")})
    again = blog.build()
    for name in ("more", "posts/a", "tags/index"):
        assert "Series" in links(again.page(name), "links"), name


@pytest.mark.validator
@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_the_nu_html_checker_finds_nothing_new(blog: Project, theme: str) -> None:
    found = []
    for navigation in (True, False):
        overrides = {"html_theme": theme, "anthology_navigation": navigation}
        build = blog.build(confoverrides=overrides, fresh=True)
        found.append(sorted({text.rpartition(": ")[2] for text in nu_html_checker(build.outdir)}))
    assert found[0] == found[1]
