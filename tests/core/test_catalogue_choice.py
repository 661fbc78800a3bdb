"""The message catalogue for a text in any language."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.languages.catalogue_choice import choose_catalogue

AVAILABLE = ("en", "de", "fr", "pt_BR", "zh_CN", "zh_TW", "ja")


@pytest.mark.parametrize(
    ("tag", "catalogue"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("fr_CA", "fr"),
        ("en-GB", "en"),
        ("pt", "pt_BR"),
        ("pt-PT", "pt_BR"),
        ("zh", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh-SG", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-HK", "zh_TW"),
        ("zh_TW", "zh_TW"),
        ("sw", ""),
        ("x-klingon", ""),
        ("deu", "de"),
        ("ger-AT", "de"),
        ("cmn-Hant", "zh_TW"),
        ("de-u-co-phonebk", "de"),
        ("de-Latn", "de"),
        ("ja-Jpan-JP", "ja"),
        ("ja-Latn", ""),
        ("zh-Latn-pinyin", ""),
        ("und", ""),
        ("", ""),
    ],
)
def test_the_words_of_a_language(tag: str, catalogue: str) -> None:
    assert choose_catalogue(tag, AVAILABLE) == catalogue
