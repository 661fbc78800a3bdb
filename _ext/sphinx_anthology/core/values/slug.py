"""Names for files and addresses, from titles."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 120
"""Bytes of a slug in UTF-8; file systems take 255 in a name, and suffixes come after it."""

WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that no file has on Windows, whatever its suffix."""

_NO_NAMES = WINDOWS_DEVICES | {"index"}
"""Slugs that no file may have: devices, and the name of a folder's own page."""

_SIGNS = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
"""Signs that tell names apart, such as C, C++ and C#."""


def slugify(text: str) -> str:
    """Return ``text`` as words of lower-case letters and digits, joined by hyphens.

    Letters of every script stay, since a title in Greek has no other name; accents go.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain)))


def slug_of(name: str) -> str:
    """Return the slug of a tag, a series or the like: never empty, and short enough for a file."""
    told = "".join(_SIGNS.get(char, char) for char in name)
    slug = slugify(told) or "-".join(f"u{ord(char):x}" for char in name)
    if slug in _NO_NAMES:
        slug = f"{slug}-name"
    if len(slug.encode()) <= LONGEST:
        return slug
    digest = blake2b(name.encode(), digest_size=6).hexdigest()
    return f"{slug.encode()[: LONGEST - 13].decode(errors='ignore')}-{digest}"


def distinct_slugs(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return a slug for each name, no two alike.

    Args:
        names: the names, each once.
        given: slugs that some of them should have. Of names with one slug, the first has it as it
            is and each later one a number after it: those that were given first, then in
            alphabetical order.
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
