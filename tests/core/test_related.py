"""Posts are related that share what few others have, and many posts cost each no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from sphinx_anthology.core.relations.related_posts import Profile, related_posts

EXTENSION = Path(__file__).parents[2] / "_ext" / "sphinx_anthology"
GOLDEN = 0.6180339887498949


def profile(docname: str, tags: str = "", words: str = "") -> Profile:
    return Profile(docname, tuple(tags.split()), tuple(words.split()))


def others(count: int) -> list[Profile]:
    """Return posts that have nothing to do with each other."""
    return [profile(f"other{number}", f"t{number}", f"w{number}") for number in range(count)]


def zipf(kind: str, size: int, numbers: range) -> tuple[str, ...]:
    """Return names of which the second is half as frequent as the first, and so on."""
    ranks = (int(size ** (number * GOLDEN % 1)) for number in numbers)
    return tuple(dict.fromkeys(f"{kind}{rank}" for rank in ranks))


def blog(count: int) -> list[Profile]:
    return [
        Profile(
            f"post{number}",
            zipf("tag", 300, range(number * 4, number * 4 + 4)),
            zipf("word", 3000, range(number * 23, number * 23 + 23)),
        )
        for number in range(count)
    ]


def test_each_post_is_a_key() -> None:
    assert related_posts([]) == {}
    assert related_posts([profile("a", "x", "word")]) == {"a": ()}
    assert related_posts([profile("a"), *others(20)])["a"] == ()


def test_a_tag_of_at_most_half_of_the_posts_makes_them_related() -> None:
    both = [profile("a", "x"), profile("b", "x")]
    assert related_posts([*both, *others(2)])["a"] == ("b",)
    assert related_posts([*both, *others(1)])["a"] == ()
    assert related_posts(both) == {"a": (), "b": ()}


def test_some_words_of_few_posts_make_them_related() -> None:
    post = profile("a", "", "one two three four")
    four, three = profile("b", "", "one two three four"), profile("b", "", "one two three")
    assert related_posts([post, four, *others(18)])["a"] == ("b",)
    assert related_posts([post, three, *others(18)])["a"] == ()


def test_words_of_many_posts_make_none_related() -> None:
    four = "one two three four"
    same = [profile(f"same{number}", "", four) for number in range(5)]
    assert related_posts([*same, *others(45)])["same0"] == ("same1", "same2", "same3", "same4")
    assert related_posts([*same, *others(44)])["same0"] == ()


def test_of_few_posts_no_word_is_known_to_be_rare() -> None:
    text = "many words that both of them have"
    assert related_posts([profile("a", "", text), profile("b", "", text), *others(3)])["a"] == ()


def test_a_rare_tag_counts_more_than_a_frequent_one() -> None:
    posts = [
        profile("a", "rare frequent"),
        profile("frequent1", "frequent t"),
        profile("rare", "rare t"),
        profile("frequent2", "frequent t"),
        *others(20),
    ]
    assert related_posts(posts)["a"] == ("rare", "frequent1", "frequent2")


@pytest.mark.parametrize(
    ("words", "nearest"), [("one two", "tagged"), ("one two three four", "worded")]
)
def test_a_tag_counts_more_than_two_words_and_less_than_four(words: str, nearest: str) -> None:
    posts = [
        profile("post", "all tag", words),
        profile("worded", "all", words),
        profile("tagged", "all tag"),
    ]
    assert related_posts([*posts, *others(20)])["post"][0] == nearest


def test_a_post_about_much_else_is_less_near() -> None:
    much = profile("much", "x a b c d e f g")
    pairs = [profile(f"pair-{tag}", tag) for tag in "abcdefg"]
    posts = [much, profile("little", "x"), profile("post", "x"), *pairs, *others(5)]
    assert related_posts(posts)["post"] == ("little", "much")


def test_equals_come_in_the_order_of_the_book() -> None:
    posts = [profile(name, "x") for name in ("d", "b", "c", "a")]
    assert related_posts([*posts, *others(4)])["c"] == ("d", "b", "a")


def test_the_order_of_tags_and_words_decides_nothing() -> None:
    tags, words = "x y z", "one two three four five six seven"
    rare = [profile(f"rare{number}", tag) for number, tag in enumerate("xyyzzz")]
    back = profile("back", " ".join(tags.split()[::-1]), " ".join(words.split()[::-1]))
    posts = [back, profile("forth", tags, words), profile("post", tags, words), *rare, *others(50)]
    assert related_posts(posts)["post"][:2] == ("back", "forth")


def test_a_term_named_twice_counts_once() -> None:
    posts = [profile("a", "x"), profile("twice", "x x"), profile("once", "x")]
    words = [profile("w1", "", "w w w w"), profile("w2", "", "w w w w")]
    related = related_posts([*posts, *words, *others(80)])
    assert related["a"] == ("twice", "once")
    assert related["w1"] == ()


@pytest.mark.parametrize(
    ("tags", "words", "most"), [("x", "", 200), ("", "one two three four", 100)]
)
def test_what_very_many_posts_share_counts_nothing_among_any_number(
    tags: str, words: str, most: int
) -> None:
    posts = [profile(f"p{number}", tags, words) for number in range(most)]
    assert related_posts([*posts, *others(2000)], 1)["p0"] == ("p1",)
    assert related_posts([*posts, profile("more", tags, words), *others(2000)], 1)["p0"] == ()


@pytest.mark.parametrize("most", [0, 2, 5])
def test_there_are_at_most_so_many(most: int) -> None:
    posts = [*(profile(f"p{number}", "x") for number in range(8)), *others(8)]
    assert related_posts(posts, most)["p0"] == tuple(f"p{number}" for number in range(1, most + 1))


def test_no_post_is_related_to_itself_and_none_is_named_twice() -> None:
    for docname, related in related_posts(blog(300)).items():
        assert docname not in related
        assert len(set(related)) == len(related)


def test_the_seed_of_hashes_decides_nothing() -> None:
    program = (
        "import json, sys, types\n"
        "package = sys.modules['sphinx_anthology'] = types.ModuleType('sphinx_anthology')\n"
        f"package.__path__ = [{str(EXTENSION)!r}]\n"
        "from sphinx_anthology.core.relations.related_posts import keywords\n"
        "from sphinx_anthology.core.relations.related_posts import Profile, related_posts\n"
        "profiles = [Profile(*map(tuple, one)) for one in json.load(sys.stdin)]\n"
        "text = ' '.join(word for profile in profiles for word in profile.words)\n"
        "json.dump([keywords(text), list(related_posts(profiles).items())], sys.stdout)\n"
    )
    posts = json.dumps([(one.docname, one.tags, one.words) for one in blog(200)])
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=posts,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(answers) == 1


def test_the_cost_grows_as_the_posts_and_not_as_their_pairs() -> None:
    def cost(count: int) -> float:
        posts = blog(count)
        times = []
        for _run in range(2):
            start = process_time()
            assert any(related_posts(posts).values())
            times.append(process_time() - start)
        return min(times)

    # four times would be linear, sixteen times would be each post with each
    assert cost(4000) < 9 * cost(1000)
