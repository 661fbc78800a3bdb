"""Collators: the weights of characters in the alphabetical order of a language."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_bindery.common.collation import ideographs
from sphinx_bindery.common.collation.alphabets import (
    EXPANSIONS,
    HEADINGS,
    MARKS,
    NATIVE_SCRIPTS,
    VIETNAMESE_MARKS,
    alphabets,
)
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SCRIPTS = (
    (0x0000, "latin"),
    (0x0370, "greek"),
    (0x0400, "cyrillic"),
    (0x0530, "other"),
    (0x0590, "hebrew"),
    (0x0600, "arabic"),
    (0x0700, "other"),
    (0x0900, "devanagari"),
    (0x0980, "other"),
    (0x1100, "hangul"),
    (0x1200, "other"),
    (0x1E00, "latin"),
    (0x1F00, "greek"),
    (0x2000, "other"),
    (0x3005, "han"),
    (0x3040, "kana"),
    (0x3100, "bopomofo"),
    (0x3130, "hangul"),
    (0x3190, "other"),
    (0x31A0, "bopomofo"),
    (0x31F0, "kana"),
    (0x3400, "han"),
    (0xA000, "other"),
    (0xAC00, "hangul"),
    (0xD7A4, "other"),
    (0xF900, "han"),
    (0xFB00, "other"),
    (0x20000, "han"),
    (0x32000, "other"),
)
"""The first code points of blocks, and the scripts of their letters."""

_ORDER = (
    *("latin", "greek", "cyrillic", "hebrew", "arabic", "devanagari", "other"),
    *("hangul", "kana", "bopomofo", "han"),
)
_STARTS = [start for start, _script in _SCRIPTS]
_SPACE, _SIGN, _NUMBER, _LETTERS = range(4)
_MARK = (_SPACE, 1)
"""The weight of a mark without a letter."""

_MARK_CLASSES = frozenset({1, 7, 8, *range(10, 36), 107, *range(200, 241)})
"""The combining classes of accents, points and tone marks; other marks are vowels."""
_KATAKANA = range(0x30A1, 0x30F7)
_KATAKANA_SHIFT = 0x60
_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_ROWS = "あかさたなはまやらわ"
_LONG = "ー"
_VOWELS = {
    kana: vowel
    for vowel, column in {
        "あ": "あかさたなはまやらわ",
        "い": "いきしちにひみりゐ",
        "う": "うくすつぬふむゆる",
        "え": "えけせてねへめれゑ",
        "お": "おこそとのほもよろを",
    }.items()
    for kana in column
}
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The headings of the first consonants of Hangul syllables, in the order of Unicode."""
_FIRST_CONSONANT = 0x1100
_UNDIVIDED = "ำ"
"""A vowel of Thai that Unicode decomposes into another sound."""
_LEADING_VOWELS = re.compile(r"([เ-ไ])([ก-ฮ])")
"""Vowels of Thai that are written before the consonant that they are sorted after."""
_DIGITS = re.compile(r"\d+")


class Element(NamedTuple):
    """A letter or another sign of a text.

    Attributes:
        weight: Its place in the order.
        mark: The place of the mark on it, 0 for none.
        heading: Its heading in an index; empty for signs and numbers.
    """

    weight: tuple[int, ...]
    mark: int
    heading: str


class Collator:
    """The alphabetical order of a language."""

    def __init__(self, language: str) -> None:
        code, *subtags = language_tag(language).lower().split("-")
        if code == "sr" and "latn" in subtags:
            code = "hr"  # Serbian in Latin letters has the alphabet of Croatian
        is_traditional = code == "zh" and not {"tw", "hk", "mo", "hant"}.isdisjoint(subtags)
        self._language = code
        self._has_pinyin = code == "zh" and not is_traditional
        native = NATIVE_SCRIPTS.get("zh_hant" if is_traditional else code, ())
        scripts = (*native, *(script for script in _ORDER if script not in native))
        self._ranks = {script: _LETTERS + rank for rank, script in enumerate(scripts)}
        marks = VIETNAMESE_MARKS + MARKS if code == "vi" else MARKS
        self._marks = {mark: place for place, mark in enumerate(dict.fromkeys(marks), 1)}
        self._ideograph = _ideographs(code, is_traditional=is_traditional)
        self._letters = self._of_alphabets()
        self._longest = max(map(len, self._letters))
        self._cached = lru_cache(4_096)(self._character)

    def elements(self, text: str) -> tuple[Element, ...]:
        """Return the letters and other signs of a text."""
        lower = unicodedata.normalize("NFC", self._lower(text))
        if any("เ" <= character <= "ไ" for character in lower):
            lower = _LEADING_VOWELS.sub(r"\2\1", lower)
        return tuple(self._with_marks(self._elements(lower)))

    def heading(self, text: str) -> str:
        """Return the heading of a text that is composed (NFC)."""
        # a letter of the alphabet can have several characters
        elements = self.elements(text[: self._longest + 1])
        return elements[0].heading if elements else ""

    def _lower(self, text: str) -> str:
        if self._language in {"az", "tr"}:
            text = text.replace("İ", "i").replace("I", "\N{LATIN SMALL LETTER DOTLESS I}")
        return text.lower()

    def _elements(self, text: str) -> Iterator[Element]:
        position = 0
        vowel = ""
        while position < len(text):
            character = text[position]
            if found := _DIGITS.match(text, position):
                # int() refuses numbers of thousands of digits
                digits = "".join(str(unicodedata.digit(digit)) for digit in found[0]).lstrip("0")
                yield Element((_NUMBER, len(digits), *map(int, digits)), 0, "")
                position = found.end()
            elif letter := self._letter(text, position):
                yield letter[0]
                position += letter[1]
            else:
                yield from self._cached(vowel if vowel and character == _LONG else character)
                position += 1
            vowel = _VOWELS.get(_plain_kana(character), "")

    def _with_marks(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield elements with the marks that have no composed form on the ones before them."""
        last: Element | None = None
        for element in elements:
            is_mark = element.weight == _MARK
            if last and is_mark:
                last = last._replace(mark=max(last.mark, element.mark))
            else:
                if last:
                    yield last
                last = element
        if last:
            yield last

    def _letter(self, text: str, position: int) -> tuple[Element, int] | None:
        """Return the letter of an alphabet at a position and its number of characters."""
        for length in range(self._longest, 0, -1):
            if letter := self._letters.get(text[position : position + length]):
                return letter, length
        return None

    def _of_alphabets(self) -> dict[str, Element]:
        """Return the elements of the letters of all alphabets."""
        headings = HEADINGS.get(self._language, {})
        return {
            letter: Element(
                (self._ranks[script], place, 1),
                variant,
                headings.get(letters[0], letters[0].upper()),
            )
            for script, alphabet in alphabets(self._language).items()
            for place, letters in enumerate(alphabet)
            for variant, letter in enumerate(letters)
        }

    def _character(self, character: str) -> tuple[Element, ...]:
        """Return the elements of a character that is no letter of an alphabet."""
        if expansion := EXPANSIONS.get(character):
            first, *others = (self._letters[letter] for letter in expansion)
            return (first._replace(mark=ord(character)), *others)
        decomposed = unicodedata.normalize("NFKD", character)
        if character in {decomposed, _UNDIVIDED}:
            return (self._plain(character),)
        return self._decomposed(decomposed)

    def _decomposed(self, characters: str) -> tuple[Element, ...]:
        found: list[Element] = []
        marks: list[str] = []
        base = ""
        for character in characters.lower():
            if found and unicodedata.combining(character) in _MARK_CLASSES:
                marks.append(character)
                # a letter with one of several marks can be a letter of the alphabet
                for mark in marks:
                    composed = unicodedata.normalize("NFC", f"{base}{mark}")
                    if letter := self._letters.get(composed):
                        others = [other for other in marks if other != mark]
                        found[-1] = letter._replace(mark=self._mark(others))
                        break
                else:
                    found[-1] = found[-1]._replace(mark=self._mark(marks))
            else:
                base, marks = character, []
                found.append(self._letters.get(character) or self._plain(character))
        return tuple(found)

    def _mark(self, marks: list[str]) -> int:
        return max((self._marks.get(mark, ord(mark)) for mark in marks), default=0)

    def _plain(self, character: str) -> Element:
        """Return the element of a character that is neither composed nor in an alphabet."""
        if character.isspace():
            return Element((_SPACE,), 0, "")
        if unicodedata.combining(character) in _MARK_CLASSES:
            return Element(_MARK, self._mark([character]), "")
        is_mark = unicodedata.category(character) in {"Mn", "Mc"}
        if not (character.isalpha() or is_mark):
            return Element((_SIGN, ord(character)), 0, "")
        script = _SCRIPTS[bisect_right(_STARTS, ord(character)) - 1][1]
        rank = self._ranks[script]
        if script == "kana":
            kana = _plain_kana(character)
            row = _ROWS[max(bisect_right(_ROWS, kana) - 1, 0)]
            return Element((rank, ord(kana)), 0, row)
        if script == "hangul":
            index = ord(character) - _FIRST_CONSONANT
            heading = _CONSONANTS[index] if 0 <= index < len(_CONSONANTS) else character
            return Element((rank, ord(character)), 0, heading)
        if script == "han":
            return self._han(character)
        # after the letters of the alphabets, which count from 0
        return Element((rank, ord(character), 1), 0, character.upper())

    def _han(self, character: str) -> Element:
        ideograph = self._ideograph(character)
        if self._has_pinyin and (latin := self._letters.get(ideograph.heading.lower())):
            # Chinese words come before those in Latin letters, below the same heading
            rank, place, _after = latin.weight
            return Element((rank, place, 0, *ideograph.place), 0, ideograph.heading)
        return Element((self._ranks["han"], *ideograph.place), 0, ideograph.heading)


def _plain_kana(character: str) -> str:
    """Return the hiragana in full size of a kana without its voicing mark."""
    kana = unicodedata.normalize("NFKD", character)[:1]
    if kana and ord(kana) in _KATAKANA:
        kana = chr(ord(kana) - _KATAKANA_SHIFT)
    return _SMALL_KANA.get(kana, kana)


def _ideographs(code: str, *, is_traditional: bool) -> Callable[[str], ideographs.Ideograph]:
    if code == "zh":
        return ideographs.by_strokes if is_traditional else ideographs.by_pinyin
    if code == "ja":
        return ideographs.by_reading
    return ideographs.by_code_point(ideographs.HANJA if code == "ko" else "")


@lru_cache(32)
def collator(language: str) -> Collator:
    """Return the collator of a language."""
    return Collator(language)
