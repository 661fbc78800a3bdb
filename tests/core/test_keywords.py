"""The keywords of a text are its most frequent words, in any script."""

from __future__ import annotations

import pytest

from sphinx_anthology.core.relations.related_posts import keywords


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("— … 漢 ア !", ""),
        ("beta alpha beta gamma", "beta alpha gamma"),
        ("Straße STRASSE strasse alpha", "strasse alpha"),
        ("the api does not stop", "does stop"),
        ("2015 123456 ١٢٣٤٥ log4j 42X utf8 1990s", "log4j"),
        ("user-centred don’t snake_case it's", "case centred snake user"),
        ("cafe\u0301 CAFÉ ｃａｆé", "café"),
        ("co\u00adoperate cooperate", "cooperate"),
        ("Сервис сервисы ΛΌΓΟΣ λόγος", "λόγοσ сервис сервисы"),
        ("सरकार की डिजिटल सेवाएँ", "डिजिटल सरकार सेवाएँ"),
        ("خدمات\u200cها", "خدماتها"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert keywords(text) == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("政府網站、政府", "政府 府網 網站"),
        ("政府のデータを読む", "データ 政府"),
        ("ありがとうございます政府", "政府"),
        ("ユーザー・データ", "データ ユーザー"),
        ("정부는 정부가", "정부 부가 부는"),
        ("API利用 vue漢字", "利用 漢字"),
        ("𠀀𠀁", "𠀀𠀁"),
        ("บริการ ๒๕๖๐", "บริก ริกา ิการ"),
        ("ภาษา\u200bไทย", "ภาษา"),
    ],
)
def test_pieces_stand_for_words_where_there_are_no_spaces(text: str, words: str) -> None:
    assert keywords(text) == tuple(words.split())


def test_the_most_frequent_come_first_then_the_alphabet_decides() -> None:
    text = "delta alpha charlie bravo charlie delta charlie"
    assert keywords(text) == ("charlie", "delta", "alpha", "bravo")
    assert keywords(text, most=3) == ("charlie", "delta", "alpha")


def test_there_are_at_most_so_many() -> None:
    text = " ".join(f"word{number:03}" for number in range(200))
    assert keywords(text) == tuple(f"word{number:03}" for number in range(40))
    assert len(keywords(text, most=7)) == 7
