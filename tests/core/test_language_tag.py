"""Language tags of POSIX locales, and their parts."""

from __future__ import annotations

import pytest

from sphinx_bindery.common.language_tag import language_tag, primary_language, region


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        *((tag, tag) for tag in ("en", "pt-BR", "zh-Hant-HK", "de-x-altquot", "English", "")),
        ("zh_TW", "zh-TW"),
        ("zh_Hant_HK", "zh-Hant-HK"),
        ("en_US.UTF-8", "en-US"),
        ("zh_TW.Big5", "zh-TW"),
        ("de_DE@euro", "de-DE"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("sr_RS.UTF-8@Latin", "sr-Latn-RS"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("sd_IN@devanagari", "sd-Deva-IN"),
    ],
)
def test_a_posix_locale_has_a_tag(language: str, tag: str) -> None:
    assert language_tag(language) == tag
    assert language_tag(tag) == tag


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ("en", "")),
        ("EN_gb", ("en", "GB")),
        ("zh-Hant-HK", ("zh", "HK")),
        ("sr_RS@latin", ("sr", "RS")),
        ("es-419", ("es", "")),
        ("", ("", "")),
    ],
)
def test_a_language_has_a_code_and_a_region(language: str, parts: tuple[str, str]) -> None:
    assert (primary_language(language), region(language)) == parts
