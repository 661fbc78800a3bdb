"""Ways through the site: overviews of terms, breadcrumbs, and the links of the footer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF, INDEX

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Project

BASE = "https://example.org/blog/"
POST = "---\ndate: {}\ntags: [Nova, C++]\nauthors: [Ann]\n---\n# Post {}\n"
CONFIG = f"""
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_theme = "sphinx_book_theme"
html_baseurl = {BASE!r}
html_theme_options = {{
    "footer_links": [
        {{"name": "About & more", "url": "about"}},
        {{"name": "Elsewhere", "url": "https://example.org/"}},
    ]
}}
"""


@pytest.fixture
def blog(project: Project) -> Project:
    project.write(
        {
            "conf.py": CONF + CONFIG,
            "index.rst": f"{INDEX}\n.. toctree::\n\n   about\n",
            "about.md": "# About & us\n\n```{toctree}\nmore\n```\n",
            "more.md": "# More\n",
            "posts/a.md": POST.format(2014, "A"),
            "posts/b.md": POST.format(2015, "B"),
        }
    )
    return project


def links(page: HtmlElement, inside: str) -> list[tuple[str, str]]:
    found = page.xpath(f"//nav[contains(@class, '{inside}')]//a")
    return [(link.text_content(), link.get("href")) for link in found]


def shown_trail(page: HtmlElement) -> list[str]:
    items = page.xpath("//nav[contains(@class, 'breadcrumb-nav')]//li")
    assert [item.get("aria-current") for item in items][-1:] in ([], ["page"])
    return [item.text_content().strip() for item in items]


def stated_trail(page: HtmlElement) -> list[str]:
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    for node in json.loads(script)["@graph"]:
        if node["@type"] == "BreadcrumbList":
            return [item["name"] for item in node["itemListElement"]]
    return []


TRAILS = {
    "index": [],
    "posts/a": ["Notes", "2014", "Post A"],
    "tags/nova": ["Notes", "Tags", "Nova"],
    "tags/index": ["Notes", "Tags"],
    "archive/2014": ["Notes", "Archive", "2014"],
    "authors/ann": ["Notes", "Authors", "Ann"],
    "more": ["Notes", "About & us", "More"],
}


def test_breadcrumbs_are_shown_as_they_are_stated(blog: Project) -> None:
    build = blog.build()
    assert build.warnings == ""
    for name, trail in TRAILS.items():
        page = build.page(name)
        assert shown_trail(page) == stated_trail(page) == trail, name
        for _text, address in links(page, "breadcrumb-nav"):
            assert (build.outdir / name).parent.joinpath(address).is_file(), (name, address)
    # not in the search index of programs, but with a way up
    assert shown_trail(build.page("genindex")) == ["Notes", "Index"]


def test_the_footer_links_to_what_no_toctree_names(blog: Project) -> None:
    build = blog.build()
    assert links(build.page("posts/a"), "site-links") == [
        ("Archive", "../archive/index.html"),
        ("Tags", "../tags/index.html"),
        ("Atom feed", "../atom.xml"),
        ("JSON Feed", "../feed.json"),
        ("Index", "../genindex.html"),
        ("About & more", "../about.html"),
        ("Elsewhere", "https://example.org/"),
    ]
    for name in ("index", "posts/a", "tags/nova", "archive/index", "search"):
        for _text, address in links(build.page(name), "site-links"):
            if address != "#" and "//" not in address:
                assert (build.outdir / name).parent.joinpath(address).is_file(), (name, address)


def test_a_new_series_and_the_first_index_entry_get_a_link_on_all_pages(blog: Project) -> None:
    for name in ("posts/a.md", "posts/b.md"):  # without tags, which are in the index
        untagged = POST.format(2014, "A").replace("tags:", "x-tags:")
        blog.write({name: untagged})
    assert "Index" not in dict(links(blog.build().page("posts/a"), "site-links"))
    blog.write({"posts/a.md": POST.format(2014, "A")})
    text = POST.format(2015, "B").replace("tags:", "series: Walks\ntags:")
    blog.write({"posts/b.md": f"{text}\n```{{index}} walking\n```\n"})
    again, fresh = blog.build(), blog.build(fresh=True)
    for name in ("posts/a", "tags/nova", "archive/index", "more"):
        assert links(again.page(name), "site-links") == links(fresh.page(name), "site-links")
        names = [text for text, _address in links(again.page(name), "site-links")]
        assert names[:4] == ["Archive", "Series", "Tags", "Atom feed"]
        assert "Index" in names


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_book_theme"])
def test_overviews_list_the_terms_and_are_above_them(
    blog: Project, theme: str, builder: str
) -> None:
    overrides = {"html_theme": theme, "html_theme_options": {}, "templates_path": []}
    build = blog.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    page = build.page("tags/index")
    terms = page.xpath("//ul[contains(@class, 'post-index')]/li")
    assert [term.text_content().strip() for term in terms] == ["C++ (2)", "Nova (2)"]
    page = build.page("tags/nova" if builder == "html" else "tags/nova/index")
    (up,) = page.xpath("//p[contains(@class, 'listing-facts')]/a[text()='All tags']/@href")
    assert up == ("index.html" if builder == "html" else "../")


DESCRIPTIONS = {
    "tags/nova": "2 posts tagged Nova, 2014 to 2015",
    "archive/2014": "1 post from 2014",
    "authors/ann": "2 posts by Ann, 2014 to 2015",
    "tags/index": "Tags of Notes, with the number of posts",
}


def test_descriptions_of_generated_pages_say_what_is_there(blog: Project) -> None:
    build = blog.build()
    for name, description in DESCRIPTIONS.items():
        assert build.page(name).xpath("//meta[@name='description']/@content") == [description]


def test_a_document_takes_the_place_of_an_overview_and_a_term_does_not(blog: Project) -> None:
    blog.write(
        {
            "tags/index.md": "---\norphan: true\n---\n# My tags\n",
            "posts/c.md": "---\ndate: 2015\ncategories: [Index]\n---\n# C\n",
        }
    )
    build = blog.build()
    assert build.warnings == ""
    assert build.page("tags/index").xpath("string(//h1)").startswith("My tags")
    assert shown_trail(build.page("categories/index")) == ["Notes", "Categories"]
    (term,) = build.page("categories/index").xpath("//ul[contains(@class, 'post-index')]//a/@href")
    assert shown_trail(build.page(f"categories/{term.removesuffix('.html')}"))[2:] == ["Index"]
