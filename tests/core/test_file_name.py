"""Slugs and dates of posts by the names of their files."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.file_name import file_name, title_of_file, with_file_name_date
from sphinx_anthology.core.posts.post import Post
from sphinx_anthology.core.posts.post_problems import slug_problems


@pytest.mark.parametrize(
    ("docname", "name"),
    [
        ("a", "a"),
        ("posts/a", "a"),
        ("posts/a/index", "a"),
        ("posts/a/b/c/index", "c"),
        ("posts/a/README", "a"),
        ("posts/a/readme", "a"),
        ("posts/a/_index", "a"),
        ("posts/a/index-2", "index-2"),
        ("index", "index"),
        ("README", "README"),
    ],
)
def test_a_file_of_a_folder_has_the_name_of_the_folder(docname: str, name: str) -> None:
    assert file_name(docname) == name


@pytest.mark.parametrize(
    ("docname", "date", "slug"),
    [
        ("posts/2014-11-10-two-days", "2014-11-10", "two-days"),
        ("posts/2014-11-10_two days", "2014-11-10", "two days"),
        ("posts/2014-11-10", "2014-11-10", ""),
        ("posts/2014-11-10-a/index", "2014-11-10", "a"),
        ("posts/2014-11-10-a/README", "2014-11-10", "a"),
        ("2014-11-10-a/part", "", ""),
        ("posts/2014-11-31-no-such-day", "", ""),
        ("posts/2014-11-two-days", "", ""),
        ("posts/2014-resolutions", "", ""),
        ("posts/20141110-a", "", ""),
        ("posts/2014-11-105", "", ""),
        ("posts/a-2014-11-10", "", ""),
    ],
)
def test_date_and_slug_in_a_file_name(docname: str, date: str, slug: str) -> None:
    post = with_file_name_date(Post(docname), UTC)
    assert (post.date.iso if post.date else "") == date
    assert post.slug == slug


@pytest.mark.parametrize(
    ("text", "date", "slug"),
    [
        ("date: 2014\n", "2014", "a"),
        ("slug: b\n", "2014-11-10", "b"),
        ("date: never\n", "", "a"),
    ],
)
def test_front_matter_takes_precedence(text: str, date: str, slug: str) -> None:
    post = with_file_name_date(read_post("2014-11-10-a", text, UTC)[0], UTC)
    assert (post.date.iso if post.date else "") == date
    assert post.slug == slug


def test_references_find_a_post_by_its_folder_and_by_its_whole_name() -> None:
    posts = [with_file_name_date(Post(name), UTC) for name in ("a/index", "b/2014-11-10-c")]
    catalogue = Catalogue(posts, {})
    assert catalogue.by_slug == {
        "a": ("a/index",),
        "c": ("b/2014-11-10-c",),
        "2014-11-10-c": ("b/2014-11-10-c",),
    }


@pytest.mark.parametrize(
    ("docname", "title"),
    [
        ("posts/two-days", "Two days"),
        ("posts/2014-11-10-two_days-in-Paris", "Two days in Paris"),
        ("posts/2014-11-10", "2014 11 10"),
        ("posts/a-trip/index", "A trip"),
        ("posts/---", "---"),
    ],
)
def test_title_of_a_post_without_one(docname: str, title: str) -> None:
    assert title_of_file(docname) == title


def test_chosen_slugs_that_other_posts_have() -> None:
    def post(docname: str, slug: str = "") -> Post:
        return Post(docname, slug=slug, lines=(("slug", 3),) if slug else ())

    catalogue = Catalogue(
        [
            *(post("2014/intro"), post("2015/intro"), post("a/index"), post("b/a/index")),
            *(post("x", "same"), post("y", "same"), post("z", "a"), post("w", "w")),
        ]
    )
    found = [
        (docname, problem.line, problem.message) for docname, problem in slug_problems(catalogue)
    ]
    rest = "too, so that references to it are ambiguous; write another one"
    assert sorted(found) == [
        ("y", 3, f"slug: 'same' is the name of x {rest}"),
        ("z", 3, f"slug: 'a' is the name of a/index {rest}"),
    ]
