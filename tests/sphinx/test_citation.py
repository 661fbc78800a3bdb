"""The citation of a post, at the end of its page in the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html
from pybtex.database import parse_string

from tests.validators import nu_html_checker

from .conftest import CONF
from .test_incremental import differing

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from pybtex.database import Entry

    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
TITLE = r"\} <b>&amp; ]]> 100% *of* $5: {{é}} # 'x' \"y\""
POST = f"""\
---
title: "{TITLE.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"')}"
date: 2014-11
authors: [Ann Author, ann, 18F Team]
tags: [One, Two]
description: In a word.
license: CC-BY-4.0
original_url: https://example.com/first
lang: fr
---

It begins here.
"""
MORE = f"""
html_baseurl = "{BASE}"
anthology_authors = {{"ann": {{"name": "Ben Other", "url": "https://example.com/ben"}}}}
"""


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": CONF + MORE,
            "posts/a.md": POST,
            "posts/b.md": "---\ndate: 2014-11-10\n---\n\n# B\n\nText.\n",
            "posts/undated.md": "# Undated\n\nText.\n",
            "about.md": "---\norphan: true\n---\n\n# About\n",
        }
    )
    return project


def citations(page: HtmlElement) -> list[HtmlElement]:
    return [element for element in page.iter("details") if "post-citation" in element.classes]


def citation(build: Build, docname: str) -> HtmlElement:
    (found,) = citations(build.page(docname))
    return found


def line(told: HtmlElement) -> str:
    return told.xpath("string(p[1])")  # type: ignore[no-any-return]


def block(told: HtmlElement, language: str) -> str:
    (text,) = (found for found in told.iter("pre") if language in found.classes)
    return text.text_content()  # type: ignore[no-any-return]


def bibtex(told: HtmlElement) -> Entry:
    (entry,) = parse_string(block(told, "bibtex"), "bibtex").entries.values()
    return entry


def reference(told: HtmlElement) -> dict[str, Any]:
    return yaml.safe_load(block(told, "yaml"))["preferred-citation"]  # type: ignore[no-any-return]


def test_a_post_ends_with_its_citation_closed(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    told = citation(build, "posts/b")
    assert told.get("open") is None
    assert told[0].tag == "summary"
    assert told[0].text_content() == "Cite this post"
    assert line(told) == f"N. N., “B”, Notes, November 10, 2014, {BASE}posts/b.html"
    entry = bibtex(told)
    assert entry.key == "n2014-b"
    assert dict(entry.fields) == {
        "title": "{B}",
        "howpublished": "Notes",
        "year": "2014",
        "month": "November",
        "day": "10",
        "url": f"{BASE}posts/b.html",
    }
    assert reference(told) == {
        "type": "blog",
        "title": "B",
        "authors": [{"given-names": "N.", "family-names": "N."}],
        "collection-title": "Notes",
        "year": 2014,
        "month": 11,
        "date-published": "2014-11-10",
        "url": f"{BASE}posts/b.html",
    }


def test_hostile_titles_and_all_authors_are_told(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    told = citation(build, "posts/a")
    page = f"{BASE}posts/a.html"
    title = " ".join(build.page("posts/a").xpath("string(//h1)").removesuffix("¶").split())
    assert title.startswith(r"\} <b>&amp; ]]> 100% *of* $5: {{é}} #")
    assert line(told) == (
        f"Ann Author, Ben Other, 18F Team, « {title} », Notes, novembre 2014, {page}"
    )
    assert reference(told) == {
        "type": "blog",
        "title": title,
        "authors": [
            {"given-names": "Ann", "family-names": "Author"},
            {"given-names": "Ben", "family-names": "Other", "website": "https://example.com/ben"},
            {"name": "18F Team"},
        ],
        "collection-title": "Notes",
        "year": 2014,
        "month": 11,
        "url": page,
        "abstract": "In a word.",
        "keywords": ["One", "Two"],
        "license": "CC-BY-4.0",
    }
    assert [str(person) for person in bibtex(told).persons["author"]] == [
        "Author, Ann",
        "Other, Ben",
        "{18F Team}",
    ]
    assert told.get("lang") is None  # it is in the language of the post
    (named,) = told.xpath("p/span/bdi")
    assert (named.get("lang"), " ".join(named.text_content().split())) == ("fr", title)


def test_an_undated_post_has_no_date(posts: Project) -> None:
    told = citation(posts.build(), "posts/undated")
    assert line(told) == f"N. N., “Undated”, Notes, {BASE}posts/undated.html"
    assert {"year", "month", "day"}.isdisjoint(bibtex(told).fields)
    assert {"year", "month", "date-published"}.isdisjoint(reference(told))


@pytest.mark.parametrize(
    ("builder", "overrides", "file", "address"),
    [
        ("dirhtml", {}, "posts/b/index.html", f"{BASE}posts/b/"),
        ("html", {"html_file_suffix": ".htm"}, "posts/b.htm", f"{BASE}posts/b.htm"),
        (
            "html",
            {"anthology_base_url": "https://e.org"},
            "posts/b.html",
            "https://e.org/posts/b.html",
        ),
        ("html", {"html_baseurl": ""}, "posts/b.html", None),
    ],
)
def test_the_address_is_that_of_the_page(
    posts: Project, builder: str, overrides: dict[str, str], file: str, address: str | None
) -> None:
    build = posts.build(builder, confoverrides=overrides)
    page = html.document_fromstring((build.outdir / file).read_text("utf-8"))
    (told,) = citations(page)
    assert reference(told).get("url") == bibtex(told).fields.get("url") == address
    assert [link.get("href") for link in told.iter("a")] == ([address] if address else [])


def test_a_canonical_address_goes_first(posts: Project) -> None:
    posts.write({"posts/b.md": "---\ncanonical_url: https://example.com/ü\n---\n\n# B\n"})
    for base in (BASE, ""):
        told = citation(posts.build(confoverrides={"html_baseurl": base}), "posts/b")
        assert reference(told)["url"] == "https://example.com/%C3%BC"


def test_posts_of_one_slug_have_keys_of_their_own(posts: Project) -> None:
    posts.write({"posts/more/b.md": "---\ndate: 2014-11\n---\n\n# B\n"})
    build = posts.build()
    keys = [bibtex(citation(build, name)).key for name in ("posts/b", "posts/more/b")]
    assert keys == ["n2014-posts/b", "n2014-posts/more/b"]


def test_where_nobody_is_known_the_format_that_wants_somebody_has_the_book(posts: Project) -> None:
    conf = (posts.folder / "conf.py").read_text("utf-8")
    posts.write({"conf.py": conf.replace('author = "N. N."\n', "")})
    told = citation(posts.build(), "posts/b")
    assert line(told).startswith("“B”, Notes, ")
    assert not bibtex(told).persons
    assert reference(told)["authors"] == [{"name": "Notes"}]


def test_only_posts_have_one_and_only_where_they_have_pages(posts: Project) -> None:
    build = posts.build()
    assert citations(build.page("about")) == []
    assert citations(build.page("tags/one")) == []
    assert citations(posts.build("singlehtml").page("index")) == []
    text = (posts.build("text").outdir / "posts" / "b.txt").read_text("utf-8")
    assert text.split()[-1] == "Text."


def test_it_can_be_turned_off(posts: Project) -> None:
    posts.build()
    build = posts.build(confoverrides={"anthology_citations": False})
    assert citations(build.page("posts/b")) == []


def test_search_and_feeds_do_not_have_it(posts: Project) -> None:
    build = posts.build()
    assert citation(build, "posts/b") is not None
    files = build.files()
    assert b"Text." in files["atom.xml"]
    for word in (b"howpublished", b"cff-version", b"Cite this", b"post-citation"):
        assert word not in files["atom.xml"]
    index = json.loads(files["searchindex.js"].decode()[len("Search.setIndex(") : -1])
    assert "text" in index["terms"]
    assert {"cite", "bibtex", "cff", "howpublish", "misc"}.isdisjoint(index["terms"])


EDITS: dict[str, dict[str, str]] = {
    "project": {"conf.py": CONF.replace("Notes", "Other notes") + MORE},
    "book author": {"conf.py": CONF.replace("N. N.", "M. M.") + MORE},
    "author": {"conf.py": CONF + MORE.replace("Ben", "Eve")},
    "address": {"conf.py": CONF + MORE.replace("/blog/", "/book/")},
    "off": {"conf.py": f"{CONF}{MORE}\nanthology_citations = False\n"},
    "same-slug": {"posts/more/b.md": "# B\n"},
    "spelling": {f"posts/{name}.md": f"---\ntags: [ONE]\n---\n\n# {name}\n" for name in "bcde"},
}


@pytest.mark.parametrize("change", EDITS)
def test_incremental_equals_fresh(posts: Project, change: str) -> None:
    before = posts.build().files()
    posts.write(EDITS[change])
    build = posts.build()
    after = build.files()
    assert any(after[page] != before[page] for page in ("posts/a.html", "posts/b.html"))
    assert differing(build, posts.build(fresh=True)) - {".buildinfo.bak"} == set()


@pytest.mark.validator
def test_the_nu_html_checker_finds_nothing(posts: Project) -> None:
    conf = (CONF + MORE).replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    posts.write({"conf.py": conf.replace('"basic"', '"sphinx_book_theme"')})
    build = posts.build()
    assert citation(build, "posts/a") is not None
    assert nu_html_checker(build.outdir) == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_it_is_below_the_footnotes(posts: Project, builder: str) -> None:
    note = "Text[^1] of *day* one.\n\n## More\n\nMore text.\n\n[^1]: A note.\n"
    rest = "C\n=\n\nText [1]_.\n\nMore\n----\n\nMore text.\n\n.. [1] A note.\n"
    posts.write({"posts/b.md": f"---\ndate: 2014-11-10\n---\n\n# B\n\n{note}", "posts/c.rst": rest})
    build = posts.build(builder)
    assert build.warnings == ""
    for name in ("b", "c"):
        page = build.page(f"posts/{name}" if builder == "html" else f"posts/{name}/index")
        (citation,) = citations(page)
        notes = page.xpath("//*[@role='doc-footnote']")
        assert len(notes) == 1
        assert citation.xpath("preceding::*[@role='doc-footnote']") == notes
