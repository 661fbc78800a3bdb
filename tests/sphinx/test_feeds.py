"""The feeds of the site: what is in them, what leads to them, and that they are up to date."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import html

from sphinx_anthology.core.formats.feed_cache import CachedContent, FeedCache
from tests.atom_rules import ATOM, checked

from .conftest import CONF
from .test_incremental import DOT, contents, edit
from .test_listing_pages import THEMES

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
CONFIG = f"""
html_baseurl = "{BASE}"
smartquotes = False
anthology_tags = {{"Nova": {{"description": "Compute & more."}}}}
anthology_authors = {{"ed": {{"name": "Ed", "url": "https://ed.org/", "email": "ed@ed.org"}}}}
"""
HOSTILE = "<b>1</b> & \"2\" '3' ]]> &amp;"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GUIDE = Path(__file__).parents[2] / "guide" / "feeds.md"


def post(n: int, *, text: str = "", **keys: str) -> str:
    told = {"date": f"201{n}", "tags": "Nova", "title": f"'Post {n}'"} | keys
    matter = "".join(f"{key}: {value}\n" for key, value in told.items() if value)
    return f"---\n{matter}---\n\nText {n} of the post. {text}\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"conf.py": CONF + CONFIG})
    project.write({f"posts/p{n}.md": post(n) for n in range(3)})
    return project


def feed(build: Build, name: str = "atom.xml") -> _Element:
    return checked((build.outdir / name).read_bytes())


def entries(build: Build, name: str = "atom.xml") -> list[_Element]:
    return feed(build, name).findall(f"{ATOM}entry")


def titles(build: Build, name: str = "atom.xml") -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in entries(build, name)]


def feeds(build: Build) -> set[str]:
    return {name for name in build.files() if name.endswith("atom.xml")}


def content(entry: _Element) -> html.HtmlElement:
    return html.fragment_fromstring(str(entry.findtext(f"{ATOM}content")), create_parent="div")


def cached(build: Build) -> dict[str, CachedContent]:
    """Return what the cache of the site has, by docname."""
    return cache(build).merge({f"posts/p{n}" for n in range(9)})


def cache(build: Build) -> FeedCache:
    return FeedCache(Path(build.app.doctreedir) / "anthology" / build.app.builder.name / "feeds")


def alternates(page: html.HtmlElement) -> list[tuple[str, str]]:
    found = page.xpath("/html/head/link[@rel='alternate'][@type='application/atom+xml']")
    return [(link.get("title"), link.get("href")) for link in found]


# -- what there is -------------------------------------------------------------------------------


def test_there_is_one_of_all_posts_and_of_each_tag_series_and_author(posts: Project) -> None:
    posts.write({"posts/p1.md": post(1, series="A walk", authors="ed", categories="c", tags="C++")})
    build = posts.build()
    assert build.warnings == ""
    assert feeds(build) == {
        "atom.xml",
        "tags/nova.atom.xml",
        "tags/c-plus-plus.atom.xml",
        "series/a-walk.atom.xml",
        "authors/ed.atom.xml",
    }
    assert titles(build) == ["Post 2", "Post 1", "Post 0"]
    assert titles(build, "tags/nova.atom.xml") == ["Post 2", "Post 0"]
    assert titles(build, "series/a-walk.atom.xml") == ["Post 1"]


def test_a_feed_tells_its_title_its_addresses_and_who_made_it(posts: Project) -> None:
    nova = feed(posts.build(), "tags/nova.atom.xml")
    assert nova.findtext(f"{ATOM}title") == "Tag: Nova – Notes"
    assert nova.findtext(f"{ATOM}subtitle") == "Compute & more."
    assert nova.findtext(f"{ATOM}author/{ATOM}name") == "N. N."
    assert nova.findtext(f"{ATOM}updated") == "2012-01-01T00:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in nova.findall(f"{ATOM}link")}
    assert links == {
        "self": f"{BASE}tags/nova.atom.xml",
        "alternate": f"{BASE}tags/nova.html",
    }


def test_a_site_that_names_no_author_is_its_projects(posts: Project) -> None:
    conf = CONF.replace('author = "N. N."\n', "")
    posts.write({"conf.py": conf + CONFIG})
    assert feed(posts.build()).findtext(f"{ATOM}author/{ATOM}name") == "Notes"


@pytest.mark.parametrize(
    ("language", "tag"), [("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("zh_TW", "zh-TW")]
)
def test_a_feeds_language_is_that_of_the_book(posts: Project, language: str, tag: str) -> None:
    build = posts.build(confoverrides={"language": language})
    assert feed(build).get(XML_LANG) == tag
    assert json.loads(build.files()["feed.json"])["language"] == tag


def test_an_entry_tells_what_is_known_of_its_post(posts: Project) -> None:
    text = post(
        7,
        date="2014-11",
        updated="2015-02-03",
        authors="ed",
        lang="he",
        license="CC-BY-4.0",
        original_url="https://old.org/7",
        description="In a word.",
    )
    posts.write({"posts/p7.md": text})
    entry = entries(posts.build())[0]
    told = {
        name: entry.findtext(f"{ATOM}{name}")
        for name in ("id", "title", "published", "updated", "summary", "rights")
    }
    assert told == {
        "id": f"{BASE}posts/p7.html",
        "title": "Post 7",
        "published": "2014-11-01T00:00:00+00:00",
        "updated": "2015-02-03T00:00:00+00:00",
        "summary": "In a word.",
        "rights": "CC BY 4.0",
    }
    assert [child.text for child in entry.find(f"{ATOM}author")] == [  # type: ignore[union-attr]
        *("Ed", "https://ed.org/", "ed@ed.org")
    ]
    assert entry.get(XML_LANG) == "he"
    via = entry.xpath("*[local-name()='link'][@rel='via']/@href")
    assert via == ["https://old.org/7"]


def test_a_post_without_a_date_is_in_no_feed(posts: Project) -> None:
    posts.write({"posts/p1.md": post(1, date="", tags="Nova, Alone")})
    build = posts.build()
    assert titles(build) == ["Post 2", "Post 0"]
    assert titles(build, "tags/nova.atom.xml") == ["Post 2", "Post 0"]
    assert "tags/alone.atom.xml" not in feeds(build)
    assert alternates(build.page("tags/alone")) == [("Notes", "../atom.xml")]


@pytest.mark.parametrize("title", [HOSTILE, "שלום \u200f(עולם) ABC"])
def test_titles_are_text_whatever_stands_in_them(posts: Project, title: str) -> None:
    quoted = title.replace("'", "''")
    posts.write({"posts/p7.md": post(7, title=f"'{quoted}'", tags=f"['{quoted}']")})
    build = posts.build()
    entry = entries(build)[0]
    assert entry.findtext(f"{ATOM}title") == title
    assert [category.get("term") for category in entry.iter(f"{ATOM}category")] == [title]
    (named,) = feeds(build) - {"atom.xml", "tags/nova.atom.xml"}
    assert feed(build, named).findtext(f"{ATOM}title") == f"Tag: {title} – Notes"
    page = build.page(named.removesuffix(".atom.xml"))
    (own, _all) = alternates(page)
    assert own[0] == f"Tag: {title} – Notes"
    assert html.fragment_fromstring(f"<a href='{own[1]}'/>").get("href").isascii()


def test_a_reader_of_feeds_understands_them(posts: Project) -> None:
    posts.write({"posts/p7.md": post(7, title=f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'")})
    for name in feeds(build := posts.build()):
        data = (build.outdir / name).read_bytes()
        checked(data)
        read = feedparser.parse(data)
        assert not read.bozo
        assert [entry.link for entry in read.entries] == [entry.id for entry in read.entries]
        assert len(read.entries) == 4
        assert all(entry.content[0].type == "text/html" for entry in read.entries)


# -- the text ------------------------------------------------------------------------------------


def test_the_text_is_whole_and_without_what_is_the_pages(posts: Project) -> None:
    more = "\n\n# More\n\nSee {post}`p0`.\n\n```python\nif 1 < 2: ...\n```\n"
    posts.write({"posts/p7.md": post(7, text=more), "posts/p0.md": post(0, text="{post}`p7`")})
    build = posts.build()
    page = build.page("posts/p7")
    assert page.find_class("postscript")
    text = content(entries(build)[0])
    assert text.text_content().split() == [
        *("Text", "7", "of", "the", "post.", "More", "See", "Post", "0."),
        *("if", "1", "<", "2:", "..."),
    ]
    assert not list(text.iter("h1", "time"))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_in_it_are_absolute_and_lead_to_files(posts: Project, builder: str) -> None:
    more = (
        "\n\n(here)=\n# More\n\n[](p0.md), [](#here), {tag}`Nova`, [x](https://x.org)\n\n"
        "![d](dot.png)"
    )
    posts.write({"posts/p7.md": post(7, text=more)})
    (posts.folder / "posts" / "dot.png").write_bytes(DOT)
    build = posts.build(builder)
    assert build.warnings == ""
    text = content(entries(build)[0])
    links = [link for _element, _name, link, _place in text.iterlinks()]
    assert len(links) == 5
    assert "https://x.org" in links
    page = f"{BASE}posts/p7.html" if builder == "html" else f"{BASE}posts/p7/"
    assert f"{page}#here" in links
    for link in links:
        if link != "https://x.org":
            assert link.startswith(BASE)
            path = build.outdir / link.removeprefix(BASE).partition("#")[0]
            assert (path / "index.html" if link.endswith("/") else path).exists()


def test_addresses_of_folders(posts: Project) -> None:
    build = posts.build("dirhtml")
    assert build.warnings == ""
    nova = feed(build, "tags/nova.atom.xml")
    assert [entry.findtext(f"{ATOM}id") for entry in nova.iter(f"{ATOM}entry")] == [
        f"{BASE}posts/p{n}/" for n in (2, 1, 0)
    ]
    (alternate,) = nova.xpath("*[local-name()='link'][@rel='alternate']/@href")
    assert alternate == f"{BASE}tags/nova/"
    assert alternates(build.page("posts/p1/index")) == [("Notes", "../../atom.xml")]
    assert [href for _, href in alternates(build.page("tags/nova/index"))] == [
        *("../nova.atom.xml", "../../atom.xml")
    ]


def test_a_summary_has_no_text(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_feed_content": "summary"})
    entry = entries(build)[0]
    assert entry.find(f"{ATOM}content") is None
    assert entry.findtext(f"{ATOM}summary") == "Text 2 of the post."
    full = posts.build()
    assert content(entries(full)[0]).text_content().strip() == "Text 2 of the post."


def test_the_text_is_that_of_the_last_build_whichever_pages_were_written(posts: Project) -> None:
    summary = {"anthology_feed_content": "summary"}
    posts.build()
    posts.write({"posts/p1.md": post(1, text="New.")})
    posts.build(confoverrides=summary)
    text = content(entries(posts.build())[1]).text_content()
    assert text.strip() == "Text 1 of the post. New."


def test_a_text_that_the_cache_has_lost_is_made_again(posts: Project) -> None:
    first = posts.build()
    before = first.files()
    assert cached(first).keys() == {"posts/p0", "posts/p1", "posts/p2"}
    cache(first).merge({"posts/p0", "posts/p2"})
    (first.outdir / "atom.xml").unlink()
    again = posts.build()
    assert again.files()["atom.xml"] == before["atom.xml"]


def test_a_text_that_another_site_of_the_cache_has_kept_is_not_this_sites(posts: Project) -> None:
    first = posts.build()
    before = first.files()["atom.xml"]
    kept = cached(first)["posts/p1"]
    address = kept.address.replace(BASE, "https://other.org/")
    other = CachedContent(address, kept.html.replace("Text", "Another text"))
    cache(first).add("posts/p1", other)
    assert cached(first)["posts/p1"] == other != kept
    assert posts.build().files()["atom.xml"] == before


def test_it_has_what_other_extensions_make_of_it(posts: Project) -> None:
    handler = """
def change(app, pagename, templatename, context, doctree):
    context["body"] = context.get("body", "").replace("Text", "Word")

def setup(app):
    app.connect("html-page-context", change)
"""
    posts.write({"conf.py": CONF + CONFIG + handler})
    text = content(entries(posts.build())[0]).text_content()
    assert text.strip() == "Word 2 of the post."


# -- where they are told of ----------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
def test_every_page_leads_to_the_feed_of_all_posts(posts: Project, theme: str) -> None:
    overrides = {
        "html_theme": theme,
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        "templates_path": [],
    }
    build = posts.build(confoverrides=overrides)
    assert build.warnings == ""
    for name, href in (("index", "atom.xml"), ("posts/p1", "../atom.xml"), ("search", "atom.xml")):
        page = build.page(name)
        assert alternates(page) == [("Notes", href)]
    assert len(build.page("posts/p1").xpath("//meta[@name='description']")) == 1
    assert alternates(build.page("tags/nova")) == [
        ("Tag: Nova – Notes", "nova.atom.xml"),
        ("Notes", "../atom.xml"),
    ]
    assert alternates(build.page("archive/2011")) == [("Notes", "../atom.xml")]


def test_a_page_of_a_name_shows_a_link_to_its_feed(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_page_size": 2})
    for name, href in (("tags/nova", "nova.atom.xml"), ("tags/nova/2", "../nova.atom.xml")):
        (facts,) = build.page(name).find_class("listing-facts")
        links = [(a.text_content(), a.get("href")) for a in facts.iter("a")]
        assert links == [("Feed", href), ("All tags", href.replace("nova.atom.xml", "index.html"))]
        assert facts.text_content() == "3 posts · Feed · All tags"
    (facts,) = build.page("archive/2011").find_class("listing-facts")
    assert facts.text_content() == "1 post · All years"


def test_a_page_of_a_name_shows_none_that_is_no_more(posts: Project) -> None:
    overrides = {"anthology_page_size": 1}
    posts.write({"index.rst": "Notes\n=====\n\n.. toctree::\n   :glob:\n\n   posts/*\n"})
    posts.write({"posts/z.md": post(9, date="", series="{name: S, order: 1}")})
    posts.write({"posts/p2.md": post(2, series="{name: S, order: 2}")})
    build = posts.build(confoverrides=overrides)
    assert (
        build.page("series/s").find_class("listing-facts")[0].text_content()
        == "2 posts · Feed · All series"
    )
    posts.write({"posts/p2.md": post(2, date="", series="{name: S, order: 2}")})
    build = posts.build(confoverrides=overrides)
    assert (
        build.page("series/s").find_class("listing-facts")[0].text_content()
        == "2 posts · All series"
    )
    assert alternates(build.page("series/s")) == [("Notes", "../atom.xml")]


def test_a_site_without_an_address_has_none(posts: Project) -> None:
    build = posts.build(confoverrides={"html_baseurl": ""})
    assert build.warnings == ""
    assert feeds(build) == set()
    assert (
        "anthology_base_url: not set, so there are no feeds and no sitemap"
        in build.app.status.getvalue()
    )
    assert alternates(build.page("posts/p1")) == []
    (facts,) = build.page("tags/nova").find_class("listing-facts")
    assert facts.text_content() == "3 posts · All tags"


@pytest.mark.parametrize("base", ["https://other.org/x", "https://other.org/x/"])
def test_the_address_of_ones_own_comes_first(posts: Project, base: str) -> None:
    build = posts.build(confoverrides={"anthology_base_url": base})
    assert feed(build).findtext(f"{ATOM}id") == "https://other.org/x/atom.xml"
    assert entries(build)[0].findtext(f"{ATOM}id") == "https://other.org/x/posts/p2.html"


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("anthology_base_url", "example.org", "'example.org' is not an absolute URL; "),
        ("anthology_base_url", "/blog/", "'/blog/' is not an absolute URL; "),
        ("anthology_base_url", "ftp://e.org/", "'ftp://e.org/' is not an absolute URL; "),
        ("anthology_base_url", "https://e.org/?a", "'https://e.org/?a' is not an absolute URL; "),
        ("anthology_base_url", "https://[e", "'https://[e' is not an absolute URL; "),
        ("anthology_feed_content", "all", "unknown value 'all'; write 'full' or 'summary'"),
    ],
)
def test_a_wrong_option_is_told_and_the_default_holds(
    posts: Project, option: str, value: str, message: str
) -> None:
    build = posts.build(confoverrides={option: value})
    assert f"WARNING: {option}: {message}" in build.warnings
    assert build.warnings.count("WARNING") == 1
    assert entries(build)[0].findtext(f"{ATOM}id") == f"{BASE}posts/p2.html"
    assert entries(build)[0].find(f"{ATOM}content") is not None


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_other_outputs_have_none(posts: Project, builder: str) -> None:
    overrides = {"epub_copyright": "N. N.", "version": "1"}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    assert feeds(build) == set()
    assert not any(b"atom+xml" in data for data in build.files().values())


def test_a_file_of_ones_own_comes_first(posts: Project) -> None:
    posts.write({"extra/atom.xml": "mine", "extra/tags/nova.atom.xml": "mine", "sitemap.xml": "m"})
    build = posts.build(confoverrides={"html_extra_path": ["extra", "sitemap.xml"]})
    files = build.files()
    assert [files[name] for name in ("atom.xml", "tags/nova.atom.xml", "sitemap.xml")] == [
        *(b"mine", b"mine", b"m")
    ]


# -- up to date ----------------------------------------------------------------------------------

EDITS: dict[str, dict[str, str | bytes | None]] = {
    "title": {"posts/p1.md": post(1, title="Another title")},
    "title-that-others-show": {"posts/p0.md": post(0, title="Another title")},
    "date": {"posts/p1.md": post(1, date="2019-03")},
    "no-date": {"posts/p1.md": post(1, date="")},
    "tag": {"posts/p1.md": post(1, tags="Cells")},
    "text": {"posts/p1.md": post(1, text="More.")},
    "draft": {"posts/p1.md": post(1, draft="true")},
    "author": {"posts/p1.md": post(1, authors="ed")},
    "deleted": {"posts/p1.md": None},
    "added": {"posts/p5.md": post(5)},
    "all-undated": {f"posts/p{n}.md": post(n, date="") for n in range(4)},
}


@pytest.fixture
def linked(posts: Project) -> Project:
    """Return posts that show the title of another in their text and in their excerpt."""
    posts.write({"posts/p2.md": post(2, text="See {post}`p0`.", series="S")})
    posts.write({"posts/p3.md": post(3, tags="Alone", text="See [](p0.md).", date="")})
    return posts


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("change", EDITS)
def test_incremental_equals_fresh(linked: Project, change: str, builder: str) -> None:
    before = contents(linked.build(builder))
    edit(linked.folder, EDITS[change])
    after, fresh = contents(linked.build(builder)), contents(linked.build(builder, fresh=True))
    assert {name for name in after.keys() | fresh if after.get(name) != fresh.get(name)} == set()
    assert after["atom.xml"] != before["atom.xml"]


@pytest.mark.parametrize("change", ["draft", "deleted"])
def test_what_is_withdrawn_is_in_no_feed(posts: Project, change: str) -> None:
    alone = post(1, tags="Nova, Alone", authors="Somebody")
    posts.write({"posts/p1.md": alone})
    gone = {"tags/alone.atom.xml", "authors/somebody.atom.xml"}
    assert gone <= feeds(posts.build())
    if change == "deleted":
        (posts.folder / "posts" / "p1.md").unlink()
    else:
        posts.write({"posts/p1.md": alone.replace("date:", "draft: true\ndate:")})
    build = posts.build()
    assert feeds(build) == {"atom.xml", "tags/nova.atom.xml"}
    assert not (build.outdir / "authors").exists()
    for name in feeds(build):
        assert titles(build, name) == ["Post 2", "Post 0"]
        assert b"Text 1" not in (build.outdir / name).read_bytes()


@pytest.mark.parametrize("change", ["draft", "no date", "deleted"])
@pytest.mark.parametrize("base", [BASE, ""])
def test_no_text_is_kept_of_what_is_withdrawn(posts: Project, change: str, base: str) -> None:
    first = posts.build()
    source = posts.folder / "posts" / "p1.md"
    if change == "deleted":
        source.unlink()
    else:
        more = {"draft": {"draft": "true"}, "no date": {"date": ""}}[change]
        posts.write({"posts/p1.md": post(1, **more)})
    assert "posts/p1" in cached(first)
    assert cached(posts.build(confoverrides={"html_baseurl": base})).keys() == {
        "posts/p0",
        "posts/p2",
    }


def test_drafts_that_are_built_are_in_no_feed(posts: Project) -> None:
    posts.write(
        {
            "posts/p1.md": post(1, draft="true", tags="Nova, Alone"),
            "posts/p2.md": post(2, date="2090"),
        }
    )
    build = posts.build(confoverrides={"anthology_drafts": True})
    assert build.page("posts/p1") is not None
    assert titles(build) == ["Post 0"]
    assert feeds(build) == {"atom.xml", "tags/nova.atom.xml"}


def test_without_an_address_any_more_they_are_removed(posts: Project) -> None:
    assert feeds(posts.build())
    build = posts.build(confoverrides={"html_baseurl": ""})
    assert feeds(build) == set()
    assert "sitemap.xml" not in build.files()
    assert len(titles(posts.build())) == 3


def test_parallel_equals_serial_and_two_builds_are_the_same(linked: Project) -> None:
    linked.write({f"posts/q{n}.md": post(n % 10, date=f"20{n}") for n in range(10, 20)})
    serial = linked.build(fresh=True)
    for parallel in (0, 2):
        again = linked.build(fresh=True, parallel=parallel)
        assert contents(again) == contents(serial)
    assert all(entry.find(f"{ATOM}content") is not None for entry in entries(serial))


def test_a_build_without_a_change_writes_no_feed(posts: Project) -> None:
    build = posts.build()
    files = [build.outdir / name for name in (*feeds(build), "sitemap.xml")]
    before = [path.stat().st_mtime_ns for path in files]
    posts.build()
    assert [path.stat().st_mtime_ns for path in files] == before


def test_the_example_of_the_guide_gives_feeds(posts: Project) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    posts.write({"conf.py": CONF + example})
    build = posts.build()
    assert build.warnings == ""
    assert titles(build) == ["Post 2", "Post 1", "Post 0"]
    assert entries(build)[0].find(f"{ATOM}content") is None
