"""Alphabets: the letters of scripts in their order, and the changes to it by language."""

# ruff: noqa: RUF001 (letters of other scripts are meant)
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Alphabet: TypeAlias = Sequence[tuple[str, ...]]
"""Letters in order; each with those that differ from it by less than a letter."""

_LATIN = "a b c d e f g h i ı j k l m n ŋ o p q r s t u v w x y z þ"
_GREEK = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ=ς τ υ φ χ ψ ω"
_CYRILLIC = (
    "а б в г=ґ д ђ е=ё є ж з ѕ и і=ї й ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш щ ъ ы ь э ю я"
)
_HEBREW = "א ב ג ד ה ו ז ח ט י כ=ך ל מ=ם נ=ן ס ע פ=ף צ=ץ ק ר ש ת"
_ARABIC = "ء=أ=ؤ=إ=ئ=ا آ ب پ ة=ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ك=ک گ ل م ن ه=ھ و ى=ي=ی"
_PERSIAN = "آ ا ء=أ=ؤ=إ=ئ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک=ك گ ل م ن و ه=ة=ھ ی=ى=ي"
_DEVANAGARI = (
    "ॐ ं=ँ ः अ आ इ ई उ ऊ ऋ ऌ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म "
    "य र ल ळ व श ष स ह ा ि ी ु ू ृ ॄ े ै ो ौ ्"
)

LANGUAGES: Mapping[str, str] = {
    "cs": "c:č h:ch r:ř s:š z:ž",
    "da": "z:æ=ä,ø=ö,å=aa y:=ü",
    "es": "n:ñ",
    "et": "s:š,z,ž w:õ,ä,ö,ü",
    "fi": "z:å,ä=æ,ö=ø y:=ü",
    "hr": "c:č,ć d:dž,đ l:lj n:nj s:š z:ž",
    "hu": "c:cs d:dz,dzs g:gy l:ly n:ny o:ö=ő s:sz t:ty u:ü=ű z:zs",
    "is": "a:á d:ð e:é i:í o:ó u:ú y:ý þ:æ=ä,ö=ø,å",
    "lt": "c:č i:=y s:š z:ž",
    "lv": "c:č g:ģ i:y k:ķ l:ļ n:ņ r:ŗ s:š z:ž",
    "nb": "z:æ=ä,ø=ö,å=aa y:=ü",
    "nn": "z:æ=ä,ø=ö,å=aa y:=ü",
    "no": "z:æ=ä,ø=ö,å=aa y:=ü",
    "pl": "a:ą c:ć e:ę l:ł n:ń o:ó s:ś z:ź,ż",
    "ro": "a:ă,â i:î s:ș=ş t:ț=ţ",
    "sk": "a:ä c:č h:ch o:ô s:š z:ž",
    "sl": "c:č,ć d:đ s:š z:ž",
    "sv": "z:å,ä=æ,ö=ø=œ y:=ü",
    "tr": "c:ç g:ğ h:ı o:ö s:ş u:ü",
    "vi": "a:ă,â d:đ e:ê o:ô,ơ u:ư",
    "uk": "г:ґ і:ї",
}
"""Letters that follow one of the script's alphabet, as in ``n:ñ``; with ``=`` they count as it."""

NATIVE_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), ("cyrillic",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("arabic",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("devanagari",)),
    "el": ("greek",),
    "he": ("hebrew",),
    "ja": ("latin", "kana", "han"),
    "ko": ("hangul", "han"),
    "zh_hant": ("han",),
}
"""The scripts that come before all others."""

VIETNAMESE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of Vietnamese tones in their order."""

MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304"
"""Marks above and below letters in their order; others follow by code point."""

EXPANSIONS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
}
"""The letters that a letter is sorted as, in languages whose alphabet does not contain it."""

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "ar": {"ء": "ا", "آ": "ا", "ة": "ت", "ى": "ي"},
    "fa": {"ء": "ا"},
    "tr": {"i": "İ"},
}
"""Headings by language other than the letter in upper case."""


def alphabets(language: str) -> dict[str, Alphabet]:
    """Return the alphabets of scripts as a language has them.

    Args:
        language: The language code in lower case, without a region.
    """
    scripts = {
        "latin": _LATIN,
        "greek": _GREEK,
        "cyrillic": _CYRILLIC,
        "hebrew": _HEBREW,
        "arabic": _PERSIAN if language == "fa" else _ARABIC,
        "devanagari": _DEVANAGARI,
    }
    changes = dict(change.split(":", 1) for change in LANGUAGES.get(language, "").split())
    return {name: _alphabet(letters, changes) for name, letters in scripts.items()}


def _alphabet(letters: str, changes: Mapping[str, str]) -> Alphabet:
    moved = {letter for change in changes.values() for letter in re.split("[,=]", change)}
    found: list[tuple[str, ...]] = []
    for group in letters.split():
        kept = tuple(letter for letter in group.split("=") if letter not in moved)
        if kept:
            same, *following = changes.get(kept[0], "").split(",")
            if same.startswith("="):
                kept += tuple(same[1:].split("="))
            elif same:
                following.insert(0, same)
            found += [kept, *(tuple(letter.split("=")) for letter in following)]
    return found
