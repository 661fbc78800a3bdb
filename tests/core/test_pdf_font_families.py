"""The font families for scripts that the fonts of a book lack."""

from __future__ import annotations

import pytest

from sphinx_bindery.pdf.typst.scripts import (
    choose_families,
    emoji_family,
    han_variant,
    is_cjk,
    main_variant,
    needs_own_font,
    script,
)

NOTO = [
    *(f"Noto {kind} CJK {name}" for kind in ("Serif", "Sans") for name in ("JP", "KR", "SC", "TC")),
    *("Noto Serif CJK HK", "Noto Sans Mono CJK JP", "Noto Color Emoji", "Noto Naskh Arabic"),
    *("Noto Sans Arabic", "Noto Kufi Arabic", "Noto Sans Thai", "Noto Serif Thai"),
    *("Noto Serif Devanagari", "Noto Sans Devanagari", "Noto Sans Tamil", "Noto Sans Symbols 2"),
]
HAN, KANA, HANGUL = "\u6f22", "\u304b", "\ud55c"
ARABIC, THAI, TAMIL, HINDI = "\u0645", "\u0e01", "\u0bae", "\u0915"


@pytest.mark.parametrize(
    ("tag", "variant"),
    [
        ("ja", "JP"),
        ("ja-JP", "JP"),
        ("ko", "KR"),
        ("zh", "SC"),
        ("zh_CN", "SC"),
        ("zh-Hans", "SC"),
        ("zh-Hans-HK", "HK"),
        ("zh-Hant", "TC"),
        ("zh_TW", "TC"),
        ("zh-HK", "HK"),
        ("yue", "HK"),
        ("en", ""),
        ("", ""),
    ],
)
def test_variant_of_a_language(tag: str, variant: str) -> None:
    assert han_variant(tag) == variant


@pytest.mark.parametrize(
    ("languages", "characters", "variant"),
    [
        (["en", "ko", "ja"], HAN, "KR"),
        (["en"], HAN + KANA, "JP"),
        (["en"], HAN + HANGUL, "KR"),
        (["en"], HAN, "SC"),
    ],
)
def test_variant_of_texts_in_other_languages(
    languages: list[str], characters: str, variant: str
) -> None:
    assert main_variant(languages, characters) == variant


@pytest.mark.parametrize(
    ("character", "expected"),
    [(HAN, True), (ARABIC, True), ("\u3001", True), ("\u0101", False), ("\u2192", False)],
)
def test_scripts_with_fonts_of_their_own(character: str, *, expected: bool) -> None:
    assert needs_own_font(character) is expected


def test_serif_text_has_serif_families_and_other_families_for_emphasis() -> None:
    found = choose_families({HAN, ARABIC, HINDI}, NOTO, ["ja"], serif=True)
    assert found[""] == found["JP"]
    families = found["JP"]
    assert families.text == ("Noto Serif CJK JP", "Noto Naskh Arabic", "Noto Serif Devanagari")
    assert families.emphasis == ("Noto Sans CJK JP", "Noto Sans Arabic", "Noto Sans Devanagari")
    assert families.heading == ("Noto Sans CJK JP", "Noto Naskh Arabic", "Noto Serif Devanagari")
    assert families.mono[0] == "Noto Sans Mono CJK JP"


def test_text_without_serifs_has_such_families() -> None:
    families = choose_families({HAN, THAI}, NOTO, ["zh"], serif=False)[""]
    assert families.text == ("Noto Sans CJK SC", "Noto Sans Thai")
    assert families.emphasis == ("Noto Serif CJK SC", "Noto Serif Thai")


def test_each_language_of_a_book_has_its_variant() -> None:
    found = choose_families({HAN}, NOTO, ["en", "zh-Hant", "ja", "zh-HK"], serif=True)
    assert {variant: families.text for variant, families in found.items()} == {
        "": ("Noto Serif CJK TC",),
        "TC": ("Noto Serif CJK TC",),
        "JP": ("Noto Serif CJK JP",),
        "HK": ("Noto Serif CJK HK",),
    }


def test_a_family_stands_in_for_one_that_the_machine_lacks() -> None:
    found = choose_families({HAN, TAMIL}, ["Noto Sans Tamil", "SimSun"], ["zh"], serif=True)[""]
    assert found.text == found.emphasis == ("SimSun", "Noto Sans Tamil")
    assert choose_families({HAN, "x"}, [], ["zh"], serif=True)[""].text == ()
    assert choose_families({TAMIL}, ["Noto Sans CJK JP"], ["ta"], serif=True) == {}


def test_emoji_have_a_family_of_their_own() -> None:
    assert emoji_family({"\U0001f600"}, NOTO) == "Noto Color Emoji"
    assert emoji_family({"\U0001f600"}, ["Noto Sans"]) == ""
    assert emoji_family({HAN, "\u3001", ARABIC}, NOTO) == ""


def test_scripts_of_characters() -> None:
    assert [script(c) for c in (ARABIC, THAI, "\u2192")] == ["ARABIC", "THAI", "symbols"]
    assert [is_cjk(c) for c in (HAN, HANGUL, "\uff01", ARABIC)] == [True, True, True, False]
