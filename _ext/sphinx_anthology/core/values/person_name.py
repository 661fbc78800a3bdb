"""The parts of personal names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-]+[^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    (
        *("af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den"),
        *("der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van"),
        *("vom", "von", "zu", "zum", "zur"),
    )
)
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_ORGANIZATION_WORDS = frozenset(
    (
        *("academy", "agency", "alliance", "association", "authors", "board", "bureau"),
        *("center", "centre", "club", "college", "committee", "community", "company"),
        *("consortium", "contributors", "corp", "council", "department", "developers"),
        *("editors", "foundation", "gmbh", "group", "inc", "institute", "lab", "laboratory"),
        *("labs", "library", "llc", "ltd", "maintainers", "ministry", "museum", "network"),
        *("office", "organization", "press", "project", "school", "society", "staff"),
        *("studio", "team", "the", "union", "university"),
    )
)
"""Words in names of organizations that personal names do not have."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts: given *Ludwig*, particle *van*, family *Beethoven*."""

    given: str
    family: str
    particle: str = ""
    suffix: str = ""


def is_organization_name(name: str) -> bool:
    """Return whether a name has a word that is typical of organizations."""
    return any(word.lower().rstrip(".") in _ORGANIZATION_WORDS for word in name.split())


def person_name(name: str) -> PersonName | None:
    """Return the parts of a name, or None if it cannot be split with certainty.

    Splitting the name of a group or a pen name would invent a family name. A personal name has two
    or more capitalized words, in a script with capitals (in others the family name often comes
    first), no digit, no comma, no ``and``, and no word that is typical of organizations.
    """
    words = unicodedata.normalize("NFC", name).split()
    suffix = words.pop() if words and words[-1] in _SUFFIXES else ""
    if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words):
        return None
    if is_organization_name(name):
        return None
    *before, family = words
    particles: list[str] = []
    while before and before[-1] in _PARTICLES:
        particles.insert(0, before.pop())
    if not before or not all(word[0].isupper() for word in (*before, family)):
        return None
    return PersonName(" ".join(before), family, " ".join(particles), suffix)
