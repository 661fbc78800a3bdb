"""The direction of a text."""

from __future__ import annotations

import pytest

from sphinx_bindery.pdf.translator.base import is_left_to_right, is_right_to_left

ALEF = "\N{HEBREW LETTER ALEF}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("Latin", False),
        (ALEF, True),
        ("\N{ARABIC LETTER BEH}", True),
        (f"12, ({ALEF} Latin)", True),
        (f"Latin {ALEF}", False),
        ("\N{CJK UNIFIED IDEOGRAPH-6F22}", False),
        ("1 \u2013 2", False),
        (f"\N{RIGHT-TO-LEFT MARK}Latin {ALEF}", True),
    ],
)
def test_the_first_strong_character_decides(text: str, *, expected: bool) -> None:
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("12.", False), ("Latin.", True), (f"Latin {ALEF}", False), (ALEF, False)],
)
def test_text_without_letters_from_right_to_left(text: str, *, expected: bool) -> None:
    assert is_left_to_right(text) is expected
