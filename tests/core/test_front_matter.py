"""Front matter is found, parsed and checked; one slip costs one key."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from anthology.core.front_matter import front_matter_text
from anthology.core.post import Author, License, Post, SeriesPlace
from anthology.core.post_keys import KEYS, json_schema, read_post
from anthology.core.problem import Kind
from anthology.schema import schema_text


def read(text: str) -> Post:
    """Read front matter that has no mistake."""
    post, problems = read_post("posts/a", text, UTC)
    assert problems == ()
    return post


def mistakes(text: str) -> list[tuple[str, int]]:
    return [(str(problem.kind), problem.line) for problem in read_post("posts/a", text, UTC)[1]]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("---\ndate: 2014\n---\n# Hi\n", "date: 2014\n"),
        ("\ufeff---\r\ndate: 2014\r\n---\r\n", "date: 2014\r\n"),
        ("---\n---\n", ""),
        ("# Hi\n\n---\ndate: 2014\n---\n", None),
        ("---\nnever closed\n", None),
        ("", None),
    ],
)
def test_front_matter_stands_between_fences_at_the_top(source: str, found: str | None) -> None:
    assert front_matter_text(source.splitlines(keepends=True)) == found


def test_front_matter_is_read_no_further_than_its_end() -> None:
    lines = iter(["---\n", "date: 2014\n", "---\n", "body\n"])
    front_matter_text(lines)
    assert next(lines) == "body\n"


def test_every_key_and_spelling_is_read() -> None:
    post = read(
        "title: A: B\n".replace("A: B", '"A: B"') + "date: 2014-11\n"
        "lastmod: 2014-12-01\n"
        "tags: Nova, Community, Nova\n"
        "category: Notes\n"
        "author: [ed, {name: N. N., url: 'https://example.org'}]\n"
        "series: [One, {name: Two, weight: 3}]\n"
        "summary: In short.\n"
        "draft: yes\n"
        "thumbnail: a.png\n"
        "image_alt: A picture\n"
        "slug: a-b\n"
        "redirect: /old\n"
        "license: {name: CC-BY-4.0, url: 'https://example.org/by'}\n"
        "language: no\n"
        "external_link: https://example.org/first\n"
        "canonical-url: https://example.org/best\n"
        "location: Paris\n"
        "post: true\n"
        "x-mine: {any: thing}\n"
        "orphan: true\n"
    )
    assert post.title == "A: B"
    assert post.date is not None
    assert post.updated is not None
    assert (post.date.iso, post.updated.iso) == ("2014-11", "2014-12-01")
    assert post.tags == ("Nova", "Community")
    assert post.categories == ("Notes",)
    assert post.authors == (Author("ed"), Author("N. N.", url="https://example.org"))
    assert post.series == (SeriesPlace("One"), SeriesPlace("Two", 3))
    assert (post.description, post.draft, post.image) == ("In short.", True, "a.png")
    assert (post.slug, post.aliases, post.lang) == ("a-b", ("/old",), "no")
    assert post.license == License("CC-BY-4.0", "https://example.org/by")
    assert post.original_url == "https://example.org/first"
    assert post.canonical_url == "https://example.org/best"
    assert (post.location, post.is_post) == ("Paris", True)


def test_yaml_types_do_not_change_what_was_written() -> None:
    post = read("date: 2014\ntags: [2014, 1.10, no, 2014-11-10]\nseries: 2015\n")
    assert post.date is not None
    assert post.date.iso == "2014"
    assert post.tags == ("2014", "1.10", "no", "2014-11-10")
    assert post.series == (SeriesPlace("2015"),)


def test_updated_git_is_a_wish_and_no_date() -> None:
    post = read("updated: git\n")
    assert post.updated_from_git
    assert post.updated is None


def test_empty_values_count_as_left_out() -> None:
    assert read("title:\ntags:\ndate: ~\nseries:\nimage:\n") == Post(
        "posts/a", lines=(("title", 2), ("tags", 3), ("date", 4), ("series", 5), ("image", 6))
    )


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("tags: [a]\ndate: 2014-13\n", Kind.DATE, 3),
        ("date: [2014]\n", Kind.TYPE, 2),
        ("dat: 2014\n", Kind.KEY, 2),
        ("date: 2014\ndate: 2015\n", Kind.KEY, 3),
        ("tags: [a]\nauthor: b\nauthors: c\n", Kind.KEY, 3),
        ("draft: maybe\n", Kind.TYPE, 2),
        ("original_url: javascript:alert(1)\n", Kind.UNSAFE, 2),
        ("original_url: example.org/a\n", Kind.TYPE, 2),
        ("original_url: 'https://'\n", Kind.TYPE, 2),
        ("series:\n- {order: 1}\n", Kind.SERIES, 3),
        ("series: {name: a, order: first}\n", Kind.TYPE, 2),
        ("series: {name: a, order: .nan}\n", Kind.TYPE, 2),
        ("author:\n  nam: a\n  name: b\n", Kind.KEY, 3),
        ("author: {url: 'https://example.org'}\n", Kind.AUTHOR, 2),
        ("title: a: b\n", Kind.YAML, 2),
        ("a\n", Kind.YAML, 2),
        ("[a]: b\n", Kind.YAML, 2),
        ("a: \x07\n", Kind.YAML, 1),
    ],
)
def test_a_mistake_names_its_kind_and_line(text: str, kind: Kind, line: int) -> None:
    assert mistakes(text) == [(str(kind), line)]


def test_a_mistake_in_one_key_leaves_the_others() -> None:
    post, problems = read_post("posts/a", "date: 2014-13\ntags: [a]\ndraft: no\n", UTC)
    assert (post.date, post.tags, post.draft) == (None, ("a",), False)
    assert len(problems) == 1


def test_of_two_spellings_the_key_itself_counts() -> None:
    text = "excerpt: Long.\ndescription: Short.\n"
    post, problems = read_post("posts/a", text, UTC)
    assert post.description == "Short."
    assert [(problem.kind, problem.line) for problem in problems] == [(Kind.KEY, 2)]


def test_two_spellings_that_agree_are_no_mistake() -> None:
    assert read("excerpt: Same.\ndescription: Same.\n").description == "Same."


def test_an_unknown_key_is_told_the_nearest_known_one() -> None:
    (problem,) = read_post("posts/a", "serie: a\n", UTC)[1]
    assert "did you mean 'series'?" in problem.message


def test_the_schema_knows_every_key_and_spelling() -> None:
    schema = json_schema()
    spellings = {spelling for key in KEYS for spelling in (key.name, *key.also)}
    assert set(schema["properties"]) == spellings
    assert all(schema["properties"][key.name]["description"] for key in KEYS)


def test_the_schema_of_the_book_is_that_of_the_model() -> None:
    """If not: ``PYTHONPATH=_ext python -m anthology.schema > _static/post.schema.json``."""
    file = Path(__file__).parents[2] / "_static" / "post.schema.json"
    assert file.read_text(encoding="utf-8") == schema_text()
