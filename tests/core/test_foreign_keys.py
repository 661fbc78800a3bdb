"""Keys of other programs."""

from __future__ import annotations

from datetime import UTC

import pytest

from sphinx_anthology.core.frontmatter.foreign_keys import FOREIGN_KEYS, is_known
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, KEYS, read_post
from sphinx_anthology.core.posts.post import Author, SeriesPlace

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
