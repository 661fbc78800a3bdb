"""The page that hosts serve for addresses that lead nowhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.validators import nu_html_checker

from .conftest import CONF, DOT
from .test_incremental import differing, edit
from .test_listing_pages import THEMES

if TYPE_CHECKING:
    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/en/latest/"
ADDRESSES = "//@href | //@src | //@action | //@data-content_root"


@pytest.fixture
def posts(project: Project) -> Project:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write(
        {
            "conf.py": f'{conf}\nhtml_baseurl = "{BASE}"\nhtml_favicon = html_logo = "dot.png"\n'
            "anthology_link_previews = False\n",
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   lists\n",
            "lists.md": "# All \\<names\\>\n\n```{tag-index}\n```\n\n```{archive}\n```\n",
            "posts/ü.md": "---\ndate: 2020\ntags: T\n---\n# Ü \\<b> &amp; c\n",
            "posts/future.md": "---\ndate: 2999\ndraft: true\n---\n# Hidden\n",
            "posts/undated.md": "# Undated\n",
        }
    )
    project.write({f"posts/p{n}.md": f"---\ndate: 201{n}-01\n---\n# Post {n}\n" for n in range(6)})
    (project.folder / "dot.png").write_bytes(DOT)
    return project


def page(build: Build) -> html.HtmlElement:
    return html.document_fromstring(build.files()["404.html"])


def leads_somewhere(build: Build, address: str, root: str) -> bool:
    """Tell whether an address leads to a file, from whatever depth it is followed."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return True
    if not parts.path.startswith(root):
        return False
    file = build.outdir / unquote(parts.path.removeprefix(root))
    return file.is_file() or (file / "index.html").is_file() or address == root


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(("base", "root"), [(BASE, "/en/latest/"), ("", "/")])
def test_its_links_hold_at_any_depth(
    posts: Project, theme: str, builder: str, base: str, root: str
) -> None:
    overrides = {"html_theme": theme, "html_baseurl": base, "templates_path": []}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    tree = page(build)
    found = tree.xpath(ADDRESSES)
    assert len(found) > 20
    assert [link for link in found if not leads_somewhere(build, link, root)] == []
    assert f"{root}{'search.html' if builder == 'html' else 'search/'}" in tree.xpath("//@action")
    assert tree.xpath("//@data-content_root") == [root]
    feeds = tree.xpath("//link[@type='application/atom+xml']/@href")
    assert feeds == ([f"{root}atom.xml"] if base else [])


def test_it_says_what_is_wrong_and_leads_on(posts: Project) -> None:
    tree = page(posts.build())
    assert tree.findtext(".//title").startswith("Page not found")
    (heading,) = tree.iter("h1")
    assert heading.text_content().removesuffix("¶") == "Page not found"
    (section,) = tree.xpath("//section[@id='page-not-found']")
    assert section.find("p").text_content() == (
        "There is no page at this address; it may have moved, or been taken away."
    )
    links = [(a.text_content(), a.get("href")) for a in section.findall("p")[1].iter("a")]
    assert links == [
        ("Home page", "/en/latest/index.html"),
        ("Search", "/en/latest/search.html"),
        ("All <names>", "/en/latest/lists.html"),
    ]
    shown = [(p.text_content(), p.find(".//a").get("href")) for p in tree.find_class("post-title")]
    assert shown == [
        ("Ü <b> & c", "/en/latest/posts/%C3%BC.html"),
        *((f"Post {n}", f"/en/latest/posts/p{n}.html") for n in (5, 4, 3, 2)),
    ]


def test_search_engines_leave_it_out(posts: Project) -> None:
    build = posts.build()
    tree = page(build)
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//link[@rel='canonical']") == []
    sitemap = etree.fromstring(build.files()["sitemap.xml"])
    assert not [e.text for e in sitemap.iter("{*}loc") if "404" in str(e.text)]
    assert "404" not in documents_searched(build)


def documents_searched(build: Build) -> dict[str, str]:
    """Return the titles in the search index, by docname."""
    index = build.files()["searchindex.js"].decode().removeprefix("Search.setIndex(")
    told = json.loads(index.removesuffix(")"))
    return dict(zip(told["docnames"], told["titles"], strict=True))


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "text", "json"])
def test_other_outputs_have_none(posts: Project, builder: str) -> None:
    overrides = {"epub_copyright": "N. N.", "version": "1"}
    build = posts.build(builder, confoverrides=overrides)
    assert not [name for name in build.files() if "404" in name]


def test_a_book_without_posts_has_one(project: Project) -> None:
    project.write({"index.rst": "Notes\n=====\n"})
    build = project.build()
    assert build.warnings == ""
    assert list(page(build).find_class("post-title")) == []
    assert len(list(page(build).iter("h2"))) == 0


OWN = "# Nowhere\n\nSee [](posts/p1.md), ![A dot](dot.png) and elephants.\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("parallel", [0, 2])
def test_a_document_of_ones_own_comes_first(posts: Project, builder: str, parallel: int) -> None:
    posts.build(builder)
    posts.write({"404.md": OWN})
    build = posts.build(builder, parallel=parallel)
    assert build.warnings == ""
    tree = page(build)
    (heading,) = tree.iter("h1")
    assert heading.text_content().startswith("Nowhere")
    assert [a for a in tree.xpath(ADDRESSES) if not leads_somewhere(build, a, "/en/latest/")] == []
    assert "/en/latest/_images/dot.png" in tree.xpath("//@src")
    assert tree.xpath("//link[@rel='canonical']") == []
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert documents_searched(build).get("404") == ""
    assert "elephants" not in build.files()["searchindex.js"].decode()
    sitemap = etree.fromstring(build.files()["sitemap.xml"])
    assert not [e.text for e in sitemap.iter("{*}loc") if "404" in str(e.text)]
    assert differing(build, posts.build(builder, fresh=True)) == set()
    (posts.folder / "404.md").unlink()
    assert differing(posts.build(builder), posts.build(builder, fresh=True)) == set()


def test_a_file_of_ones_own_comes_first(posts: Project) -> None:
    posts.write({"extra/404.html": "<title>Mine</title>"})
    build = posts.build(confoverrides={"html_extra_path": ["extra"]})
    assert build.files()["404.html"] == b"<title>Mine</title>"
    assert posts.build().files()["404.html"] != b"<title>Mine</title>"


def test_its_name_is_that_which_hosts_look_for(posts: Project) -> None:
    build = posts.build(confoverrides={"html_file_suffix": ".htm"})
    links = page(build).xpath("//div[@class='body']//p/a/@href")
    assert "/en/latest/index.htm" in links
    assert "404.htm" not in build.files()


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "title": {"posts/p5.md": "---\ndate: 2015-01\n---\n# Renamed\n"},
    "title in the sidebar alone": {"posts/p0.md": "---\ndate: 2010-01\n---\n# Renamed\n"},
    "newer": {"posts/p0.md": "---\ndate: 2021\n---\n# Post 0\n"},
    "more precise": {"posts/p5.md": "---\ndate: 2015-01-03\n---\n# Post 5\n"},
    "deleted": {"posts/p4.md": None},
    "no index": {"lists.md": "# All\n"},
}


@pytest.mark.parametrize("change", EDITS)
@pytest.mark.parametrize("theme", ["basic", "furo", "sphinx_book_theme"])
def test_incremental_equals_fresh(posts: Project, change: str, theme: str) -> None:
    conf = posts.folder / "conf.py"
    more = f'\nhtml_theme = "{theme}"\ntemplates_path = []\n'
    conf.write_text(conf.read_text("utf-8").replace('html_theme = "basic"\n', "") + more, "utf-8")
    posts.build()
    edit(posts.folder, EDITS[change])
    assert differing(posts.build(), posts.build(fresh=True)) == set()


def test_it_is_written_again_only_where_it_shows_something_else(posts: Project) -> None:
    first = posts.build()
    path = first.outdir / "404.html"
    before = path.stat().st_mtime_ns
    posts.build()
    edit(posts.folder, {"posts/p0.md": "---\ndate: 2010-01\n---\n# Post 0\n\nMore text.\n"})
    posts.build()
    assert path.stat().st_mtime_ns == before
    edit(posts.folder, EDITS["title"])
    posts.build()
    assert path.stat().st_mtime_ns != before


def test_it_is_made_only_where_it_shows_something_else(posts: Project) -> None:
    posts.build()
    for text, made in (("Text.", []), ("", ["404"])):
        title = "Post 5" if text else "Renamed"
        edit(posts.folder, {"posts/p5.md": f"---\ndate: 2015-01\n---\n# {title}\n\n{text}\n"})
        app = posts.make_app("html", srcdir=posts.folder, builddir=posts.folder / "_build")
        pages: list[str] = []
        app.connect("html-page-context", lambda _app, name, *_rest, pages=pages: pages.append(name))
        app.build()
        app.cleanup()
        assert [name for name in pages if name == "404"] == made


def test_a_lost_page_is_written_again(posts: Project) -> None:
    first = posts.build()
    data = first.files()["404.html"]
    (first.outdir / "404.html").unlink()
    assert posts.build().files()["404.html"] == data


@pytest.mark.validator
def test_the_nu_html_checker_finds_nothing(posts: Project) -> None:
    build = posts.build(confoverrides={"html_theme": "sphinx_book_theme", "templates_path": []})
    for path in build.outdir.rglob("*.html"):
        if path.name != "404.html":
            path.unlink()
    assert nu_html_checker(build.outdir) == []
