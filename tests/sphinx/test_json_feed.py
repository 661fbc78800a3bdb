"""The JSON Feed of the site: the posts of the Atom feed, told the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from lxml import html

from tests.validators import json_feed_schema, sitemap_schema

from .conftest import CONF, DOT
from .test_feeds import BASE, CONFIG, HOSTILE, post
from .test_incremental import edit
from .test_listing_pages import THEMES

if TYPE_CHECKING:
    from .conftest import Build, Project


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"conf.py": CONF + CONFIG})
    project.write({f"posts/p{n}.md": post(n) for n in range(3)})
    text = "See {post}`p0`, [x](https://x.org/).\n\n![d](dot.png)\n"
    full = post(
        7,
        text=text,
        title="'" + HOSTILE.replace("'", "''") + "'",
        date="2017-11",
        updated="2018-02-03",
        authors="ed",
        lang="he",
        image="dot.png",
        original_url="https://old.org/7",
        description="In a word.",
        tags="['Nova', 'A & <b>']",
    )
    project.write({"posts/p7.md": full})
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
    return project


def told(build: Build) -> dict[str, Any]:
    return dict(json.loads((build.outdir / "feed.json").read_text("utf-8")))


def alternates(page: html.HtmlElement) -> list[tuple[str, str]]:
    found = page.xpath("/html/head/link[@rel='alternate'][@type='application/feed+json']")
    return [(link.get("title"), link.get("href")) for link in found]


def test_what_goes_in_comes_out(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    feed = told(build)
    items = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notes",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "language": "en",
        "authors": [{"name": "N. N."}],
    }
    assert [item["id"] for item in items] == [f"{BASE}posts/p{n}.html" for n in (7, 2, 1, 0)]
    content = items[0].pop("content_html")
    assert items[0] == {
        "id": f"{BASE}posts/p7.html",
        "url": f"{BASE}posts/p7.html",
        "title": HOSTILE,
        "date_published": "2017-11-01T00:00:00+00:00",
        "date_modified": "2018-02-03T00:00:00+00:00",
        "summary": "In a word.",
        "image": f"{BASE}_images/dot.png",
        "external_url": "https://old.org/7",
        "authors": [{"name": "Ed", "url": "https://ed.org/"}],
        "tags": ["Nova", "A & <b>"],
        "language": "he",
    }
    assert (build.outdir / "_images" / "dot.png").read_bytes() == DOT
    links = [link for *_, link, _ in html.fragment_fromstring(content, "div").iterlinks()]
    assert links == [f"{BASE}posts/p0.html", "https://x.org/", f"{BASE}_images/dot.png"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("content", ["full", "summary"])
def test_it_tells_what_the_atom_feed_tells(posts: Project, builder: str, content: str) -> None:
    build = posts.build(builder, confoverrides={"anthology_feed_content": content})
    data = (build.outdir / "atom.xml").read_bytes()
    atom = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    feed = told(build)
    assert (feed["title"], feed["home_page_url"]) == (atom.feed.title, atom.feed.link)
    assert len(feed["items"]) == len(atom.entries) == 4
    for item, entry in zip(feed["items"], atom.entries, strict=True):
        assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
        assert item["date_published"] == entry.published
        assert item.get("date_modified", entry.updated) == entry.updated
        assert item["summary"] == entry.summary
        assert item["tags"] == [tag.term for tag in entry.tags]
        if content == "full":
            assert item["content_html"] == entry.content[0].value
        else:
            assert item["content_text"] == entry.summary
            assert "content_html" not in item


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_leads_to_it(posts: Project, theme: str) -> None:
    build = posts.build(confoverrides={"html_theme": theme, "templates_path": []})
    for name, href in (
        *(("index", "feed.json"), ("posts/p1", "../feed.json")),
        *(("search", "feed.json"), ("tags/nova", "../feed.json")),
    ):
        assert alternates(build.page(name)) == [("Notes", href)]


def test_a_site_without_an_address_has_none(posts: Project) -> None:
    posts.build()
    build = posts.build(confoverrides={"html_baseurl": ""})
    assert "feed.json" not in build.files()
    assert alternates(build.page("posts/p1")) == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_other_outputs_have_none(posts: Project, builder: str) -> None:
    build = posts.build(builder, confoverrides={"epub_copyright": "N. N.", "version": "1"})
    assert build.files().keys().isdisjoint({"feed.json", "robots.txt", "llms.txt"})
    assert not any(b"feed+json" in data for data in build.files().values())


def test_files_of_ones_own_come_first(posts: Project) -> None:
    names = ("feed.json", "robots.txt", "llms.txt")
    posts.write({f"extra/{name}": "mine" for name in names})
    build = posts.build(confoverrides={"html_extra_path": ["extra"]})
    assert [build.files()[name] for name in names] == [b"mine"] * 3


def test_drafts_are_in_none_of_the_files_though_they_are_built(posts: Project) -> None:
    held = {"p1": post(1, draft="true"), "p2": post(2, date="2090")}
    posts.write({f"posts/{name}.md": text for name, text in held.items()})
    build = posts.build(confoverrides={"anthology_drafts": True})
    assert build.page("posts/p1") is not None
    for name in ("feed.json", "atom.xml", "llms.txt", "sitemap.xml"):
        data = build.files()[name]
        assert b"p0.html" in data
        assert b"p1.html" not in data
        assert b"p2.html" not in data


def test_a_build_without_a_change_writes_none_of_the_files(posts: Project) -> None:
    build = posts.build()
    files = [build.outdir / name for name in ("feed.json", "robots.txt", "llms.txt")]
    before = [path.stat().st_mtime_ns for path in files]
    posts.build()
    assert [path.stat().st_mtime_ns for path in files] == before


def test_what_changes_is_there_after_the_next_build(posts: Project) -> None:
    posts.build()
    edit(posts.folder, {"posts/p1.md": post(1, title="New"), "posts/p2.md": None})
    build = posts.build()
    assert [item["title"] for item in told(build)["items"]] == [HOSTILE, "New", "Post 0"]
    assert build.files()["llms.txt"].count(b"/posts/") == 3


@pytest.mark.validator
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("content", ["full", "summary"])
def test_the_schemas_find_nothing(posts: Project, builder: str, content: str) -> None:
    build = posts.build(builder, confoverrides={"anthology_feed_content": content})
    assert json_feed_schema(told(build)) == []
    assert sitemap_schema((build.outdir / "sitemap.xml").read_bytes()) == []
