"""Slugs: file names and parts of URLs, derived from titles and terms."""

from __future__ import annotations

import re
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

_SIGNS = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
"""Signs that distinguish terms, such as C, C++ and C#."""


_STRAIGHT = {ord(mark): "'" for mark in "\u2018\u2019\u201a"} | {
    ord(mark): '"' for mark in "\u201c\u201d\u201e\xab\xbb"
}
"""Straight quotes, by typographic ones."""


def straight(text: str) -> str:
    """Return a text with straight quotes, for names that no language changes."""
    return text.translate(_STRAIGHT)


def slugify(text: str) -> str:
    """Convert text to lower-case words of letters and digits, joined by hyphens.

    Accents are removed. Letters of all scripts are kept: a Greek title has no Latin letters.
    """
    decomposed = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain)))


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
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        slugs[name] = slug
        taken.add(slug)
    return slugs
