"""Keys of other programs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sphinx_anthology.core.frontmatter.foreign_keys import FOREIGN_KEYS, is_known
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, KEYS, read_post
from sphinx_anthology.core.frontmatter.problem import NOT_PUBLISHED
from sphinx_anthology.core.posts.post import Author, SeriesPlace, is_unpublished

OURS = {spelling for key in KEYS for spelling in (key.name, *key.also)}


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("permalink: /a/", "aliases"),
        ("url: /a/", "aliases"),
        ("redirect_to: /b/", "canonical_url"),
        ("desc: text", "description"),
        ("Teaser: a.png", "image"),
        ("feature-image: a.png", "image"),
        ("pubDate: 2014", "date"),
        ("last_modified_at: 2014", "updated"),
        ("keywords: a, b", "tags"),
        ("blogpost: true", "post"),
        ("path: /a/", "aliases"),
        ("taxonomies: {tags: [a]}", "tags"),
        ("featured: true", "image"),
        ("updatedDate: 2014", "updated"),
    ],
)
def test_message_names_the_key_to_write(line: str, instead: str) -> None:
    (problem,) = read_post("posts/a", f"{line}\n", UTC)[1]
    assert f"'{instead}'" in problem.message.partition("; ")[2]
    assert problem.unknown_key == line.partition(":")[0]


@pytest.mark.parametrize("key", ["layout", "toc", "my_own_key", "codeinjection_head"])
def test_keys_without_a_counterpart_can_be_removed_or_made_known(key: str) -> None:
    (problem,) = read_post("posts/a", f"{key}: a\n", UTC)[1]
    assert problem.message.endswith("; remove it, or add it to anthology_known_keys")
    assert problem.unknown_key == key


def test_keys_are_declared_once_and_are_not_ours() -> None:
    names = [name for keys in FOREIGN_KEYS for name in keys.names]
    assert len(names) == len(set(names))
    assert not set(names) & (OURS | IGNORED_KEYS)
    assert {key for keys in FOREIGN_KEYS for key in keys.instead} <= OURS


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "series: {title: A, part: 2}",
            "series: unknown key 'title'; write one of name, order, weight",
        ),
        ("author: {name: A, urls: b}", "author: unknown key 'urls' (did you mean 'url'?)"),
    ],
)
def test_unknown_keys_of_mappings_name_the_known_ones(line: str, message: str) -> None:
    problem, *_ = read_post("posts/a", f"{line}\n", UTC)[1]
    assert problem.message == message


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("categories:\n- [Tech, Web]\n- Life", [(2, "Life")]),
        ("categories:\n- Life\n- - Tech\n  - Web", [(3, "Life")]),
        ("categories: [Life, [Tech, Web]]", [(1, "Life")]),
    ],
)
def test_lists_of_hexo_within_a_list_are_reported(lines: str, found: list[tuple[int, str]]) -> None:
    post, problems = read_post("posts/a", f"{lines}\n", UTC, first_line=1)
    advice = "write its items in the list around it"
    message = f"categories: a list within a list is not text; {advice}"
    assert [(problem.line, *post.categories) for problem in problems] == found
    assert {problem.message for problem in problems} == {message}


VALUES = ("true", "yes", "false", "never", "draft", "hidden", "members", "2000-01-01", "2999-01-01")


def test_no_key_without_effect_changes_whether_a_post_is_published() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for keys in FOREIGN_KEYS:
        for name in keys.names:
            posts = [read_post("posts/a", f"{name}: {value}\n", UTC)[0] for value in VALUES]
            has_effect = any(is_unpublished(post, now) for post in posts)
            if not keys.instead:
                assert not has_effect, name
            if keys.instead == ("draft",):
                assert has_effect, name


@pytest.mark.parametrize("line", ["hidden: false", "visibility: public", "published: true"])
def test_a_key_that_does_not_hold_the_post_back_is_no_unknown_one(line: str) -> None:
    post, (problem,) = read_post("posts/a", f"{line}\n", UTC)
    assert not post.draft
    assert problem.message.endswith("; the post is published; remove it, or write 'draft: true'")


@pytest.mark.parametrize(
    ("key", "value", "is_held_back"),
    [
        ("expiryDate", "2025-12-31", True),
        ("expirydate", "2025", True),
        ("expires", "2026-01-01T00:00:00Z", True),
        ("unpublishdate", "2025-12-31 10:00:00", True),
        ("Expiry-Date", "2025-12-31", True),
        ("expiryDate", "31 Dec 2999", True),
        ("expiryDate", "[2999-01-01]", True),
        ("expiryDate", "2026-01-02", False),
        ("expires", "never", False),
        ("expiryDate", "", False),
        ("x-expiryDate", "2000", False),
    ],
)
def test_a_post_is_held_back_from_its_expiry_on(
    key: str, value: str, *, is_held_back: bool
) -> None:
    post, problems = read_post("posts/a", f"title: A\n{key}: {value}\n", UTC)
    assert is_unpublished(post, datetime(2026, 1, 1, tzinfo=UTC)) is is_held_back
    if post.draft:
        (problem,) = problems
        assert (problem.line, problem.message.endswith(f" ({NOT_PUBLISHED})")) == (3, True)


@pytest.mark.parametrize(
    ("key", "patterns", "known"),
    [
        ("layout", ["layout"], True),
        ("hero.image", ["hero"], True),
        ("hero_image", ["hero_*"], True),
        ("hero", ["hero_*"], False),
        ("Layout", ["layout"], False),
        ("layout", [], False),
        ("", ["*"], False),
    ],
)
def test_known_keys_are_patterns(key: str, patterns: list[str], *, known: bool) -> None:
    assert is_known(key, patterns) is known


@pytest.mark.parametrize(
    ("text", "series", "problems"),
    [
        ("series: a\nweight: 3\n", (SeriesPlace("a", 3),), 0),
        ("weight: 3\nseries: {name: a, order: 3}\n", (SeriesPlace("a", 3),), 0),
        ("series: {name: a, order: 2}\nweight: 3\n", (SeriesPlace("a", 2),), 1),
        ("series: [a, b]\nweight: 3\n", (SeriesPlace("a"), SeriesPlace("b")), 1),
        ("series: a\nweight:\n", (SeriesPlace("a"),), 0),
        ("series: a\nweight: heavy\n", (SeriesPlace("a"),), 1),
        ("weight: 3\n", (), 1),
    ],
)
def test_weight_beside_a_series_is_the_order(
    text: str, series: tuple[SeriesPlace, ...], problems: int
) -> None:
    post, found = read_post("posts/a", text, UTC)
    assert post.series == series
    assert len(found) == problems


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("authors: [{id: nn}]\n", "nn"),
        ("authors: [{id: nn, name: N. N.}]\n", "N. N."),
        ("author: {id: nn}\n", "nn"),
    ],
)
def test_an_author_may_have_an_id_alone(text: str, name: str) -> None:
    post, problems = read_post("posts/a", text, UTC)
    assert problems == ()
    assert post.authors == (Author(name),)


def test_a_spelling_that_is_not_used_can_be_made_known() -> None:
    (problem,) = read_post("posts/a", "description: a\nexcerpt: b\n", UTC)[1]
    assert problem.unknown_key == "excerpt"
