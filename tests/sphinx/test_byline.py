"""The byline: what is known of a post, in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Project

ONE = """\
---
date: 2014-11
updated: 2015-02-03
tags: [Nova, "a <b> & \\"c\\""]
authors: [N. N., {name: M. M., url: "https://example.org/m"}]
series: {name: Walks, order: 1}
original_url: https://example.org/one
license: CC-BY-4.0
location: Paris
---

# One & only

Text.
"""
TWO = "---\ndate: 2014-12\nseries: {name: Walks, order: 2}\n---\n\n# Two\n\nText.\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/one.md": ONE, "posts/two.md": TWO})
    return project


def lines(page: HtmlElement) -> list[str]:
    (byline,) = page.find_class("byline")
    return [" ".join(p.text_content().split()) for p in byline.iter("p")]


def test_html_shows_every_fact(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert lines(build.page("posts/one")) == [
        "November 2014 · updated February 3, 2015 · N. N. · M. M. · 1 min read · Paris",
        'Tags: Nova, a <b> & "c"',
        "Part 1 of 2 of the series Walks",
        "Next part: Two",
        "First published at https://example.org/one",
        "License: CC BY 4.0",
    ]
    assert lines(build.page("posts/two"))[-1] == "Previous part: One & only"


def test_the_byline_stands_under_the_title(posts: Project) -> None:
    (byline,) = posts.build().page("posts/one").find_class("byline")
    assert byline.getprevious().tag == "h1"


def test_html_dates_are_for_machines_too_and_no_more_precise(posts: Project) -> None:
    (byline,) = posts.build().page("posts/one").find_class("byline")
    times = list(byline.iter("time"))
    assert [time.get("datetime") for time in times] == ["2014-11", "2015-02-03"]


def test_links_lead_to_the_neighbors(posts: Project) -> None:
    page = posts.build().page("posts/one")
    (next_part,) = page.find_class("next")
    assert [a.get("href") for a in next_part.iter("a")] == ["two.html"]


@pytest.mark.parametrize("builder", ["text", "man", "latex", "texinfo", "singlehtml", "dirhtml"])
def test_other_builders_write_it_without_a_word(posts: Project, builder: str) -> None:
    overrides = {"latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")]}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    written = b" ".join(
        content
        for name, content in build.files().items()
        if name.endswith((".txt", ".1", ".tex", ".texi", ".html"))
    ).decode()
    for fact in ("November 2014", "Nova", "Walks"):
        assert fact in written


def test_the_language_of_the_project_names_the_month(posts: Project) -> None:
    page = posts.build(confoverrides={"language": "de"}).page("posts/two")
    (byline,) = page.find_class("byline")
    assert [time.text_content() for time in byline.iter("time")] == ["Dezember 2014"]


def test_a_post_without_front_matter_has_its_reading_time(project: Project) -> None:
    project.write({"posts/bare.md": "# Bare\n\n" + "word " * 800})
    assert lines(project.build().page("posts/bare")) == ["3 min read"]


KNOWN = {"N. N.": {"name": "Nobody Noone", "url": "https://example.org/n", "orcid": "0000-0"}}


def test_an_author_is_shown_by_what_the_id_stands_for(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_authors": KNOWN})
    assert build.warnings == ""
    assert links(build.page("posts/one"), "author")[0] == (
        "Nobody Noone",
        "../authors/nobody-noone.html",
    )
    assert links(build.page("authors/nobody-noone"), "listing-facts") == [
        ("https://example.org/n", "https://example.org/n"),
        ("https://orcid.org/0000-0", "https://orcid.org/0000-0"),
        ("All authors", "index.html"),
    ]


def test_without_a_page_of_the_authors_posts_the_name_leads_to_the_author(posts: Project) -> None:
    build = posts.build("singlehtml", confoverrides={"anthology_authors": KNOWN})
    assert ("Nobody Noone", "https://example.org/n") in links(build.page("index"), "author")


def links(page: HtmlElement, kind: str) -> list[tuple[str, str]]:
    """Return the links in elements of a class, or around them."""
    found = page.xpath(
        f"//*[contains(concat(' ', @class, ' '), ' {kind} ')]"
        "/descendant-or-self::*/ancestor-or-self::a | "
        f"//*[contains(concat(' ', @class, ' '), ' {kind} ')]//a"
    )
    return [(a.text_content(), a.get("href")) for a in found]


def test_a_post_in_restructuredtext_has_the_same_keys(project: Project) -> None:
    project.write(
        {
            "posts/rest.rst": ":date: 2014-11\n:tags: Nova, Cells\n:authors: Some One\n"
            ":series: {name: Walks, order: 2}\n:title: A: colon\n\nA: colon\n========\n\nText.\n"
        }
    )
    build = project.build()
    assert build.warnings == ""
    page = build.page("posts/rest")
    assert lines(page) == [
        "November 2014 · Some One · 1 min read",
        "Tags: Nova, Cells",
        "Series: Walks",
    ]
    assert [h1.text_content().rstrip("¶") for h1 in page.iter("h1")] == ["A: colon"]


def test_a_neighbor_with_a_new_title_or_place_is_written_again(posts: Project) -> None:
    posts.build()
    posts.write({"posts/two.md": TWO.replace("# Two", "# Three")})
    assert "Next part: Three" in lines(posts.build().page("posts/one"))
    posts.write({"posts/two.md": TWO.replace("order: 2", "order: 0")})
    build = posts.build()
    assert "Part 2 of 2 of the series Walks" in lines(build.page("posts/one"))
    (posts.folder / "posts/two.md").unlink()
    assert "Series: Walks" in lines(posts.build().page("posts/one"))


def test_what_one_builder_showed_is_still_news_to_another(posts: Project) -> None:
    for builder in ("html", "dirhtml"):
        posts.build(builder)
    posts.write({"posts/two.md": TWO.replace("# Two", "# Three")})
    posts.build("html")
    posts.build("dirhtml")
    page = posts.build("dirhtml").page("posts/one/index")
    assert "Next part: Three" in lines(page)
