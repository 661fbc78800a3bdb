"""Pages at the old addresses of posts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html
from sphinx.util.inventory import InventoryFile

from tests.validators import nu_html_checker

from .conftest import CONF
from .test_incremental import differing, edit

if TYPE_CHECKING:
    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
TITLE = "\u202eA <b> & “c” ]]>"
ALIASES = "[old/a.html, /old/a, '2014/%C3%BC/', https://example.org/blog/gone.html]"


@pytest.fixture
def posts(project: Project) -> Project:
    matter = f"date: 2014\ntags: T\naliases: {ALIASES}\ntitle: {json.dumps(TITLE)}\n"
    project.write(
        {
            "conf.py": f'{CONF}\nhtml_baseurl = "{BASE}"\n',
            "about.md": "---\norphan: true\n---\n# About\n",
            "posts/a.md": f"---\n{matter}---\nText.\n",
            "posts/b.md": "---\ndate: 2015\nlang: fr\naliases: was/b.html\n---\n# B\n",
        }
    )
    return project


def with_aliases(posts: Project, *aliases: str) -> None:
    told = json.dumps(aliases)
    posts.write({"posts/b.md": f"---\ndate: 2015\naliases: {told}\n---\n# B\n"})


def redirects(build: Build) -> dict[str, html.HtmlElement]:
    found = {}
    for name, data in build.files().items():
        if name.endswith((".html", ".htm")) and b'http-equiv="refresh"' in data:
            found[name] = html.document_fromstring(data)
    return found


def target(page: html.HtmlElement) -> str:
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    (link,) = page.xpath("//main//a/@href")
    assert refresh == f"0; url={link}"
    return str(link)


@pytest.mark.parametrize(("builder", "end"), [("html", ".html"), ("dirhtml", "/")])
def test_each_old_address_has_a_page_that_leads_to_the_post(
    posts: Project, builder: str, end: str
) -> None:
    build = posts.build(builder)
    assert build.warnings == ""
    pages = redirects(build)
    assert {name: target(page) for name, page in pages.items()} == {
        "2014/ü/index.html": f"../../posts/a{end}",
        "gone.html": f"posts/a{end}",
        "old/a.html": f"../posts/a{end}",
        "old/a/index.html": f"../../posts/a{end}",
        "was/b.html": f"../posts/b{end}",
    }
    for name, page in pages.items():
        file = build.outdir / Path(name).parent / target(page)
        assert (file / "index.html" if end == "/" else file).is_file()
    page = pages["old/a.html"]
    assert page.findtext(".//title") == f"This page has moved: {TITLE}"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}posts/a{end}"]
    assert pages["was/b.html"].xpath("//a/@lang") == ["fr"]


@pytest.mark.validator
def test_the_nu_html_checker_finds_nothing(posts: Project) -> None:
    build = posts.build()
    for path in set(build.outdir.rglob("*.html")) - {build.outdir / n for n in redirects(build)}:
        path.unlink()  # the theme's own pages are another's
    assert len(list(build.outdir.rglob("*.html"))) == 5
    assert nu_html_checker(build.outdir) == []


def test_they_are_in_no_list_of_pages(posts: Project) -> None:
    build = posts.build()
    sitemap = etree.fromstring(build.files()["sitemap.xml"])
    addresses = [str(element.text) for element in sitemap.iter("{*}loc")]
    assert f"{BASE}posts/a.html" in addresses
    inventory = InventoryFile.loads(build.files()["objects.inv"], uri=BASE)
    addresses += [item.uri for items in inventory.data.values() for item in items.values()]
    assert not [address for address in addresses if re.search("old|gone|was|2014/", address)]
    index = build.files()["searchindex.js"].decode()
    docnames = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["docnames"]
    assert set(docnames) == {"about", "index", "posts/a", "posts/b"}


def test_a_site_without_an_address_has_them_without_a_canonical_one(posts: Project) -> None:
    with_aliases(posts, "was/b.html")
    posts.write({"posts/a.md": "---\ndate: 2014\naliases: old/a\n---\n# A\n"})
    build = posts.build(confoverrides={"html_baseurl": ""})
    assert build.warnings == ""
    pages = redirects(build)
    assert set(pages) == {"old/a/index.html", "was/b.html"}
    assert pages["was/b.html"].xpath("//link") == []


def test_the_pages_speak_the_language_of_the_book(posts: Project) -> None:
    page = redirects(posts.build(confoverrides={"language": "fr"}))["was/b.html"]
    assert page.get("lang") == "fr"
    assert page.xpath("//a/@lang") == []


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "text", "json"])
def test_other_outputs_have_none(posts: Project, builder: str) -> None:
    build = posts.build(builder, confoverrides={"epub_copyright": "N. N.", "version": "1"})
    assert build.warnings == ""
    assert not [name for name in build.files() if re.search("old|gone|was", name)]


CLASHES = {
    "posts/b.html": "is the address of this post; remove it",
    "posts/a.html": "is the address of the document 'posts/a'; remove it",
    "About.html": "differs only in case from the document 'about'; remove it",
    "tags/t.html": "is the address of the page 'tags/t'; remove it",
    "archive/2014.html": "is the address of the page 'archive/2014'; remove it",
    "genindex.html": "is the address of the page 'genindex'; remove it",
    "search.html": "is the address of the page 'search'; remove it",
    "404.html": "is the address of the file '404.html'; remove it",
    "atom.xml": "conflicts with the file 'atom.xml': a file and a folder cannot share a",
    "tags/t.atom.xml/": "conflicts with the file 'tags/t.atom.xml'",
    "sitemap.xml": "conflicts with the file 'sitemap.xml'",
    "searchindex.js": "conflicts with the file 'searchindex.js'",
    "more/own.html": "is the address of the file 'more/own.html' of html_extra_path; remove it",
    "own.txt": "conflicts with the file 'own.txt' of html_extra_path",
    "old/a/": "is an alias of posts/a, too; remove one, that of posts/a is used",
    "OLD/a.html": "differs only in case from 'old/a.html', an alias of posts/a; remove one",
    "https://example.com/x": "is not in this site; write a path in the site, such as",
    "../x": "has '..' in it",
    "x?p=1": "has a query",
}


@pytest.mark.parametrize("alias", CLASHES)
def test_what_the_site_has_stays(posts: Project, alias: str) -> None:
    posts.write(
        {
            "conf.py": f'{CONF}\nhtml_baseurl = "{BASE}"\nhtml_extra_path = ["extra"]\n',
            "extra/more/own.html": "<title>Mine</title>",
            "extra/own.txt": "Mine.",
        }
    )
    with_aliases(posts)
    before = posts.build().files()
    with_aliases(posts, alias)
    build = posts.build()
    (warning,) = build.warnings.splitlines()
    assert f"posts/b.md:3: WARNING: aliases: {alias!r} {CLASHES[alias]}" in warning
    assert "[anthology.alias]" in warning
    after = posts.build(fresh=True).files()
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= {".buildinfo"}


def test_in_folders_the_names_of_files_are_free(posts: Project) -> None:
    with_aliases(posts, "posts/b.html", "about.html")
    build = posts.build("dirhtml")
    assert build.warnings == ""
    pages = redirects(build)
    assert (target(pages["posts/b.html"]), target(pages["about.html"])) == ("b/", "posts/b/")
    with_aliases(posts, "posts/b/")
    assert "is the address of this post" in posts.build("dirhtml").warnings


def test_drafts_and_posts_of_the_future_lead_nowhere(posts: Project) -> None:
    posts.write(
        {
            "posts/a.md": "---\ndate: 2014\ndraft: true\naliases: a.html\n---\n# A\n",
            "posts/b.md": "---\ndate: 2999\naliases: b.html\n---\n# B\n",
        }
    )
    assert redirects(posts.build()) == {}
    shown = posts.build(confoverrides={"anthology_drafts": True})
    assert (shown.outdir / "posts" / "a.html").is_file()
    assert redirects(shown) == {}


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "no alias": {"posts/a.md": "---\ndate: 2014\ntags: T\n---\n# A\n"},
    "another": {"posts/a.md": "---\ndate: 2014\naliases: [old/a/, old/c.html]\n---\n# A\n"},
    "title": {"posts/b.md": "---\ndate: 2015\nlang: fr\naliases: was/b.html\n---\n# C\n"},
    "draft": {"posts/a.md": f"---\ndraft: true\naliases: {ALIASES}\n---\n# A\n"},
    "deleted": {"posts/a.md": None},
    "document at its place": {"gone.md": "---\norphan: true\n---\n# Here again\n"},
    "page of a name at its place": {
        "posts/a.md": "---\ndate: 2014\naliases: old/a.html\ntags: [T, U]\n---\n# A\n",
        "posts/b.md": "---\ndate: 2015\naliases: tags/u.html\n---\n# B\n",
    },
    "moved": {
        "posts/b.md": None,
        "posts/c.md": "---\ndate: 2015\naliases: [posts/b.html, was/b.html]\n---\n# B\n",
    },
}


@pytest.mark.parametrize("change", EDITS)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_incremental_equals_fresh(posts: Project, change: str, builder: str) -> None:
    if change == "page of a name at its place":
        with_aliases(posts, "tags/u.html")
    before = redirects(posts.build(builder))
    edit(posts.folder, EDITS[change])
    build = posts.build(builder)
    assert differing(build, posts.build(builder, fresh=True)) == set()
    if builder == "html":
        assert {n: etree.tostring(p) for n, p in redirects(build).items()} != {
            n: etree.tostring(p) for n, p in before.items()
        }


def test_a_no_op_writes_none(posts: Project) -> None:
    first = posts.build()
    before = {name: (first.outdir / name).stat().st_mtime_ns for name in redirects(first)}
    again = posts.build()
    assert {name: (again.outdir / name).stat().st_mtime_ns for name in before} == before


HELD = {
    "alias": ("posts/old.md", "posts/old.html"),
    "not found": ("404.md", "404.html"),
    "page of a name": ("tags/t.md", "tags/t.html"),
}


@pytest.mark.parametrize("what", HELD)
def test_a_file_at_the_address_of_a_post_held_back_is_written_once(
    posts: Project, what: str
) -> None:
    source, file = HELD[what]
    with_aliases(posts, "posts/old.html")
    text = "---\ndate: 2013\n---\n# Secret\n"
    posts.write({source: text, "conf.py": f'{CONF}\nanthology_posts = ["**"]\n'})
    posts.build()
    posts.write({source: text.replace("date", "draft: true\ndate")})
    held = posts.build()
    assert b"Secret" not in held.files()[file]
    before = (held.outdir / file).stat().st_mtime_ns
    again = posts.build()
    assert (again.outdir / file).stat().st_mtime_ns == before
    assert differing(again, posts.build(fresh=True)) == set()
    posts.write({source: text})
    assert differing(posts.build(), posts.build(fresh=True)) == set()
