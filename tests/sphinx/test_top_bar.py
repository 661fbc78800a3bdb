"""The top bar of pydata_sphinx_theme: groups of posts, however many posts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

pytest.importorskip("pydata_sphinx_theme")

OPTIONS = {
    "html_theme": "pydata_sphinx_theme",
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "html_theme_options": {
        "external_links": [{"name": "Other", "url": "https://other.example/?a=1&b=2"}]
    },
}
INDEX = """\
Notes
=====

.. toctree::

   about
   Site & more <https://site.example/>
   self

.. anthology::
   :by: {by}
"""


@pytest.fixture
def posts(project: Project) -> Project:
    """Return a project of posts of five years, and one without a date."""
    series = '---\ndate: 2014\nseries: "A < B"\n---\n# In a series\n'
    extra = {"posts/undated.md": "# Without a date\n", "posts/series.md": series}
    project.write({**dated(10), **extra, "about.md": "# About *us*\n"})
    return project


def dated(count: int) -> dict[str, str]:
    """Return the sources of posts with dates."""
    return {
        f"posts/p{number}.md": f"---\ndate: {2010 + number % 5}\n---\n# Post {number}\n"
        for number in range(count)
    }


def bars(page: HtmlElement) -> list[HtmlElement]:
    """Return the bars of a page: on wide screens, and in the menu of narrow ones."""
    return list(page.find_class("bd-navbar-elements"))


def links(bar: HtmlElement) -> list[tuple[str, str]]:
    return [(" ".join(a.text_content().split()), a.get("href")) for a in bar.iter("a")]


def current(bar: HtmlElement) -> list[str]:
    return [" ".join(li.text_content().split()) for li in bar.find_class("current")]


def build_by(project: Project, by: str, builder: str = "html", **more: object) -> Build:
    project.write({"index.rst": INDEX.format(by=by)})
    return project.build(builder, confoverrides={**OPTIONS, **more})


EXPECTED = [
    ("About us", "../about.html"),
    ("Site & more", "https://site.example/"),
    ("Notes", "../index.html"),
    *((str(year), f"../archive/{year}.html") for year in range(2010, 2015)),
    ("Undated", "../archive/undated.html"),
    ("Other", "https://other.example/?a=1&b=2"),
]


def test_years_of_200_posts(posts: Project) -> None:
    posts.write(dated(200))
    build = build_by(posts, "year")
    assert build.warnings == ""
    wide, narrow = bars(build.page("posts/p7"))
    assert links(wide) == EXPECTED
    assert links(narrow) == EXPECTED
    assert current(wide) == current(narrow) == ["2012"]
    (menu,) = wide.find_class("dropdown-menu")
    assert len(links(menu)) == len(EXPECTED) - 5
    (button,) = wide.iter("button")
    assert button.get("aria-controls") == menu.get("id")
    assert not list(narrow.iter("button"))
    assert all((build.outdir / "posts" / href).is_file() for _, href in EXPECTED if ":" not in href)
    (bar, _narrow) = bars(build.page("archive/2013"))
    assert current(bar) == ["2013"]
    (bar, _narrow) = bars(build.page("about"))
    assert current(bar) == ["About us"]
    assert ("About us", "#") in links(bar)
    (bar, _narrow) = bars(build.page("genindex"))
    assert current(bar) == []


def test_series_and_no_groups(posts: Project) -> None:
    build = build_by(posts, "series")
    bar = bars(build.page("posts/series"))[0]
    assert links(bar)[3:5] == [("A < B", "../series/a-b.html"), ("Other posts", "../index.html")]
    assert current(bar) == ["A < B"]
    assert current(bars(build.page("posts/p7"))[0]) == ["Other posts"]
    build = build_by(posts, "none")
    assert links(bars(build.page("posts/p7"))[0]) == EXPECTED


def test_book_theme(posts: Project) -> None:
    pytest.importorskip("sphinx_book_theme")
    options = {"navbar_center": ["navbar-nav"], "article_header_start": ["navbar-nav.html"]}
    build = build_by(posts, "year", html_theme="sphinx_book_theme", html_theme_options=options)
    found = [links(bar) for bar in bars(build.page("posts/p7"))]
    assert found
    assert found == [EXPECTED[:-1]] * len(found)


def test_addresses_of_dirhtml(posts: Project) -> None:
    build = build_by(posts, "year", "dirhtml")
    bar = bars(build.page("posts/p7/index"))[0]
    assert links(bar)[3] == ("2010", "../../archive/2010/")
