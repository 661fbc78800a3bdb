"""``{post-list}``: filters, order, groups, looks, and what nothing meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import DOT

if TYPE_CHECKING:
    from .conftest import Build, Project

POSTS = {
    "posts/a.md": "---\ndate: 2013\ntags: [Nova]\nauthors: [N. N.]\nlang: en-GB\n"
    "---\n# Alpha\n\nFirst.\n",
    "posts/b.md": "---\ndate: 2014-03\ntags: [Nova, Cells]\ncategories: Notes\n"
    "series: {name: Walks, order: 2}\n---\n# Beta\n\nSecond, see [](a.md)[^n].\n\n[^n]: A note.\n",
    "posts/c.md": "---\ndate: 2014-11-10\nupdated: 2016\ntags: Cells\nauthors: [N. N., M. M.]\n"
    "series: {name: Walks, order: 1}\nlocation: Paris\n---\n# Gamma\n\n* No paragraph.\n",
    "posts/d.md": "---\nlang: fr\n---\n# Delta\n",
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(POSTS)
    return project


def build(posts: Project, options: str, builder: str = "html", name: str = "post-list") -> Build:
    directive = "\n".join(f"   {line}" for line in options.splitlines())
    posts.write({"index.rst": f"Notes\n=====\n\n.. anthology::\n\n.. {name}::\n{directive}\n"})
    return posts.build(builder)


def titles(page: Build) -> list[str]:
    return [p.text_content() for p in page.page("index").find_class("post-title")]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", "Gamma Beta Alpha Delta"),
        (":sort: oldest", "Alpha Beta Gamma Delta"),
        (":sort: title", "Alpha Beta Delta Gamma"),
        (":sort: updated", "Gamma Beta Alpha Delta"),
        (":sort: series", "Gamma Beta Alpha Delta"),
        (":series: walks\n:sort: series", "Gamma Beta"),
        (":tags: nova", "Beta Alpha"),
        (":tags: nova, cells", "Gamma Beta Alpha"),
        (":not-tags: nova", "Gamma Delta"),
        (":tags: cells\n:not-tags: nova", "Gamma"),
        (":series: Walks", "Gamma Beta"),
        (":category: notes", "Beta"),
        (":author: M. M.", "Gamma"),
        (":lang: en", "Gamma Beta Alpha"),
        (":lang: en-gb", "Alpha"),
        (":lang: FR, en-GB", "Alpha Delta"),
        (":after: 2013", "Gamma Beta"),
        (":after: 2014-03", "Gamma"),
        (":after: 2014-11-09", "Gamma"),
        (":before: 2014", "Alpha"),
        (":before: 2014-11-10", "Beta Alpha"),
        (":after: 2013\n:before: 2014-11", "Beta"),
        (":limit: 2", "Gamma Beta"),
        (":tags: nova\n:limit: 1\n:sort: oldest", "Alpha"),
    ],
)
def test_filters_and_order(posts: Project, options: str, found: str) -> None:
    page = build(posts, options)
    assert page.warnings == ""
    assert titles(page) == found.split()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":tags: Nowa", ":tags: no post has the tag 'Nowa' (did you mean 'Nova'?)"),
        (":series: Wlaks", ":series: no post has the series 'Wlaks' (did you mean 'Walks'?)"),
        (":author: M.M.", ":author: no post has the author 'M.M.' (did you mean 'M. M.'?)"),
        (":category: Nots", ":category: no post has the category 'Nots' (did you mean 'Notes'?)"),
        (":tags: Nova\n:before: 2000", "no post matches these options; remove one of them"),
        (":lang: zz", "no post matches these options; remove one of them"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "text"])
def test_what_nothing_meets_is_told_and_shows_no_post(
    posts: Project, options: str, message: str, builder: str
) -> None:
    page = build(posts, options, builder)
    assert f"index.rst:6: WARNING: {message} [anthology.ref]" in page.warnings
    assert page.warnings.count("WARNING") == 1
    if builder == "html":
        assert titles(page) == []
        (sentence,) = page.page("index").find_class("post-list")
        assert sentence.text_content() == "There are no such posts."
    else:
        assert "There are no such posts." in (page.outdir / "index.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "message", "found"),
    [
        (":tags:", ":tags: there is no name; write one, or remove the option [anthology.type]", ""),
        (
            ":sort: newset",
            (
                ":sort: unknown value 'newset' (did you mean 'newest'?); "
                "write one of newest, oldest, updated, title, series"
            ),
            "G",
        ),
        (
            ":style: tabel",
            (
                ":style: unknown value 'tabel' (did you mean 'table'?); "
                "write one of list, table, cards"
            ),
            "G",
        ),
        (":limit: few", ":limit: 'few' is not a positive integer; write one such as 10", "G"),
        (":limit: 0", ":limit: '0' is not a positive integer; write one such as 10", "G"),
        (":after: 2014-13", ":after: '2014-13' is not a date; month must be in 1..12", ""),
        (":before: soon", ":before: 'soon' is not a date; write 2014", ""),
        (":not-tags:", ":not-tags: there is no name; write one, or remove the option", ""),
        (
            ":group-by: yaer",
            (
                ":group-by: unknown value 'yaer' (did you mean 'year'?); "
                "write one of tag, series, category, author, year"
            ),
            "G",
        ),
        (
            ":show: dat",
            ":show: unknown value 'dat' (did you mean 'date'?); write one of image, date, updated",
            "G",
        ),
    ],
)
def test_an_option_that_cannot_be_read_is_told(
    posts: Project, options: str, message: str, found: str
) -> None:
    page = build(posts, options)
    assert f"index.rst:6: WARNING: {message}" in page.warnings
    assert page.warnings.count("WARNING") == 1
    assert [title[0] for title in titles(page)][:1] == list(found)


def test_a_book_without_posts_has_an_empty_list_and_no_mistake(project: Project) -> None:
    page = build(project, ":tags: x")
    (sentence,) = page.page("index").find_class("post-list")
    assert sentence.text_content() == "There are no such posts."


def test_an_excerpt_in_a_script_without_spaces_is_cut_and_not_lost(posts: Project) -> None:
    posts.write({"posts/a.md": f"---\ntags: x\n---\n# A\n\n{'字' * 400}\n"})
    (excerpt,) = build(posts, ":tags: x").page("index").find_class("post-excerpt")
    assert excerpt.text_content() == "字" * 299 + "…"


def test_an_excerpt_says_what_its_references_show(posts: Project) -> None:
    page = build(posts, ":tags: nova")
    excerpts = [p.text_content() for p in page.page("index").find_class("post-excerpt")]
    assert excerpts == ["Second, see Alpha.", "First."]
    posts.write({"posts/a.md": POSTS["posts/a.md"].replace("Alpha", "Omega")})
    page = posts.build()
    excerpts = [p.text_content() for p in page.page("index").find_class("post-excerpt")]
    assert excerpts == ["Second, see Omega.", "First."]


def test_every_fact_can_be_shown(posts: Project) -> None:
    facts = "date, updated, authors, reading-time, location, series, categories, tags"
    page = build(posts, f":tags: cells\n:show: {facts}")
    assert [p.text_content() for p in page.page("index").find_class("post-facts")] == [
        "November 10, 2014 · updated 2016 · N. N., M. M. · 1 min read · Paris · Walks · Cells",
        "March 2014 · 1 min read · Walks · Notes · Nova, Cells",
    ]


def test_groups_have_every_post_that_belongs_to_them(posts: Project) -> None:
    page = build(posts, ":group-by: tag\n:show: none").page("index")
    lists = [
        (
            group.text_content(),
            [p.text_content() for p in group.getnext().find_class("post-title")],
        )
        for group in page.find_class("post-group")
    ]
    assert lists == [
        ("Cells", ["Gamma", "Beta"]),
        ("Nova", ["Beta", "Alpha"]),
        ("Other posts", ["Delta"]),
    ]


@pytest.mark.parametrize("style", ["list", "table", "cards"])
@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml"]
)
def test_every_builder_writes_every_style(posts: Project, style: str, builder: str) -> None:
    posts.write({"posts/b.md": POSTS["posts/b.md"].replace("---\n# B", "image: b.png\n---\n# B")})
    (posts.folder / "posts" / "b.png").write_bytes(DOT)
    options = f":style: {style}\n:show: image, date, tags, excerpt\n:group-by: year"
    posts.write({"conf.py": (posts.folder / "conf.py").read_text("utf-8") + OTHER})
    assert build(posts, options, builder).warnings == ""


OTHER = """
latex_documents = [("index", "notes.tex", "Notes", "N. N.", "manual")]
epub_copyright = "N. N."
version = "1"
"""


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ("gone.png", "posts/a.md:2: WARNING: image: 'posts/gone.png'"),
        (
            "https://example.org/a.png",
            "posts/a.md:2: WARNING: image: 'https://example.org/a.png' is on the web",
        ),
        (f"{'a' * 300}.png", "posts/a.md:2: WARNING: image: 'posts/aaa"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(posts: Project, image: str, message: str) -> None:
    posts.write({"posts/a.md": f"---\nimage: {image}\n---\n# Alpha\n"})
    page = build(posts, ":style: cards")
    assert message in page.warnings
    assert "[anthology.image]" in page.warnings
    assert list(page.page("index").iter("img")) == []


def test_a_timeline_of_one_post_counts_one(posts: Project) -> None:
    page = build(posts, ":author: M. M.", name="timeline").page("index")
    assert page.xpath("string(//*[@class='timeline docutils container']/*/*)") == (
        "Posts over time: 1 post of November 10, 2014"
    )
