"""Alphabetical order and index letters, against the collations of the CLDR (version 48)."""

from __future__ import annotations

import time
from itertools import groupby

import pytest

from sphinx_bindery.common.collation import group_letter, sort_key

# The orders are those of the CLDR's collators with numeric order. ``<`` separates letters of the
# alphabet, ``<<`` letters that differ by marks alone.
ORDERS = {
    "en": "9 < 10 < a << á < ae << æ < af < d << đ < o << ø < ss << ß",
    "de": "a << ä < ae << æ < o << ö < oe < ss << ß < u << ü < z",
    "fr": "a << à << â < c << ç < e << é << è << ê << ë < œuf < z",
    "es": "a << á < b < c < ch < d < l < ll < m < n < ñ < o < z",
    "it": "a << à < b < e << é << è",
    "pt_BR": "a << ã < b < c << ç < o << õ",
    "nl": "i < ij < y < z",
    "pl": "a < ą < b < c < ć < d < e < ę < l < ł < m < n < ń < o < ó < s < ś < z < ź < ż",
    "cs": "a << á < c < č < d << ď < e << é << ě < h < ch < i < r < ř < s < š < u << ů < z < ž",
    "sk": "a < ä < b < c < č < h < ch < i < o < ô < s < š < z < ž",
    "sv": "a < b < v < w < x < y << ü < z < å < ä << æ < ö << ø",
    "da": "a < b < y << ü < z < æ << ä < ø << ö < å",
    "fi": "a < s << š < v < w < y << ü < z << ž < å < ä < ö",
    "hu": "a << á < c < cs < d < dz < dzs < e < g < gy < o << ó < ö << ő < s < sz < u < ü",
    "sr@latin": "c < č < ć < d < dž < đ < e < l < lj < s < š < z < ž < а",
    "sr": "а < б < ђ < е < ш < a < b",
    "ro": "a < ă < â < b < i < î < s < ș < t < ț",
    "tr": "c < ç < g < ğ < h < ı < i << î < j < o < ö < s < ş < u << û < ü",
    "vi": "a << à << á < ă < â < b < c < d < đ < e < ê < o < ô < ơ < u < ư",
    "id": "a < b < z",
    "el": "α << ά < β < ι << ϊ < κ < σ < τ < ω < a",
    "ru": "а < е << ё < є < ж < и < і < й < к < ь < э < ю < я < a",
    "uk": "г < ґ < д < е << ё < є < ж < з < и < і < ї < й < к < щ < ъ < ь < ю < я < a",
    "he": "א < ב < י < כ < ל < מ < נ < ס < ת < a",
    "ar": "ء << أ << ؤ << إ << ئ << ا < آ < ب < پ < ة << ت < ث < ك < ه < و < ى << ي < a",
    "fa": "آ < ا < ء << أ < ب < پ < ج < چ < ح < ز < ژ < س < ک << ك < گ < ل < ن < و < ه < ی",
    "hi": "ॐ < ं << ँ < ः < अ < आ < औ < क << क़ < कं < का < कि < क् < ख < ज << ज़ < झ < ह < a",
    "th": "ก < กา < กำ < เก < แก < ไก << ไก่ < ข < ขา < เขา",
    "ko": "ㄱ < 가 < 가나 < 각 < 개 < 까 < 나 < 하 < a",
    "ja": "a < あ < い < か << が < かあ < き < ハ << ば << パ < ん < 亜 < 花 < 日 < 腕 < 丐",
    "zh_CN": "八 < 北 < 丐 < 中",
    "zh_TW": "一 < 丁 < 人 < 丐 < 中 < 北 < 重 < a < z",
}


@pytest.mark.parametrize("language", ORDERS)
def test_letters_have_the_order_of_the_language(language: str) -> None:
    words = ORDERS[language].split()
    for before, sign, after in zip(words[::2], words[1::2], words[2::2], strict=False):
        first, second = sort_key(before, language), sort_key(after, language)
        assert first < second, (before, after)
        assert (first[0] < second[0]) is (sign == "<"), (before, after)


WORDS = {
    "de": ["Apfel", "Äpfel", "Apfelbaum", "Maß", "Masse", "ober", "Öl", "Ölbaum", "Zoo"],
    "fr": ["cote", "coté", "côte", "côté", "œil", "olive"],
    "cs": ["cena", "čas", "hora", "chata", "Chléb", "istanbul"],
    "tr": ["Irak", "Isparta", "İzmir", "izmir2"],
    "ru": ["еж", "ёж", "ёлка", "ель", "Яна", "Zebra"],
    "ja": ["Zoo", "アイス", "あいだ", "カーテン", "がっこう", "ハート", "はは"],
    "en": ["3 walks", "20 walks", "a b", "a-b", "A1", "AB", "Ångström", "anode"],
}


@pytest.mark.parametrize("language", WORDS)
def test_words_have_the_order_of_the_language(language: str) -> None:
    words = WORDS[language][::-1]
    words.sort(key=lambda word: sort_key(word, language))
    assert words == WORDS[language]


LETTERS = {
    "en": "Apple:A élan:E Østre:O _x: 3: (a): ß:S Жук:Ж 日:日 あき:あ",
    "de": "Äpfel:A öl:O",
    "sv": "Äpple:Ä åska:Å Übung:Y æ:Ä",
    "da": "Aarhus:Å øl:Ø",
    "cs": "chata:CH Chata:CH cena:C čas:Č éter:E",
    "es": "ñu:Ñ chico:C ánimo:A",
    "pl": "łoś:Ł źle:Ź",
    "tr": "ırmak:I Irmak:I iz:İ İz:İ",
    "vi": "đá:Đ ấm:Â áo:A ừ:Ư",
    "ru": "ёж:Е йод:Й",
    "uk": "їжа:Ї ґанок:Ґ",
    "el": "Άρης:Α ύλη:Υ",
    "he": "שלום:ש",
    "ar": "أحمد:ا إبل:ا آمن:ا باب:ب",
    "fa": "آب:آ ابر:ا گل:گ",
    "hi": "कमल:क ज़मीन:ज",
    "th": "เขา:ข กา:ก",
    "ko": "가:ㄱ 까치:ㄱ 쌀:ㅅ 漢字:漢字 Zoo:Z",
    "ja": "がっこう:か ガス:か ﾊﾟﾝ:は を:わ ん:わ っ:た 日本:漢字 Zoo:Z",
    "zh_CN": "北京:B 中国:Z 瑜伽:Y 鹦鹉:Y apple:A 龘:其他",
    "zh_TW": "一月:1劃 中文:4劃 龘:34劃 apple:A",
}


@pytest.mark.parametrize("language", LETTERS)
def test_headings_are_the_letters_of_the_language(language: str) -> None:
    for case in LETTERS[language].split(" "):
        text, letter = case.split(":")
        assert group_letter(text, language) == letter, text


@pytest.mark.parametrize("language", LETTERS)
def test_texts_below_a_heading_stand_together(language: str) -> None:
    cases = " ".join(LETTERS.values()).split(" ")
    texts = [case.partition(":")[0] for case in cases]
    texts += [f"{text}x" for text in texts] + list("abcdefghijklmnopqrstuvwxyz")
    ordered = sorted(texts, key=lambda text: sort_key(text, language))
    headings = [group_letter(text, language) for text in ordered]
    named = [heading for heading, _texts in groupby(headings) if heading]
    assert len(named) == len(set(named))


def test_composed_and_decomposed_letters_are_the_same() -> None:
    for language, composed, decomposed in (
        ("sv", "Åska", "A\u030aska"),
        ("ko", "각", "\u1100\u1161\u11a8"),
        ("ja", "が", "か\u3099"),
    ):
        assert sort_key(composed, language)[:2] == sort_key(decomposed, language)[:2]
        assert group_letter(composed, language) == group_letter(decomposed, language)


@pytest.mark.parametrize("text", ["", " ", "\u200f", "\u0301", "9" * 5_000, "²", "\ud800", "ーー"])
def test_every_text_has_a_place(text: str) -> None:
    for language in ("en", "ja", "xx", "", "zh_Hant_TW"):
        assert sort_key(text, language) == sort_key(text, language)
        assert group_letter(text, language) == "" or text == "ーー"


def test_a_mark_of_direction_does_not_count() -> None:
    assert sort_key("\u200fשלום", "he")[0] == sort_key("שלום", "he")[0]
    assert group_letter("\u200fשלום", "he") == "ש"


def test_thousands_of_terms_are_sorted_at_once() -> None:
    terms = [f"Übung {number} mit Wörtern" for number in range(3_000)]
    started = time.process_time()
    found = terms[::-1]
    found.sort(key=lambda term: sort_key(term, "de"))
    assert found == terms
    assert time.process_time() - started < 2  # it is some 0.1 s
