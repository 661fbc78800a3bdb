"""Hyphenation exceptions of conf.py."""

from __future__ import annotations

import re

import pytest

from sphinx_bindery.print.hyphenation import hyphenation


def test_words_have_the_lengths_of_their_pieces() -> None:
    found, problems = hyphenation(["data-base", "Open-Stack", "Kubernetes", "Stra-ße"])
    assert problems == []
    assert found["pieces"] == {
        "database": [4, 4],
        "openstack": [4, 5],
        "kubernetes": [10],
        "straße": [4, 2],
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A database of databases", ["database"]),
        ("The DATABASE, and Databases", ["DATABASE"]),
        ("database-driven", ["database"]),
        ("nodatabase", []),
    ],
)
def test_whole_words_are_found(text: str, words: list[str]) -> None:
    found, _problems = hyphenation(["data-base"])
    patterns = found["patterns"]
    assert isinstance(patterns, list)
    assert re.findall(patterns[0], text) == words


def test_many_words_are_in_several_patterns() -> None:
    words = [f"{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}{'x' * (n // 676)}" for n in range(1000)]
    found, problems = hyphenation(words)
    assert problems == []
    patterns = found["patterns"]
    assert isinstance(patterns, list)
    assert len(patterns) == 4
    assert all(any(re.fullmatch(pattern, word) for pattern in patterns) for word in words)


@pytest.mark.parametrize("word", ["data base", "-data", "data-", "da--ta", "x1", "", 3, "(a"])
def test_what_is_no_word_says_what_to_write(word: object) -> None:
    found, problems = hyphenation([word])
    assert found == {"patterns": [], "pieces": {}}
    (problem,) = problems
    assert problem.startswith(
        f"bindery_hyphenation: {str(word)!r} is not a word of letters; write "
    )
