"""Alphabetical order and index letters by language, after the collations of the CLDR.

The order of letters, of letters with marks and of scripts is the one that the CLDR
(https://cldr.unicode.org) publishes for a language, as far as tags, titles and index entries need
it. Numbers have the order of their values.
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

from sphinx_bindery.common.collation.collator import collator

_RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

SortKey: TypeAlias = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], str, str]
"""Letters; then the marks on them; then case, lower case first; then the text itself."""


def sort_key(text: str, language: str) -> SortKey:
    """Return a key that sorts texts in the alphabetical order of a language.

    Args:
        text: A term or a title; marks, case and width count only among otherwise equal texts.
        language: The language code, as in Sphinx's ``language`` or an HTML ``lang`` attribute.
    """
    elements = collator(language).elements(text.removeprefix(_RIGHT_TO_LEFT_MARK))
    letters = tuple(element.weight for element in elements)
    return letters, tuple(element.mark for element in elements), text.swapcase(), text


def group_letter(text: str, language: str) -> str:
    """Return the heading of a text in an index of a language; empty if it begins with no letter.

    It is the first letter of the language's alphabet without marks that form no letter of their
    own, the row of Japanese kana, the first consonant of Hangul, the first letter of the pinyin of
    Chinese in simplified and the number of strokes in traditional characters.
    """
    start = unicodedata.normalize("NFC", text).removeprefix(_RIGHT_TO_LEFT_MARK)
    return collator(language).heading(start)
