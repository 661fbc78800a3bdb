"""The sitemap: every document and every page of a name, and when posts changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .conftest import CONF
from .test_incremental import edit
from .test_listing_pages import THEMES

if TYPE_CHECKING:
    from .conftest import Build, Project

BASE = "https://example.org/blog/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": f'{CONF}\nhtml_baseurl = "{BASE}"\nanthology_page_size = 1\n',
            "about.md": "---\norphan: true\n---\n# About\n",
            "posts/a.md": "---\ndate: 2014\ntags: T\n---\n# A\n",
            "posts/b.md": "---\ndate: 2014-11\nupdated: 2015-03-04\ntags: T\n---\n# B\n",
            "posts/ü.md": "---\ndate: 2014-11-10T09:30:00+01:00\n---\n# C\n",
            "posts/undated.md": "# D\n",
        }
    )
    return project


def robots(build: Build) -> list[str]:
    return [line for line in build.files()["robots.txt"].decode().splitlines() if line]


def told(build: Build) -> list[tuple[str, str | None]]:
    root = etree.fromstring(build.files()["sitemap.xml"])
    assert root.tag == f"{NAMESPACE}urlset"
    return [
        (str(url.findtext(f"{NAMESPACE}loc")), url.findtext(f"{NAMESPACE}lastmod")) for url in root
    ]


def test_it_names_all_pages_and_when_posts_changed(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert told(build) == [
        (BASE, None),
        (f"{BASE}about.html", None),
        (f"{BASE}archive/2014.html", None),
        (f"{BASE}archive/2014/2.html", None),
        (f"{BASE}archive/2014/3.html", None),
        (f"{BASE}archive/index.html", None),
        (f"{BASE}archive/undated.html", None),
        (f"{BASE}posts/%C3%BC.html", "2014-11-10T09:30:00+01:00"),
        (f"{BASE}posts/a.html", "2014-01-01"),
        (f"{BASE}posts/b.html", "2015-03-04"),
        (f"{BASE}posts/undated.html", None),
        (f"{BASE}tags/index.html", None),
        (f"{BASE}tags/t.html", None),
        (f"{BASE}tags/t/2.html", None),
    ]


def test_its_addresses_are_those_of_the_builder(posts: Project) -> None:
    addresses = [address for address, _ in told(posts.build("dirhtml"))]
    assert BASE in addresses
    assert f"{BASE}posts/a/" in addresses
    assert f"{BASE}posts/%C3%BC/" in addresses
    assert f"{BASE}tags/t/2/" in addresses
    overrides = {"html_file_suffix": ".htm"}
    assert f"{BASE}posts/a.htm" in dict(told(posts.build(confoverrides=overrides)))


@pytest.mark.parametrize("theme", THEMES)
def test_each_address_is_the_one_that_its_page_says_it_has(posts: Project, theme: str) -> None:
    build = posts.build(confoverrides={"html_theme": theme, "templates_path": []})
    for address in (BASE, f"{BASE}posts/a.html", f"{BASE}tags/t.html"):
        assert address in dict(told(build))
        path = address.removeprefix(BASE) or "index.html"
        page = build.page(path.removesuffix(".html"))
        assert page.xpath("/html/head/link[@rel='canonical']/@href") == [address]


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "added": {"new.md": "---\norphan: true\n---\n# New\n"},
    "deleted": {"posts/a.md": None},
    "draft": {"posts/a.md": "---\ndate: 2014\ndraft: true\n---\n# A\n"},
    "updated": {"posts/a.md": "---\ndate: 2014\nupdated: 2016\ntags: T\n---\n# A\n"},
    "tag": {"posts/a.md": "---\ndate: 2014\ntags: U\n---\n# A\n"},
}


@pytest.mark.parametrize("change", EDITS)
def test_an_incremental_build_names_all_pages_too(posts: Project, change: str) -> None:
    before = told(posts.build())
    edit(posts.folder, EDITS[change])
    after = told(posts.build())
    assert after == told(posts.build(fresh=True))
    assert after != before


def test_drafts_that_are_built_are_not_for_search_engines(posts: Project) -> None:
    posts.write({"posts/a.md": "---\ndate: 2014\ndraft: true\n---\n# A\n"})
    build = posts.build(confoverrides={"anthology_drafts": True})
    assert (build.outdir / "posts" / "a.html").is_file()
    assert f"{BASE}posts/a.html" not in dict(told(build))


def test_a_site_without_an_address_has_none(posts: Project) -> None:
    build = posts.build(confoverrides={"html_baseurl": ""})
    assert build.warnings == ""
    assert "sitemap.xml" not in build.files()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_robots_find_it(posts: Project, builder: str) -> None:
    assert robots(posts.build(builder)) == [
        "User-agent: *",
        "Allow: /",
        f"Sitemap: {BASE}sitemap.xml",
    ]
    without = posts.build(builder, confoverrides={"html_baseurl": ""})
    assert robots(without) == ["User-agent: *", "Allow: /"]


def test_fewer_files_than_before_leave_none_behind(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = posts.build().files()
    post = posts.folder / "posts" / "a.md"
    before = post.read_text(encoding="utf-8")
    # a new title, as an edit of a text alone leaves the sitemap as it is
    posts.write({"posts/a.md": before.replace("# A", "# Another")})
    posts.touch()
    with monkeypatch.context() as patch:
        patch.setattr("sphinx_anthology.core.formats.sitemap.sitemap.__defaults__", (5,))
        split = posts.build().files()
    assert {name for name in split if name.startswith("sitemap")} == {
        *("sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml")
    }
    assert split["sitemap.xml"] != whole["sitemap.xml"]
    assert split["robots.txt"] == whole["robots.txt"]
    posts.write({"posts/a.md": before})
    posts.touch()
    assert posts.build().files() == whole
