"""Typographic quotes in texts of conf.py."""

from __future__ import annotations

import pytest

from sphinx_bindery.common.repairs.smart_quotes import with_smart_quotes
from sphinx_bindery.common.slugs import with_straight_quotes


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'Ada\'s "Book"', "Ada’s “Book”"),
        ("de", 'Die "Anna", geht\'s?', "Die „Anna“, geht’s?"),
        ("de_AT", '"Anna"', "„Anna“"),
        ("sv", '"Anna"', "”Anna”"),
        ("en", "rock -- and ... roll", "rock – and … roll"),
        ("tlh", 'Ada\'s "Book"', 'Ada\'s "Book"'),
        ("en", "", ""),
    ],
)
def test_quotes_are_those_of_the_language(language: str, text: str, expected: str) -> None:
    assert with_smart_quotes(text, language) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/it's", "`it's`", "ann@example.org's", 'C:\\"x"', "<b title='x'>",
        'a="b"', "example.org's",
    ],
)  # fmt: skip
def test_code_and_addresses_are_kept(kept: str) -> None:
    assert with_smart_quotes(f"See {kept} and Ada's.", "en") == f"See {kept} and Ada’s."


def test_names_with_typographic_quotes_are_those_with_straight_ones() -> None:
    assert with_straight_quotes(with_smart_quotes('Ada\'s "Book"', "en")) == 'Ada\'s "Book"'
