"""What the head of each page tells programs: canonical address, Open Graph and JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest
from lxml import html

from tests.validators import nu_html_checker

from .conftest import CONF, DOT
from .every_directive import write_every_directive
from .test_guide_examples import examples
from .test_incremental import differing
from .test_listing_pages import THEMES

if TYPE_CHECKING:
    from .conftest import Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
CONFIG = f"""
html_baseurl = "{BASE}"
language = "en_GB"
smartquotes = False
anthology_page_size = 1
anthology_tags = {{"nova": {{"title": "Nova", "description": "Compute & more."}}}}
anthology_authors = {{"ed": {{"name": "Ed", "url": "https://ed.org/", "orcid": "0000-0001"}}}}
"""
HOSTILE = "</script><b>1</b> & \"2\" '3' ]]> <!-- \u202e &amp;"
FULL = """\
---
title: A full post
date: 2014-11
updated: 2015-02-03
tags: [nova, cells]
categories: [Essays, More]
authors: [ed, Someone else]
series: Walks
description: In a word.
image: dot.png
image_alt: A dot
license: CC-BY-4.0
lang: pt-BR
---

Three words here.
"""


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": CONF + CONFIG,
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   about\n",
            "about.md": "# About\n\nUs.\n\n```{toctree}\nmore\n```\n",
            "more.md": "# More\n\n```{toctree}\nmost\n```\n",
            "most.md": "# Most\n",
            "posts/full.md": FULL,
            "posts/plain.md": "---\ndate: 2014\n---\n# Plain\n\nThe *first* paragraph.\n",
            "posts/undated.md": "---\ntags: nova\n---\n# Undated\n\nText.\n",
        }
    )
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
    return project


def canonical(page: html.HtmlElement) -> list[str]:
    return [str(address) for address in page.xpath("//link[@rel='canonical']/@href")]


def properties(page: html.HtmlElement) -> list[tuple[str, str]]:
    metas = page.xpath("/html/head/meta[@property or starts-with(@name, 'twitter:')]")
    return [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in metas]


def descriptions(page: html.HtmlElement) -> list[str]:
    return [str(text) for text in page.xpath("/html/head/meta[@name='description']/@content")]


def facts(page: html.HtmlElement) -> dict[str, Any]:
    """Return what the page tells in JSON-LD by its types, of which none stands twice."""
    scripts = page.xpath("/html/head/script[@type='application/ld+json']")
    graphs = [json.loads(script.text) for script in scripts]
    assert all(graph["@context"] == "https://schema.org" for graph in graphs)
    nodes = [node for graph in graphs for node in graph["@graph"]]
    by_type = {node["@type"]: node for node in nodes}
    assert len(graphs) <= 1
    assert len(by_type) == len(nodes)
    return by_type


def trail(page: html.HtmlElement) -> list[tuple[str, str]]:
    items = facts(page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item["item"]) for item in items]


# -- the address to keep -------------------------------------------------------------------------

ADDRESSES = {
    "html": {"posts/plain": "posts/plain.html", "tags/nova": "tags/nova.html", "index": ""},
    "dirhtml": {"posts/plain/index": "posts/plain/", "tags/nova/index": "tags/nova/", "index": ""},
}


@pytest.mark.parametrize("option", ["anthology_base_url", "html_baseurl"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ADDRESSES)
def test_every_page_has_one_address(posts: Project, builder: str, theme: str, option: str) -> None:
    posts.write({"posts/away.md": "---\ncanonical_url: https://else.org/a?b&c\n---\n# Away\n"})
    overrides = {
        "html_theme": theme,
        "templates_path": [],
        "html_baseurl": "",
        option: BASE.removesuffix("/"),
    }
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    for name, address in ADDRESSES[builder].items():
        assert canonical(build.page(name)) == [BASE + address]
    away = build.page("posts/away" if builder == "html" else "posts/away/index")
    assert canonical(away) == ["https://else.org/a?b&c"]


def test_addresses_follow_the_suffix_of_files(posts: Project) -> None:
    build = posts.build(confoverrides={"html_file_suffix": ".htm"})
    page = html.parse(build.outdir / "posts" / "full.htm").getroot()
    address = f"{BASE}posts/full.htm"
    assert canonical(page) == [address]
    assert dict(properties(page))["og:url"] == address
    assert trail(page)[1:] == [("Walks", f"{BASE}series/walks.htm"), ("A full post", address)]


def test_the_address_of_the_extension_counts_where_two_are_told(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_base_url": "https://other.org/"})
    assert canonical(build.page("about")) == ["https://other.org/about.html"]


@pytest.mark.parametrize("theme", THEMES)
def test_without_an_address_only_that_of_a_post_is_told(posts: Project, theme: str) -> None:
    posts.write({"posts/away.md": "---\ncanonical_url: https://else.org/a\n---\n# Away\n"})
    overrides = {"html_baseurl": "", "html_theme": theme, "templates_path": []}
    build = posts.build(confoverrides=overrides)
    assert canonical(build.page("posts/full")) == canonical(build.page("tags/nova")) == []
    away = build.page("posts/away")
    assert canonical(away) == ["https://else.org/a"]
    assert dict(properties(away))["og:url"] == "https://else.org/a"
    assert facts(away) == {}


def test_what_others_are_told_is_the_address_to_keep(posts: Project) -> None:
    posts.write({"posts/away.md": "---\ncanonical_url: https://else.org/a\n---\n# Away\n"})
    away = posts.build().page("posts/away")
    own = f"{BASE}posts/away.html"
    assert dict(properties(away))["og:url"] == "https://else.org/a"
    post = facts(away)["BlogPosting"]
    assert (post["url"], post["mainEntityOfPage"]) == ("https://else.org/a", own)
    assert trail(away)[-1] == ("Away", own)


def test_pages_that_nobody_should_find_tell_nothing(posts: Project) -> None:
    posts.write({"404.md": "---\norphan: true\n---\n# Not here\n"})
    build = posts.build(confoverrides={"html_split_index": True})
    for name in ("404", "genindex", "genindex-all"):
        page = build.page(name)
        assert (canonical(page), properties(page), facts(page)) == ([], [], {}), name


def test_the_search_page_is_one_page_whatever_its_query_is(posts: Project) -> None:
    page = posts.build().page("search")
    assert (canonical(page), facts(page)) == ([f"{BASE}search.html"], {})
    assert properties(page) == []
    page = posts.build(confoverrides={"html_baseurl": ""}).page("search")
    assert canonical(page) == []


# -- Open Graph ----------------------------------------------------------------------------------


def test_a_post_tells_all_that_is_known(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert properties(build.page("posts/full")) == [
        ("og:title", "A full post"),
        ("og:type", "article"),
        ("og:url", f"{BASE}posts/full.html"),
        ("og:site_name", "Notes"),
        ("og:description", "In a word."),
        ("og:locale", "pt_BR"),
        ("og:image", f"{BASE}_images/dot.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1"),
        ("og:image:height", "1"),
        ("og:image:alt", "A dot"),
        ("article:published_time", "2014-11-01"),
        ("article:modified_time", "2015-02-03"),
        ("article:author", f"{BASE}authors/ed.html"),
        ("article:author", f"{BASE}authors/someone-else.html"),
        ("article:section", "Essays"),
        ("article:tag", "Nova"),
        ("article:tag", "cells"),
        ("twitter:card", "summary"),
    ]
    assert (build.outdir / "_images" / "dot.png").read_bytes() == DOT


def test_other_pages_tell_what_they_are(posts: Project) -> None:
    build = posts.build()
    assert properties(build.page("about")) == [
        ("og:title", "About"),
        ("og:type", "website"),
        ("og:url", f"{BASE}about.html"),
        ("og:site_name", "Notes"),
        ("og:locale", "en_GB"),
        ("og:image", f"{BASE}_images/previews/index.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Notes"),
        ("twitter:card", "summary_large_image"),
    ]
    assert (build.outdir / "_images" / "previews" / "index.png").is_file()
    second = dict(properties(build.page("tags/nova/2")))
    assert second["og:title"] == "Tag: Nova, page 2"
    assert second["og:url"] == f"{BASE}tags/nova/2.html"
    assert second["og:description"] == "Compute & more."


def test_an_author_of_an_article_is_a_profile(posts: Project) -> None:
    build = posts.build()
    addresses = [v for k, v in properties(build.page("posts/full")) if k == "article:author"]
    assert addresses
    for address in addresses:
        page = build.page(address.removeprefix(BASE).removesuffix(".html"))
        assert dict(properties(page))["og:type"] == "profile"


def test_without_an_address_nothing_tells_one(posts: Project) -> None:
    page = posts.build(confoverrides={"html_baseurl": ""}).page("posts/full")
    told = properties(page)
    assert ("og:title", "A full post") in told
    assert ("article:tag", "cells") in told
    assert [value for _, value in told if "://" in value or "dot.png" in value] == []
    assert facts(page) == {}


@pytest.mark.parametrize("drawn", [True, False])
def test_an_svg_is_no_picture_for_previews(posts: Project, drawn: bool) -> None:
    posts.write(
        {
            "posts/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "posts/full.md": FULL.replace("dot.png", "dot.svg"),
        }
    )
    build = posts.build(confoverrides={"anthology_link_previews": drawn})
    page = build.page("posts/full")
    pictures = [value for name, value in properties(page) if name == "og:image"]
    assert pictures == [f"{BASE}_images/previews/posts/full.png"] * drawn
    image = facts(page)["BlogPosting"].get("image")
    assert (image and image["url"]) == (pictures[0] if drawn else None)
    assert (build.outdir / "_images" / "previews" / "posts" / "full.png").is_file() is drawn


def test_a_page_keeps_what_it_tells_by_itself(posts: Project) -> None:
    meta = (
        "myst:\n  html_meta:\n    description: Its own.\n    property=og:title: Its title\n"
        "    property=og:image: https://e.org/own.png\n    twitter:card: player\n"
    )
    posts.write({"posts/full.md": FULL.replace("lang:", f"{meta}lang:")})
    page = posts.build().page("posts/full")
    told = properties(page)
    assert descriptions(page) == ["Its own."]
    assert dict(told)["og:description"] == "Its own."
    assert facts(page)["BlogPosting"]["description"] == "Its own."
    assert [value for name, value in told if name == "og:title"] == ["Its title"]
    assert [told for told in told if told[0].startswith("og:image")] == [
        ("og:image", "https://e.org/own.png")
    ]
    assert [value for name, value in told if name == "twitter:card"] == ["player"]


# -- descriptions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "extensions",
    [
        ["myst_parser", "sphinx_anthology"],
        ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        ["sphinx_bindery", "sphinx_anthology", "myst_parser"],
    ],
)
def test_a_post_has_one_description(posts: Project, extensions: list[str]) -> None:
    posts.write(
        {"posts/plain.md": "---\ndate: 2014\nexcerpt: In *short*.\n---\n# Plain\n\nText.\n"}
    )
    build = posts.build(confoverrides={"extensions": extensions})
    told = {"full": "In a word.", "plain": "In *short*.", "undated": "Text."}
    for name, description in told.items():
        page = build.page(f"posts/{name}")
        assert descriptions(page) == [description]
        assert dict(properties(page))["og:description"] == description
        assert facts(page)["BlogPosting"]["description"] == description


def test_a_description_of_another_extension_is_told_in_all_forms(posts: Project) -> None:
    page = posts.build(
        confoverrides={"extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"]}
    )
    assert dict(properties(page.page("about")))["og:description"] == "Us."


# -- JSON-LD -------------------------------------------------------------------------------------

# What Google asks for or recommends:
# https://developers.google.com/search/docs/appearance/structured-data/article
# https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
# https://developers.google.com/search/docs/appearance/structured-data/book has name, author and url
# of a book; https://schema.org/CollectionPage asks for nothing, so those that all pages have.
REQUIRED = {
    "BlogPosting": {"headline", "author", "datePublished", "dateModified", "image"},
    "Person": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Book": {"name", "url"},
    "CollectionPage": {"name", "url", "description", "inLanguage", "isPartOf"},
    "CreativeWorkSeries": {"name", "url"},
    "ImageObject": {"url", "width", "height"},
    "QuantitativeValue": {"value", "unitCode"},
}
PAGES = {
    "index": {"Book"},
    "about": {"BreadcrumbList", "ListItem"},
    "posts/full": set(REQUIRED) - {"CollectionPage"},
    "series/walks": {"CollectionPage", "BreadcrumbList", "ListItem", "Book"},
    "authors/ed": {"CollectionPage", "BreadcrumbList", "ListItem", "Book"},
    "archive/2014/2": {"CollectionPage", "BreadcrumbList", "ListItem", "Book"},
}


def nodes(value: object) -> list[dict[str, Any]]:
    """Return all that has a type, however deep."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if not isinstance(value, dict):
        return []
    inner = [node for item in value.values() for node in nodes(item)]
    return [value, *inner] if "@type" in value else inner


@pytest.mark.parametrize("name", PAGES)
def test_each_type_has_what_is_looked_for(posts: Project, name: str) -> None:
    posts.write({"posts/full.md": FULL.replace("Someone else", "{name: S, url: https://s.org/}")})
    found = nodes(facts(posts.build().page(name)))
    root = [node for node in found if node["@type"] == "Book" and name == "index"]
    person = {"Person"} if root else set()
    assert {node["@type"] for node in found} == PAGES[name] | person
    for node in found:
        wanted = REQUIRED[node["@type"]]
        if root and node["@type"] == "Person":
            wanted = {"name"}
        assert wanted <= {key for key, value in node.items() if value}, node


def test_a_post_tells_what_it_is(posts: Project) -> None:
    post = facts(posts.build().page("posts/full"))["BlogPosting"]
    address = f"{BASE}posts/full.html"
    assert post == {
        "@type": "BlogPosting",
        "headline": "A full post",
        "url": address,
        "mainEntityOfPage": address,
        "description": "In a word.",
        "datePublished": "2014-11",
        "dateModified": "2015-02-03",
        "author": [
            {
                "@type": "Person",
                "name": "Ed",
                "url": "https://ed.org/",
                "sameAs": "https://orcid.org/0000-0001",
            },
            {"@type": "Person", "name": "Someone else", "url": f"{BASE}authors/someone-else.html"},
        ],
        "image": {
            "@type": "ImageObject",
            "url": f"{BASE}_images/dot.png",
            "caption": "A dot",
            "encodingFormat": "image/png",
            "width": {"@type": "QuantitativeValue", "value": 1, "unitCode": "E37"},
            "height": {"@type": "QuantitativeValue", "value": 1, "unitCode": "E37"},
        },
        "keywords": ["Nova", "cells"],
        "articleSection": ["Essays", "More"],
        "inLanguage": "pt-BR",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isPartOf": [
            {"@type": "Book", "name": "Notes", "url": BASE},
            {"@type": "CreativeWorkSeries", "name": "Walks", "url": f"{BASE}series/walks.html"},
        ],
        "position": 1,
        "wordCount": 6,
    }


def test_the_first_page_is_the_book(posts: Project) -> None:
    assert facts(posts.build().page("index")) == {
        "Book": {
            "@type": "Book",
            "name": "Notes",
            "url": BASE,
            "author": {"@type": "Person", "name": "N. N."},
            "inLanguage": "en-GB",
        }
    }


def test_a_post_that_names_nobody_is_by_who_made_the_site(posts: Project) -> None:
    page = posts.build().page("posts/plain")
    assert facts(page)["BlogPosting"]["author"] == [{"@type": "Person", "name": "N. N."}]
    assert "article:author" not in dict(properties(page))


def test_a_site_that_names_nobody_invents_nobody(posts: Project) -> None:
    posts.write({"conf.py": CONF.replace('author = "N. N."\n', "") + CONFIG})
    build = posts.build()
    assert "author" not in facts(build.page("posts/plain"))["BlogPosting"]
    assert "author" not in facts(build.page("index"))["Book"]


def test_a_post_without_a_date_is_given_none(posts: Project) -> None:
    page = posts.build().page("posts/undated")
    assert not {"datePublished", "dateModified"} & facts(page)["BlogPosting"].keys()
    assert not [name for name, _ in properties(page) if name.endswith("_time")]


HOME = ("Notes", BASE)
TRAILS = {
    "posts/full": [
        ("Walks", f"{BASE}series/walks.html"),
        ("A full post", f"{BASE}posts/full.html"),
    ],
    "posts/plain": [("2014", f"{BASE}archive/2014.html"), ("Plain", f"{BASE}posts/plain.html")],
    "posts/undated": [
        ("Undated", f"{BASE}archive/undated.html"),
        ("Undated", f"{BASE}posts/undated.html"),
    ],
    "about": [("About", f"{BASE}about.html")],
    "most": [
        ("About", f"{BASE}about.html"),
        ("More", f"{BASE}more.html"),
        ("Most", f"{BASE}most.html"),
    ],
    "tags/nova": [("Tags", f"{BASE}tags/index.html"), ("Nova", f"{BASE}tags/nova.html")],
    "tags/nova/2": [
        ("Tags", f"{BASE}tags/index.html"),
        ("Nova", f"{BASE}tags/nova.html"),
        ("Tag: Nova, page 2", f"{BASE}tags/nova/2.html"),
    ],
}


def test_every_page_but_the_first_tells_the_way_to_it(posts: Project) -> None:
    build = posts.build()
    assert {name: trail(build.page(name)) for name in TRAILS} == {
        name: [HOME, *places] for name, places in TRAILS.items()
    }
    for places in TRAILS.values():
        for _name, address in places:
            assert (build.outdir / address.removeprefix(BASE)).is_file()


def test_what_writers_write_is_text(posts: Project) -> None:
    quoted = json.dumps(HOSTILE)
    keys = ("title", "tags", "categories", "authors", "series", "description", "image_alt")
    matter = "".join(f"{key}: [{quoted}]\n" for key in keys[1:5])
    matter += "".join(f"{key}: {quoted}\n" for key in (keys[0], *keys[5:]))
    posts.write({"posts/full.md": f"---\nimage: dot.png\n{matter}---\n\nText.\n"})
    build = posts.build()
    assert build.warnings == ""
    page = build.page("posts/full")
    post = facts(page)["BlogPosting"]
    assert post["headline"] == post["description"] == post["image"]["caption"] == HOSTILE
    assert post["keywords"] == post["articleSection"] == [HOSTILE]
    assert post["author"][0]["name"] == post["isPartOf"][1]["name"] == HOSTILE
    told = dict(properties(page))
    for name in ("og:title", "og:description", "og:image:alt", "article:tag", "article:section"):
        assert told[name] == HOSTILE
    (tag,) = (build.outdir / "tags").glob("*script*.html")
    assert facts(build.page(f"tags/{tag.stem}"))["CollectionPage"]["name"] == f"Tag: {HOSTILE}"


# -- builders, validators, builds again ----------------------------------------------------------


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_only_a_site_has_any(posts: Project, builder: str) -> None:
    overrides = {"epub_copyright": "N. N.", "version": "1"}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    pages = [*build.outdir.rglob("*.html"), *build.outdir.rglob("*.xhtml")]
    assert pages
    for path in pages:
        page = html.document_fromstring(path.read_bytes())
        assert (properties(page), facts(page)) == ([], {})


@pytest.mark.validator
def test_the_nu_html_checker_finds_nothing(project: Project) -> None:
    write_every_directive(project)
    title = json.dumps(HOSTILE)
    project.write({"posts/hostile.md": f"---\ntitle: {title}\ntags: [{title}]\n---\n\nText.\n"})
    build = project.build(confoverrides={"html_theme": "sphinx_book_theme", "templates_path": []})
    assert len(facts(build.page("posts/hostile"))) == 2
    assert nu_html_checker(build.outdir) == []


def test_a_trail_is_up_to_date_when_a_title_far_above_changes(posts: Project) -> None:
    posts.build()
    posts.write({"about.md": "# About us\n\nUs.\n\n```{toctree}\nmore\n```\n"})
    build = posts.build()
    assert trail(build.page("most"))[1] == ("About us", f"{BASE}about.html")
    assert differing(build, posts.build(fresh=True)) == set()


@pytest.mark.parametrize("change", ['project = "Letters"', 'language = "de_AT"'])
def test_pages_of_names_are_up_to_date_when_conf_py_changes(posts: Project, change: str) -> None:
    conf = CONF + CONFIG + 'html_title = "A title"\n'
    posts.write({"conf.py": conf})

    def told(*, fresh: bool = False) -> object:
        page = posts.build(fresh=fresh).page("tags/cells")
        return properties(page), facts(page)

    before = told()
    posts.write({"conf.py": f"{conf}{change}\n"})
    assert told() == told(fresh=True) != before


GUIDE = Path(__file__).parents[2] / "guide" / "metadata.md"


@pytest.mark.parametrize("source", examples("markdown", GUIDE.name))
def test_an_example_of_the_guide_tells_what_it_says(posts: Project, source: str) -> None:
    posts.write({"posts/example.md": source})
    build = posts.build()
    assert build.warnings == ""
    page = build.page("posts/example")
    assert facts(page)["BlogPosting"]["datePublished"] == "2014-11"
    assert canonical(page) == ["https://old.example.org/two-days"]


@pytest.mark.parametrize(("builder", "end"), [("html", ".html"), ("dirhtml", "/")])
@pytest.mark.parametrize("name", ["100%done", "50%25", "a b"])
def test_addresses_are_quoted_once(posts: Project, name: str, builder: str, end: str) -> None:
    posts.write({f"posts/{name}.md": "---\ndate: 2014\naliases: old.html\n---\n# Odd\n\nText.\n"})
    build = posts.build(builder)
    docname = f"posts/{name}/index" if builder == "dirhtml" else f"posts/{name}"
    told = dict(properties(build.page(docname)))
    assert told["og:url"] == f"{BASE}posts/{quote(name)}{end}"
    picture = unquote(told["og:image"].removeprefix(BASE))
    assert picture == f"_images/previews/posts/{name}.png"
    assert (build.outdir / picture).is_file()
    assert f"{BASE}posts/{quote(name)}{end}" in (build.outdir / "sitemap.xml").read_text("utf-8")
    (link,) = build.page("old").xpath("//main//a/@href")
    assert unquote(link) == f"posts/{name}{end}"


def test_what_has_no_title_is_told_by_another_name(posts: Project) -> None:
    posts.write({"bare.md": "---\norphan: true\n---\nText alone.\n"})
    build = posts.build()
    assert dict(properties(build.page("bare")))["og:title"] == "bare"
    posts.write({"index.rst": ".. anthology::\n\n.. toctree::\n\n   about\n"})
    assert dict(properties(posts.build().page("index")))["og:title"] == "Notes"


def test_a_group_is_no_person(posts: Project) -> None:
    posts.write({"posts/full.md": FULL.replace("[ed, Someone else]", "[The Writers’ Team]")})
    (author,) = facts(posts.build().page("posts/full"))["BlogPosting"]["author"]
    assert author["@type"] == "Organization"


@pytest.mark.parametrize("builder", ["json", "htmlhelp"])
def test_what_no_host_serves_has_nothing_for_the_web(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    names = {"robots.txt", "llms.txt", "feed.json", "atom.xml", "sitemap.xml", "404.html"}
    assert not names & build.files().keys()
    assert not [name for name in build.files() if "previews" in name]
    written = b"".join(build.files().values())
    for sign in (b"ld+json", b"og:title", b"howpublished", b"atom.xml"):
        assert sign not in written
