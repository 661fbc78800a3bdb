"""The pages of the site for tags, series, categories, authors and years."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

CONFIG = """
anthology_page_size = 2
anthology_tags = {
    "Nova": {"title": "Nova <&> friends", "description": "Compute & \\"more\\"."},
}
"""
THEMES = ("basic", "alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme")


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"conf.py": CONF + CONFIG})
    project.write(
        {
            f"posts/p{n}.md": f"---\ndate: 201{n}\ntags: Nova\nseries: Walks\n---\n# Post {n}\n"
            for n in range(5)
        }
    )
    return project


def titles(page: HtmlElement) -> list[str]:
    return [p.text_content() for p in page.find_class("post-title")]


def pager(page: HtmlElement) -> list[tuple[str, str]]:
    return [
        (a.text_content(), a.get("href")) for p in page.find_class("pager") for a in p.iter("a")
    ]


@pytest.mark.parametrize(
    ("name", "shown", "links"),
    [
        ("tags/nova", ["Post 4", "Post 3"], [("Next page", "nova/2.html")]),
        (
            "tags/nova/2",
            ["Post 2", "Post 1"],
            [("Previous page", "../nova.html"), ("Next page", "3.html")],
        ),
        ("tags/nova/3", ["Post 0"], [("Previous page", "2.html")]),
        ("series/walks", ["Post 0", "Post 1"], [("Next page", "walks/2.html")]),
    ],
)
def test_long_lists_have_several_pages(
    posts: Project, name: str, shown: list[str], links: list[tuple[str, str]]
) -> None:
    page = posts.build().page(name)
    assert titles(page) == shown
    assert pager(page) == links


def test_title_description_and_count_are_those_of_conf_py(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    page = build.page("tags/nova")
    assert page.findtext(".//head/title").startswith("Tag: Nova <&> friends")
    (heading,) = page.iter("h1")
    assert heading.text_content().removesuffix("¶") == "Tag: Nova <&> friends"
    assert heading.getnext().text_content() == 'Compute & "more".'
    (count,) = page.find_class("count")
    assert count.text_content() == "5 posts"
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description == 'Compute & "more".'


def test_every_link_on_them_leads_to_a_file(posts: Project) -> None:
    build = posts.build()
    for folder in ("tags", "series", "archive"):
        for file in (build.outdir / folder).rglob("*.html"):
            page = build.page(file.relative_to(build.outdir).with_suffix("").as_posix())
            for link in page.xpath("//div[@class='body']//a/@href"):
                if not link.startswith("#"):
                    assert (file.parent / link).is_file(), (file, link)


def test_they_follow_the_suffix_and_the_folders_of_the_site(posts: Project) -> None:
    assert (posts.build("dirhtml").outdir / "tags" / "nova" / "2" / "index.html").is_file()
    build = posts.build(confoverrides={"html_file_suffix": ".htm"})
    assert (build.outdir / "tags" / "nova" / "2.htm").is_file()


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_other_outputs_have_no_such_pages(posts: Project, builder: str) -> None:
    overrides = {"epub_copyright": "N. N.", "version": "1"}
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    assert [name for name in build.files() if name.startswith("tags/")] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_they_fit_every_theme(posts: Project, theme: str, builder: str) -> None:
    overrides = {
        "html_theme": theme,
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        "templates_path": [],  # one theme appends to the default, which all builds here share
    }
    build = posts.build(builder, confoverrides=overrides)
    assert build.warnings == ""
    name = "tags/nova/2" if builder == "html" else "tags/nova/2/index"
    page = build.page(name)
    mains = [*page.iter("main"), *page.xpath("//*[@role='main']")]
    assert mains
    assert titles(mains[0]) == ["Post 2", "Post 1"]
    (form, *_others) = page.xpath("//form[@action]")
    up = "../../" if builder == "html" else "../../../"
    assert form.get("action") == f"{up}search{'.html' if builder == 'html' else '/'}"


def test_a_document_replaces_the_listing_page_at_its_path(posts: Project) -> None:
    posts.write({"tags/nova.md": "---\norphan: true\n---\n# My own page\n"})
    build = posts.build()
    assert (
        "tags/nova.md:1: WARNING: path: this document replaces the page of the tag "
        "'Nova <&> friends'; move it elsewhere [anthology.slug]"
    ) in build.warnings
    (heading,) = build.page("tags/nova").iter("h1")
    assert heading.text_content().startswith("My own page")


def test_in_folders_no_page_takes_the_place_of_a_document(posts: Project) -> None:
    own = "---\norphan: true\n---\n# My own page\n"
    posts.write({"tags/nova/index.md": own, "tags.md": own})
    posts.write({"posts/p9.md": "---\ntags: index\n---\n# Post 9\n"})
    build = posts.build("dirhtml")
    assert (
        "tags/nova/index.md:1: WARNING: path: this document replaces the page of the tag"
        in build.warnings
    )
    for name in ("tags/nova/index", "tags/index"):
        (heading,) = build.page(name).iter("h1")
        assert heading.text_content().startswith("My own page")
    assert titles(build.page("tags/index-name/index")) == ["Post 9"]


def test_a_build_that_writes_no_document_writes_lost_pages(posts: Project) -> None:
    posts.write({"lonely.md": "---\norphan: true\n---\n# Lonely\n"})
    build = posts.build()
    pages = {name: data for name, data in build.files().items() if name.startswith("tags/")}
    shutil.rmtree(build.outdir / "tags")
    (posts.folder / "lonely.md").unlink()
    again = posts.build()
    assert again.warnings == ""
    assert {name: data for name, data in again.files().items() if name in pages} == pages
    assert "lonely.html" not in again.files()


def test_numbers_of_chapters_are_not_theirs(posts: Project) -> None:
    posts.write({"index.rst": "Notes\n=====\n\n.. anthology::\n   :numbered:\n"})
    serial = posts.build(fresh=True)
    assert list(serial.page("tags/nova").find_class("section-number")) == []
    assert serial.files() == posts.build(fresh=True, parallel=2).files()


@pytest.mark.parametrize(
    "index",
    [
        ".. anthology::\n   :numbered:\n",
        ".. anthology::\n   :by: none\n",
        ".. toctree::\n   :caption: Others\n\n   Another title <posts/p1>\n\n.. anthology::\n",
    ],
)
@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_book_theme"])
def test_what_stands_around_them_is_up_to_date(posts: Project, theme: str, index: str) -> None:

    def files(*, fresh: bool = False) -> dict[str, bytes]:
        overrides = {
            "html_theme": theme,
            "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
            "templates_path": [],  # themes append to it
        }
        found = posts.build(confoverrides=overrides, fresh=fresh).files()
        # Pagefind's index has other bytes in each run (test_search compares what it finds)
        return {
            name: data
            for name, data in found.items()
            if name != ".buildinfo" and not name.startswith("_pagefind/")
        }

    files()
    posts.write({"index.rst": f"Notes\n=====\n\n{index}"})
    mine, theirs = files(), files(fresh=True)
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_a_name_that_nobody_bears_any_more_has_no_page(posts: Project) -> None:
    first = posts.build()
    assert (first.outdir / "tags" / "nova" / "3.html").is_file()
    posts.write({f"posts/p{n}.md": f"---\ndate: 201{n}\n---\n# Post {n}\n" for n in range(5)})
    second = posts.build()
    assert not (second.outdir / "tags").exists()
    assert not (second.outdir / "series").exists()


def written(build: Build, posts: Project) -> set[str]:
    """Build again, and return the pages of names that were written."""
    before = {name: (build.outdir / name).stat().st_mtime_ns for name in build.files()}
    after = posts.build()
    return {
        name
        for name in after.files()
        if name.startswith(("tags/", "series/", "archive/"))
        and (after.outdir / name).stat().st_mtime_ns != before.get(name)
    }


def test_an_edit_of_the_text_writes_none_of_them_but_where_it_takes_longer_to_read(
    posts: Project,
) -> None:
    post = posts.folder / "posts" / "p1.md"
    described = post.read_text("utf-8").replace("---\n#", "description: D\n---\n#")
    post.write_text(f"{described}\nText.\n", "utf-8")
    build = posts.build()
    post.write_text(f"{described}\nMore text.\n", "utf-8")
    assert written(build, posts) == set()
    post.write_text(f"{described}\n{'Text ' * 600}\n", "utf-8")
    showing = {"tags/nova/2.html", "series/walks.html", "archive/2011.html"}
    assert written(build, posts) == showing


def test_a_lost_page_is_written_again(posts: Project) -> None:
    build = posts.build()
    (build.outdir / "tags" / "nova.html").unlink()
    posts.write({"posts/p1.md": "---\ndate: 2011\ntags: Nova\nseries: Walks\n---\n# Post 1\n\nX\n"})
    posts.build()
    assert (build.outdir / "tags" / "nova.html").is_file()


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("Nowa", "anthology_tags has no tag 'Nowa' (did you mean 'Nova'?)"),
        ("Else", "anthology_tags has no tag 'Else'"),
    ],
)
def test_a_closed_set_of_tags_tells_of_others(posts: Project, tag: str, message: str) -> None:
    posts.write({"posts/p1.md": f"---\ndate: 2011\ntags: [nova, {tag}]\n---\n# Post 1\n"})
    build = posts.build(confoverrides={"anthology_closed_tags": True})
    assert f"posts/p1.md:3: WARNING: {message} [anthology.tag]" in build.warnings
    assert build.warnings.count("WARNING") == 1
