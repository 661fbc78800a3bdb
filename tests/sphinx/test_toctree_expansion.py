"""The toctrees of ``{anthology}``: all posts of a page, in order and in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import INDEX

if TYPE_CHECKING:
    from .conftest import Build, Project


def post(title: str, front_matter: str = "") -> str:
    fenced = f"---\n{front_matter}\n---\n\n" if front_matter else ""
    return f"{fenced}# {title}\n\nText.\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "posts/b.md": post("Bee", "date: 2014-11\ntags: [x, y]"),
            "posts/a.md": post("Ay", "date: 2014\ntags: [y]"),
            "posts/deep/c.md": post("Sea", "date: 2015-01-02\nseries: Walks"),
            "posts/d.md": post("Dee"),
        }
    )
    return project


def contents(build: Build) -> list[tuple[str | None, list[str]]]:
    """Return the groups that the index shows: caption and titles."""
    wrapper = build.page("index").find_class("toctree-wrapper")[0]
    groups: list[tuple[str | None, list[str]]] = []
    for child in wrapper:
        if child.tag == "p":
            groups.append((child.text_content(), []))
        else:
            if not groups:
                groups.append((None, []))
            groups[-1][1].extend(a.text_content() for a in child.iter("a"))
    return groups


@pytest.mark.parametrize(
    ("options", "groups"),
    [
        ("", [("2014", ["Ay", "Bee"]), ("2015", ["Sea"]), ("Undated", ["Dee"])]),
        (":order: newest", [("2015", ["Sea"]), ("2014", ["Bee", "Ay"]), ("Undated", ["Dee"])]),
        (":by: series", [("Walks", ["Sea"]), ("Other posts", ["Ay", "Bee", "Dee"])]),
        (":by: tag", [("y", ["Ay"]), ("x", ["Bee"]), ("Other posts", ["Sea", "Dee"])]),
        (":by: category", [("Other posts", ["Ay", "Bee", "Sea", "Dee"])]),
        (":by: none", [(None, ["Ay", "Bee", "Sea", "Dee"])]),
    ],
)
def test_groups_and_order(
    posts: Project, options: str, groups: list[tuple[str | None, list[str]]]
) -> None:
    posts.write({"index.rst": f"Notes\n=====\n\n.. anthology::\n   {options}\n"})
    build = posts.build()
    assert build.warnings == ""
    assert contents(build) == groups


def test_a_series_as_a_group_is_in_its_own_order(posts: Project) -> None:
    posts.write(
        {
            "posts/b.md": post("Bee", "date: 2014-11\nseries: {name: Walks, order: 2}"),
            "posts/deep/c.md": post("Sea", "date: 2015-01-02\nseries: {name: Walks, order: 1}"),
            "index.rst": "Notes\n=====\n\n.. anthology::\n   :by: series\n",
        }
    )
    assert contents(posts.build())[0] == ("Walks", ["Sea", "Bee"])


def test_in_a_post_it_is_a_mistake_and_no_circle(posts: Project) -> None:
    inside = "\n```{anthology}\n```\n"
    posts.write({name: post("P", "date: 2014") + inside for name in ("posts/p.md", "posts/q.md")})
    build = posts.build()
    assert "posts/p.md:9: WARNING: {anthology}: a post cannot contain it" in build.warnings
    assert contents(build)[0] == ("2014", ["Ay", "P", "P", "Bee"])


def test_the_root_document_is_never_a_post(project: Project) -> None:
    project.write({"index.rst": f":draft: true\n\n{INDEX}", "a.md": post("Ay", "date: 2014")})
    build = project.build(confoverrides={"anthology_posts": ["*"]})
    assert build.warnings == ""
    assert contents(build) == [("2014", ["Ay"])]


def test_other_patterns_make_other_posts_in_an_incremental_build(posts: Project) -> None:
    posts.write({"notes/n.md": post("En", "date: 2016\norphan: true")})
    overrides = {"suppress_warnings": ["toc.not_included"]}
    posts.build(confoverrides=overrides)
    build = posts.build(confoverrides={**overrides, "anthology_posts": ["notes/**"]})
    assert build.warnings == ""
    assert contents(build) == [("2016", ["En"])]
    assert build.page("posts/b").find_class("byline") == []
    assert build.page("notes/n").find_class("byline") != []


def test_toctrees_in_a_circle_are_a_warning_of_sphinx_and_no_crash(project: Project) -> None:
    circle = "{0}\n=\n\n.. toctree::\n\n   {1}\n"
    project.write({"a.rst": circle.format("A", "b"), "b.rst": circle.format("B", "a")})
    project.write({"index.rst": "Notes\n=====\n\n.. toctree::\n\n   a\n"})
    assert "circular toctree" in project.build("text").warnings


@pytest.mark.parametrize("suffix", [".markdown", ".txt"])
def test_what_a_file_is_its_beginning_says(project: Project, suffix: str) -> None:
    shown, draft = post("Ay", "date: 2014"), post("Secret", "draft: true")
    project.write({f"posts/a{suffix}": shown, f"posts/b{suffix}": draft})
    suffixes = {".rst": "restructuredtext", suffix: "markdown"}
    build = project.build(confoverrides={"source_suffix": suffixes})
    assert contents(build) == [("2014", ["Ay"])]


def test_numbered_chapters(posts: Project) -> None:
    posts.write({"index.rst": "Notes\n=====\n\n.. anthology::\n   :numbered:\n"})
    page = posts.build().page("posts/b")
    assert page.find_class("section-number")[0].text_content().strip() == "2."


def test_a_markdown_page_can_place_the_posts(posts: Project) -> None:
    (posts.folder / "index.rst").unlink()
    posts.write({"index.md": "# Notes\n\n```{anthology}\n:by: year\n```\n"})
    build = posts.build()
    assert build.warnings == ""
    assert contents(build)[0] == ("2014", ["Ay", "Bee"])


def test_an_unknown_option_value_is_a_warning_at_its_line(posts: Project) -> None:
    posts.write({"index.rst": "Notes\n=====\n\n.. anthology::\n   :by: colour\n"})
    warnings = posts.build().warnings
    message = "index.rst:4: WARNING: :by: unknown value 'colour'; write one of year, series, tag"
    assert message in warnings
    assert "[anthology.type]" in warnings


def test_no_post_at_all_is_no_error(project: Project) -> None:
    build = project.build()
    assert build.warnings == ""
    assert build.page("index").find_class("toctree-wrapper") == []


def test_the_key_post_overrides_the_folder(posts: Project) -> None:
    posts.write(
        {
            "posts/about.md": "---\npost: false\norphan: true\n---\n# About\n",
            "notes/e.md": post("Eee", "post: true\ndate: 2016"),
            "index.rst": "Notes\n=====\n\n.. anthology::\n   :by: none\n",
        }
    )
    build = posts.build()
    assert build.warnings == ""
    assert contents(build) == [(None, ["Ay", "Bee", "Sea", "Eee", "Dee"])]
    assert build.page("posts/about").find_class("byline") == []
    assert build.page("notes/e").find_class("byline") != []


def test_a_new_post_is_placed_and_a_removed_one_gone_without_another_edit(posts: Project) -> None:
    before = posts.build()
    posts.write({"posts/new.md": post("New", "date: 2014-12")})
    added = posts.build()
    assert added.warnings == ""
    assert contents(added)[0] == ("2014", ["Ay", "Bee", "New"])
    (posts.folder / "posts/new.md").unlink()
    removed = posts.build()
    assert contents(removed) == contents(before)
    assert contents(posts.build(fresh=True)) == contents(before)


def test_only_pages_that_show_the_change_are_read_again(posts: Project) -> None:
    posts.write({"other.rst": ":orphan:\n\nOther\n=====\n"})
    posts.build()
    posts.write({"posts/b.md": post("Bee", "date: 2015-11\ntags: [x, y]")})
    status = posts.build().app.status.getvalue()
    assert "0 added, 2 changed, 0 removed" in status


def test_a_body_edit_does_not_read_the_index_again(posts: Project) -> None:
    posts.build()
    posts.write({"posts/b.md": post("Bee", "date: 2014-11\ntags: [x, y]") + "\nMore.\n"})
    assert "0 added, 1 changed, 0 removed" in posts.build().app.status.getvalue()
