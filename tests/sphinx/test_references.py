"""Roles for posts, tags, series and authors, and what a wrong one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Project

ONE = (
    "---\ndate: 2014-11\ntags: [Nova, C++]\nauthors: [ed]\nseries: Mid-cycle notes\n"
    "slug: first\n---\n# One & only\n\nText.\n"
)
TWO = "---\ndate: 2015\ntags: [C]\n---\n# Two\n\nText.\n"
CONFIG = """
anthology_authors = {"ed": {"name": "Some One"}}
anthology_tags = {"Nova": {"title": "Nova, the service", "aliases": ["compute"]}}
anthology_series = {"mid": {"title": "Mid-cycle notes", "description": "Two days."}}
"""


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"conf.py": CONF + CONFIG, "posts/one.md": ONE, "posts/two.md": TWO})
    project.write({"index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   page\n"})
    return project


def links(page: HtmlElement) -> list[tuple[str, str]]:
    (paragraph,) = page.xpath("//p[starts-with(., 'See')]")
    return [(a.text_content(), a.get("href")) for a in paragraph.iter("a")]


@pytest.mark.parametrize(
    ("role", "link"),
    [
        ("{post}`first`", ("One & only", "posts/one.html")),
        ("{post}`one`", ("One & only", "posts/one.html")),
        ("{post}`posts/one`", ("One & only", "posts/one.html")),
        ("{post}`/posts/one`", ("One & only", "posts/one.html")),
        ("{post}`that one <first>`", ("that one", "posts/one.html")),
        ("{anthology:post}`two`", ("Two", "posts/two.html")),
        ("{tag}`nova`", ("Nova, the service", "tags/nova.html")),
        ("{tag}`compute`", ("Nova, the service", "tags/nova.html")),
        ("{tag}`C++`", ("C++", "tags/c-plus-plus.html")),
        ("{tag}`c`", ("C", "tags/c.html")),
        ("{tag}`the language <C>`", ("the language", "tags/c.html")),
        ("{series}`mid`", ("Mid-cycle notes", "series/mid.html")),
        ("{series}`MID-CYCLE  notes`", ("Mid-cycle notes", "series/mid.html")),
        ("{author}`ed`", ("Some One", "authors/some-one.html")),
        ("{author}`Some One`", ("Some One", "authors/some-one.html")),
    ],
)
def test_a_role_leads_to_what_it_names(posts: Project, role: str, link: tuple[str, str]) -> None:
    posts.write({"page.md": f"# Page\n\nSee {role}.\n"})
    build = posts.build()
    assert build.warnings == ""
    assert links(build.page("page")) == [link]


def test_restructuredtext_has_the_roles_too(posts: Project) -> None:
    posts.write({"page.rst": "Page\n====\n\nSee :post:`first`, :tag:`text <nova>`.\n"})
    build = posts.build()
    assert build.warnings == ""
    assert links(build.page("page")) == [
        ("One & only", "posts/one.html"),
        ("text", "tags/nova.html"),
    ]


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("{tag}`nowa`", "no post has the tag 'nowa' (did you mean 'Nova'?)"),
        ("{tag}`nonexistent`", "no post has the tag 'nonexistent'"),
        ("{series}`midd`", "no post has the series 'midd'"),
        ("{author}`Some Ome`", "no post has the author 'Some Ome' (did you mean 'Some One'?)"),
        ("{post}`fisrt`", "there is no post 'fisrt' (did you mean 'first'?)"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_wrong_name_is_told_with_the_nearest(
    posts: Project, role: str, message: str, builder: str
) -> None:
    posts.write({"page.md": f"# Page\n\nSee {role}.\n"})
    build = posts.build(builder)
    assert f"page.md:3: WARNING: {message}" in build.warnings
    assert build.warnings.count("WARNING") == 1
    assert "[anthology.ref]" in build.warnings


def test_a_slug_of_two_posts_is_told(posts: Project) -> None:
    posts.write({"posts/deep/two.md": "# Another\n", "page.md": "# Page\n\nSee {post}`two`.\n"})
    build = posts.build()
    assert (
        "page.md:3: WARNING: 'two' is the slug of several posts; write one of posts/two, "
        "posts/deep/two [anthology.ref]"
    ) in build.warnings


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man"]
)
def test_a_name_without_a_place_is_text_and_no_mistake(posts: Project, builder: str) -> None:
    posts.write({"page.md": "# Page\n\nSee {tag}`nova`, {series}`mid`, {author}`ed`.\n"})
    overrides = {
        "latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")],
        "epub_copyright": "N. N.",
        "version": "1",
    }
    assert posts.build(builder, confoverrides=overrides).warnings == ""


def test_another_project_links_to_names(posts: Project) -> None:
    posts.write({"page.md": "# Page\n"})
    inventory = posts.build().outdir / "objects.inv"
    other = posts.folder / "other"
    posts.write(
        {
            "other/conf.py": CONF.replace(
                '"sphinx_anthology"]', '"sphinx_anthology", "sphinx.ext.intersphinx"]'
            )
            + f'intersphinx_mapping = {{"blog": ("https://example.org/", {str(inventory)!r})}}\n',
            "other/index.md": "# Other\n\nSee {tag}`C++`, {external+blog:anthology:post}`first`, "
            "{external:anthology:series}`Mid-cycle notes`, {author}`Some One`.\n",
        }
    )
    build = type(posts)(other, posts.make_app).build()
    assert build.warnings == ""
    assert links(build.page("index")) == [
        ("C++", "https://example.org/tags/c-plus-plus.html"),
        ("One & only", "https://example.org/posts/one.html"),
        ("Mid-cycle notes", "https://example.org/series/mid.html"),
        ("Some One", "https://example.org/authors/some-one.html"),
    ]
