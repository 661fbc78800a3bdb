"""Slugs of titles in any script: readable, and different where names of files are."""

from __future__ import annotations

import unicodedata

import pytest

from sphinx_anthology.commands.new import file_stem
from sphinx_bindery.common.slugs import MAX_BYTES, distinct_slugs, slug_of, slugify

SLUGS = {
    "日本語のブログ、ガス": "日本語のブログ-ガス",
    "ﾊﾟﾝ・ケーキ": "パン-ケーキ",
    "हिन्दी में ब्लॉग": "हिन्दी-में-ब्लॉग",
    "Ёлка и йод": "ёлка-и-йод",
    "Її ґанок": "її-ґанок",
    "مقالٌ عربيّ عن الكتب": "مقال-عربي-عن-الكتب",
    "می‌خواهم": "می-خواهم",
    "שָׁלוֹם עולם": "שלום-עולם",
    "บทความภาษาไทย": "บทความภาษาไทย",
    "한국어 블로그": "한국어-블로그",
    "中文，文章": "中文-文章",
    "Έλληνες": "ελληνες",
    "Việt Nam": "viet-nam",
    "Ärger im Café, İstanbul": "arger-im-cafe-istanbul",
    "co\u00adop\u200bera\u2060tion": "cooperation",
}


@pytest.mark.parametrize("title", SLUGS)
def test_a_title_of_any_script_has_a_readable_slug(title: str) -> None:
    expected = unicodedata.normalize("NFC", SLUGS[title])
    for form in ("NFC", "NFD"):
        assert slugify(unicodedata.normalize(form, title)) == expected
    assert slug_of(title) == expected
    assert file_stem(title) == expected
    assert slugify(expected) == expected


@pytest.mark.parametrize("name", ["हिन्दी " * 40, "日本語" * 60, "ブログ、" * 50])
def test_a_long_slug_fits_into_the_name_of_a_file(name: str) -> None:
    assert len(slug_of(name).encode()) <= MAX_BYTES
    assert len(f"{file_stem(name)}.html".encode()) <= 255
    assert slug_of(name) != slug_of(f"{name} 2")


@pytest.mark.parametrize(
    "names",
    [("straße", "strasse"), ("が", "か\u3099"), ("ΣΟΦΟΣ", "σοφος"), ("İ", "i"), ("café", "cafe")],
)
def test_names_that_are_one_file_on_some_systems_have_different_slugs(
    names: tuple[str, str],
) -> None:
    slugs = distinct_slugs(names, {}).values()
    folded = {unicodedata.normalize("NFC", slug.casefold()) for slug in slugs}
    assert len(folded) == len(set(names))
