"""The parts of a person's name, where they are certain."""

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
_OF_GROUPS = frozenset(
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
"""Words that names of organisations have, and names of persons have not."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, as in Ludwig (given) van (particle) Beethoven (family)."""

    given: str
    family: str
    particle: str = ""
    suffix: str = ""


def is_of_group(name: str) -> bool:
    """Tell whether a name has a word that names of organisations have."""
    return any(word.lower().rstrip(".") in _OF_GROUPS for word in name.split())


def person_name(name: str) -> PersonName | None:
    """Return the parts of a name, or None where it must stay whole.

    Whoever takes a group or a pen name apart makes up a family. So only that is taken for a
    person's which cannot well be anything else: two words or more with capitals, in a script that
    has them (elsewhere the family often comes first), no digit, no comma and no ``and``, and no
    word that organisations have in their names. One word is whole.
    """
    words = unicodedata.normalize("NFC", name).split()
    suffix = words.pop() if words and words[-1] in _SUFFIXES else ""
    if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words):
        return None
    if is_of_group(name):
        return None
    *before, family = words
    particles: list[str] = []
    while before and before[-1] in _PARTICLES:
        particles.insert(0, before.pop())
    if not before or not all(word[0].isupper() for word in (*before, family)):
        return None
    return PersonName(" ".join(before), family, " ".join(particles), suffix)
