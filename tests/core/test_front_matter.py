"""Front matter is found, parsed and checked; one slip costs one key."""

from __future__ import annotations

import io
import itertools
from datetime import UTC

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_anthology.core.frontmatter.keys import read_post
from sphinx_anthology.core.frontmatter.markdown import front_matter_text
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.post import Author, License, Post, SeriesPlace


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
    names = ("title", "tags", "date", "updated", "series", "image", "post", "license", "authors")
    assert read("".join(f"{name}:\n" for name in names)) == Post(
        "posts/a", lines=tuple((name, line) for line, name in enumerate(names, 2))
    )
    assert read("series: {name: a, order: }\n").series == (SeriesPlace("a"),)


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("tags: [a]\ndate: 2014-13\n", Kind.DATE, 3),
        ("date: [2014]\n", Kind.TYPE, 2),
        ("dat: 2014\n", Kind.KEY, 2),
        ("date: 2014\ndate: 2015\n", Kind.KEY, 3),
        ("tags: [a]\nauthor: b\nauthors: c\n", Kind.KEY, 3),
        ("draft: maybe\n", Kind.TYPE, 2),
        ("lang: English\n", Kind.TYPE, 2),
        ("lang: [de, fr]\n", Kind.TYPE, 2),
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
        ("a: b\nb: \x07\n", Kind.YAML, 3),
        ('title: "a\\u0007b"\n', Kind.TYPE, 2),
        ('tags: [a, "\\uFFFE"]\n', Kind.TYPE, 2),
        ("original_url: https://example.org/a b\n", Kind.TYPE, 2),
        ('original_url: "https://example.org/\\u0085"\n', Kind.TYPE, 2),
        ('original_url: "java\\tscript:alert(1)"\n', Kind.TYPE, 2),
        ("author:\n  name: a\n  [b]: c\n", Kind.YAML, 4),
        ("author:\n  name: a\n  name: b\n", Kind.KEY, 4),
        ("author: {nam: a}\n", Kind.KEY, 2),
        ("author: {name: a, url: [b]}\n", Kind.TYPE, 2),
        ("license: {name: [a]}\n", Kind.TYPE, 2),
        ("series: {name: [a]}\n", Kind.TYPE, 2),
        ("series: {name: a, order: [1]}\n", Kind.TYPE, 2),
        ("series: {name: a, order: .inf}\n", Kind.TYPE, 2),
        ("series: [a, b,\n a]\n", Kind.SERIES, 3),
        ("series:\n  name: a\n  order: 0\n  weight: 2\n", Kind.KEY, 5),
        ("x-a: &a {name: b}\nauthor:\n  <<: *a\n  name: c\n", Kind.KEY, 4),
        ("x-a: &a {title: b}\n<<: *a\n", Kind.KEY, 3),
        ("lastmod: git\nupdated: 2014\n", Kind.KEY, 2),
        ("updated: [git]\n", Kind.TYPE, 2),
        ("post: maybe\n", Kind.TYPE, 2),
        ("authors: &a [*a]\n", Kind.TYPE, 2),
        ("tags: &a [*a]\n", Kind.TYPE, 2),
        ("a: b\n---\nc: d\n", Kind.YAML, 3),
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


@pytest.mark.parametrize(
    "text",
    [
        "excerpt: Same.\ndescription: 'Same.'\n",
        "category: [a, b]\ncategories: a, b\n",
        "author: a\nauthors: [{name: a}]\n",
        "updated: git\nlastmod: git\n",
        "series: {name: a, order: 1, weight: 1.0}\n",
    ],
)
def test_two_spellings_that_agree_are_no_mistake(text: str) -> None:
    read(text)


def test_the_weight_of_a_series_counts_where_there_is_no_order() -> None:
    assert read("series: {name: a, weight: 3}\n").series == (SeriesPlace("a", 3),)
    post, _ = read_post("posts/a", "series: {name: a, weight: 3, order: 0}\n", UTC)
    assert post.series == (SeriesPlace("a", 0),)


def test_what_xml_cannot_hold_is_taken_out() -> None:
    post, problems = read_post("posts/a", 'title: "a\\u0000b\\u001Fc\\uFFFFd"\n', UTC)
    assert post.title == "abcd"
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "draft: maybe\n",
        "draft: [true]\n",
        "draft:\n",
        "draft: 1\n",
        "draft: tru\ndate: 2014\n",
        "title: a: b\ndraft: true\n",
        "draft:true\n",
        "draft: true\ntitle: \x07\n",
        "draft: true\ntitle: \ud800\n",
        "draft: true\nx: *nowhere\n",
        "draft: true\nx-a: " + "[" * 50_000,
        "draft: true\nx-a: " + "{a: " * 30 + "}" * 30,
        "draft: true\nx-a: " + "- " * 5_000,
    ],
)
def test_a_possible_draft_is_not_published(text: str) -> None:
    post, problems = read_post("posts/a", text, UTC)
    assert post.draft
    assert [
        problem.message.endswith(" (the post is not published until this is fixed)")
        for problem in problems
    ] == [True]


@pytest.mark.parametrize(
    ("text", "draft"),
    [("draft: TRUE\n", True), ("draft: 'on'\n", True), ("draft: No\n", False), ("a: b\n", False)],
)
def test_a_draft_that_can_be_read_is_what_it_says(text: str, draft: bool) -> None:
    assert read_post("posts/a", text, UTC)[0].draft is draft


@pytest.mark.parametrize("key", ["Title", "TITLE", "tiTLE"])
def test_a_key_in_other_case_is_told_the_known_one(key: str) -> None:
    (problem,) = read_post("posts/a", f"{key}: true\n", UTC)[1]
    assert "did you mean 'title'?" in problem.message


_LINES = (
    "---", "----", "-----  ", "--- \t", "---a", "--", " ---", "   ----", "    ---", "\t---",
    "...", "... ", " ...", "....", "...a", "", "  ", "a: b", "- - -", "\ufeff---",
)  # fmt: skip


@pytest.mark.parametrize("first", _LINES)
def test_the_fences_are_those_of_myst(first: str) -> None:
    parser = MarkdownIt().use(front_matter_plugin)
    for rest in itertools.product(_LINES, repeat=2):
        for end in ("", "\n", "\n---\n"):
            source = "\n".join((first, *rest)) + end
            tokens = parser.parse(source.removeprefix("\ufeff"))
            seen = tokens[0].content if tokens and tokens[0].type == "front_matter" else None
            found = front_matter_text(io.StringIO(source))
            assert (found if found is None else found.removesuffix("\n")) == seen, source


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("date: 2014\ndate: 2015\n", "duplicate key 'date'"),
        ("author:\n  name: a\n  name: b\n", "author: duplicate key 'name'"),
    ],
)
def test_a_duplicate_key_is_told_within_its_key(text: str, begin: str) -> None:
    (problem,) = read_post("posts/a", text, UTC)[1]
    assert problem.message.startswith(begin)


def test_an_unknown_key_is_told_the_nearest_known_one() -> None:
    (problem,) = read_post("posts/a", "serie: a\n", UTC)[1]
    assert "did you mean 'series'?" in problem.message


def test_a_language_has_its_current_code() -> None:
    post = read_post("posts/a", "date: 2014\nlang: deu_AT\n", UTC)[0]
    assert post.lang == "de-AT"
