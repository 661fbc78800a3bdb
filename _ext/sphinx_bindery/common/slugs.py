"""Slugs: file names and parts of URLs, derived from titles and terms."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_BYTES = 120
"""Maximum length of a slug in UTF-8; file systems allow 255 bytes, suffixes included."""

WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that Windows reserves, with any suffix."""

_RESERVED = WINDOWS_DEVICES | {"index"}
"""Slugs that no page may have: device names, and the name of a folder's index page."""

_FIRST_CYRILLIC = "\u0400"
"""The first letter after those of Latin and Greek whose accents are removed."""

_POINTS = frozenset(map(chr, (*range(0x591, 0x5C8), *range(0x610, 0x61B), *range(0x64B, 0x660))))
"""The points of Hebrew and of Arabic."""

_JOINERS = "\u00ad\u200b\u200d\u2060"
"""Zero-width characters within words: joiners, and marks where a word may be broken."""

_SIGNS = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
"""Signs that distinguish terms, such as C, C++ and C#."""


_STRAIGHT = {ord(mark): "'" for mark in "\u2018\u2019\u201a"} | {
    ord(mark): '"' for mark in "\u201c\u201d\u201e\xab\xbb"
}
"""Straight quotes, by the code points of typographic ones."""


def with_straight_quotes(text: str) -> str:
    """Return a text with straight quotes, for comparisons of names."""
    return text.translate(_STRAIGHT)


def slugify(text: str) -> str:
    """Convert text to lower-case words of letters and digits, joined by hyphens.

    Letters of all scripts are kept: a Greek title has no Latin letters. Accents of Latin and Greek
    letters are removed, and so are the vowel points of Hebrew and Arabic, which are optional. In
    other scripts, marks are vowels, or form another letter: й is not и, and が is not か.
    """
    words: list[str] = []
    word = ""
    for char in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()):
        if char.isalnum():
            word += _without_accents(char)
        elif word and unicodedata.category(char) in {"Mn", "Mc"}:
            word += char if _is_kept(char, word[-1]) else ""
        elif char not in _JOINERS:
            words.append(word)
            word = ""
    found = filter(None, (*words, word))
    return unicodedata.normalize("NFC", "-".join(found))


def _without_accents(char: str) -> str:
    base = unicodedata.normalize("NFD", char)
    if len(base) > 1 and base[0] < _FIRST_CYRILLIC:
        return base[0]
    return char


def _is_kept(mark: str, before: str) -> bool:
    """Return whether a combining mark after a letter is kept in a slug."""
    return before >= _FIRST_CYRILLIC and mark not in _POINTS


def ascii_slug(text: str) -> str:
    """Convert text to a slug of ASCII characters; the result may be empty."""
    return slugify(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())


def slug_of(name: str) -> str:
    """Return the slug of a term: never empty, not reserved, at most ``MAX_BYTES`` long."""
    spelled = "".join(_SIGNS.get(char, char) for char in name)
    slug = slugify(spelled) or "-".join(f"u{ord(char):x}" for char in name)
    if slug in _RESERVED:
        slug = f"{slug}-name"
    if len(slug.encode()) <= MAX_BYTES:
        return slug
    digest = blake2b(name.encode(), digest_size=6).hexdigest()
    return f"{slug.encode()[: MAX_BYTES - 13].decode(errors='ignore')}-{digest}"


def distinct_slugs(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return a unique slug for each name.

    Args:
        names: The names.
        given: Preferred slugs by name.

    Returns:
        Slugs by name. Where several names have the same slug, all but the first get a number
        appended; names with a preferred slug come first, then the alphabetical order decides.
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted({*names, *given}, key=lambda name: (name not in given, name)):
        wanted = given.get(name) or slug_of(name)
        slug, number = wanted, 1
        while _on_disk(slug) in taken:
            number += 1
            slug = f"{wanted}-{number}"
        slugs[name] = slug
        taken.add(_on_disk(slug))
    return slugs


def _on_disk(name: str) -> str:
    """Return the form of a name in which names of one file on macOS and Windows are equal."""
    return unicodedata.normalize("NFC", name.casefold())
