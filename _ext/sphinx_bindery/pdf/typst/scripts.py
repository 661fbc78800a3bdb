"""Scripts, and the font families made for them, among those of the machine and of the project."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

SYMBOLS = "symbols"

_CJK_BLOCKS = (
    (0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1AFF0, 0x1B16F), (0x1F200, 0x1F2FF), (0x20000, 0x3FFFF),
)  # fmt: skip
CJK_PATTERN = "[" + "".join(rf"\u{{{a:X}}}-\u{{{b:X}}}" for a, b in _CJK_BLOCKS) + "]"
"""The characters of Chinese, Japanese and Korean, as a regular expression of Typst."""

_EUROPEAN = frozenset({"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "MATHEMATICAL"})
"""First words of the Unicode names of letters that fonts of text have, or that are no script."""

_VARIANTS = {
    "JP": (
        ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "Source Han Serif JP",
         "Hiragino Mincho ProN", "Yu Mincho", "IPAexMincho", "MS Mincho"),
        ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Source Han Sans JP",
         "Hiragino Sans", "Yu Gothic", "Meiryo", "IPAexGothic", "MS Gothic"),
    ),
    "SC": (
        ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun"),
        ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
         "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    ),
    "TC": (
        ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", "PMingLiU"),
        ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC",
         "Microsoft JhengHei"),
    ),
    "HK": (
        ("Noto Serif CJK HK", "Noto Serif HK", "Source Han Serif HC", "Noto Serif CJK TC"),
        ("Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HC", "PingFang HK",
         "Noto Sans CJK TC"),
    ),
    "KR": (
        ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "AppleMyungjo", "Batang",
         "NanumMyeongjo"),
        ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Apple SD Gothic Neo",
         "Malgun Gothic", "NanumGothic"),
    ),
}  # fmt: skip
"""The families with and without serifs for each variant of the Han characters, best first."""

_SCRIPTS = {
    "ARABIC": (
        ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic"),
        ("Noto Sans Arabic", "Noto Kufi Arabic", "Geeza Pro", "Arial"),
    ),
    "HEBREW": (("Frank Ruehl CLM", "Times New Roman"), ("Arial Hebrew", "Arial")),
    "THAI": (("Thonburi", "Angsana New"), ("Thonburi", "Leelawadee UI")),
    "DEVANAGARI": (
        ("Kohinoor Devanagari", "Lohit Devanagari", "Mangal"),
        ("Kohinoor Devanagari", "Lohit Devanagari", "Nirmala UI"),
    ),
}  # fmt: skip
"""Families of scripts, with and without serifs, besides those named after the script."""

_EMOJI = (
    "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji Mozilla", "Noto Emoji",
    "Noto Sans Symbols 2", "Segoe UI Symbol",
)  # fmt: skip

_MONOSPACED = {name: f"Noto Sans Mono CJK {name}" for name in _VARIANTS}
_NAMED = re.compile(r"Noto (?P<style>Serif|Sans|Naskh|Kufi) (?P<script>.+)")


@dataclass(frozen=True, slots=True)
class ScriptFamilies:
    """Font families for the scripts of a book that its own fonts lack, in order of preference.

    Attributes:
        text: Families of running text.
        emphasis: Families of emphasized text, since these scripts have no italics.
        heading: Families of titles.
        mono: Families of code.
    """

    text: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    mono: tuple[str, ...] = ()


def is_cjk(character: str) -> bool:
    """Return whether a character is one of Chinese, Japanese or Korean texts."""
    code = ord(character)
    return any(first <= code <= last for first, last in _CJK_BLOCKS)


def script(character: str) -> str:
    """Return the script of a character by its Unicode name; symbols are one script."""
    if unicodedata.category(character)[0] not in "LM":
        return SYMBOLS
    return unicodedata.name(character, "unnamed").partition(" ")[0]


def needs_own_font(character: str) -> bool:
    """Return whether a letter belongs to a script that fonts of European texts lack."""
    return is_cjk(character) or script(character) not in {*_EUROPEAN, SYMBOLS}


def han_variant(tag: str) -> str:
    """Return the variant of the Han characters in a language (BCP 47), empty for others."""
    language, *subtags = language_tag(tag).lower().split("-")
    if language in {"ja", "ko"}:
        return {"ja": "JP", "ko": "KR"}[language]
    if language not in {"zh", "yue", "cmn"}:
        return ""
    if "hk" in subtags or "mo" in subtags or language == "yue":
        return "HK"
    return "TC" if {"hant", "tw"} & {*subtags} else "SC"


def main_variant(languages: Iterable[str], characters: Iterable[str]) -> str:
    """Return the variant of Han characters in texts of languages that have none of their own.

    Args:
        languages: The languages of the book, its own first.
        characters: The characters of the book.
    """
    if found := next(filter(None, map(han_variant, languages)), ""):
        return found
    names = {unicodedata.name(character, "").partition(" ")[0] for character in characters}
    return "JP" if names & {"HIRAGANA", "KATAKANA"} else "KR" if "HANGUL" in names else "SC"


def choose_families(
    lacking: Collection[str], available: Collection[str], languages: Sequence[str], *, serif: bool
) -> dict[str, ScriptFamilies]:
    """Return the families for characters that the fonts of a book lack.

    Args:
        lacking: The characters.
        available: The font families to choose from.
        languages: The languages of the book (BCP 47), its own first.
        serif: Whether the text font of the book has serifs.

    Returns:
        The families for each variant of Han characters that a language of the book has, and for
        ``""``, all other languages. Empty if there is no family for the characters.
    """
    others = {
        script(character): unicodedata.name(character, "")
        for character in sorted(lacking)
        if needs_own_font(character) and not is_cjk(character)
    }
    chosen = [
        pair
        for name, first in sorted(others.items())
        if any(pair := _families_of(name, first, available, serif=serif))
    ]
    text = tuple(body for body, _other in chosen)
    emphasis = tuple(other for _body, other in chosen)
    variants = {}
    if any(map(is_cjk, lacking)):
        main = main_variant(languages, lacking)
        for name in dict.fromkeys([main, *filter(None, map(han_variant, languages))]):
            variants[name] = _with_variant(name, available, text, emphasis, serif=serif)
        return {"": variants[main], **variants}
    return {"": ScriptFamilies(text, emphasis, text, emphasis)} if chosen else {}


def emoji_family(lacking: Iterable[str], available: Collection[str]) -> str:
    """Return the family for symbols that the fonts of a book lack, empty without one."""
    has_symbols = any(script(c) == SYMBOLS and not is_cjk(c) for c in lacking)
    return _first(_EMOJI, available) if has_symbols else ""


def _with_variant(
    variant: str,
    available: Collection[str],
    text: tuple[str, ...],
    emphasis: tuple[str, ...],
    *,
    serif: bool,
) -> ScriptFamilies:
    with_serifs, without = (_first(names, available) for names in _VARIANTS[variant])
    sans = without or with_serifs
    body = with_serifs or sans if serif else sans
    other = sans if serif else with_serifs or sans
    mono = _first([_MONOSPACED[variant]], available)
    return ScriptFamilies(
        *(tuple(filter(None, names)) for names in (
            (body, *text), (other, *emphasis), (sans, *text), (mono or sans, *emphasis),
        ))
    )  # fmt: skip


def _families_of(
    name: str, character: str, available: Collection[str], *, serif: bool
) -> tuple[str, str]:
    """Return the families of text and of emphasis for a script; both empty without any."""
    own = {
        found["style"]: family
        for family in sorted(available)
        if (found := _NAMED.fullmatch(family))
        and f"{character} ".startswith(f"{found['script'].upper()} ")
    }
    with_serifs, without = _SCRIPTS.get(name, ((), ()))
    serifs = _first([*with_serifs[:1], own.get("Serif", ""), *with_serifs], available)
    sans = _first([*without[:1], own.get("Sans", ""), *without], available)
    body, other = (serifs, sans) if serif else (sans, serifs)
    return body or other, other or body


def _first(names: Iterable[str], available: Collection[str]) -> str:
    return next((name for name in names if name in available), "")
