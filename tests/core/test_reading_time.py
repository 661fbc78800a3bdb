"""Words are counted in any script, and minutes are whole."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.values.text_length import count_words, reading_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("It's v2.1 and well-kept.", 4),
        ("漢字", 1),
        ("漢字を読む", 3),
        ("Nova 漢字 API", 3),
        ("— … !", 0),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (100, 1), (460, 2), (580, 3)])
def test_minutes(words: int, minutes: int) -> None:
    assert reading_minutes(words, 230) == minutes
