"""A writer's mistake, as a value: what is wrong, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HELD_BACK = "the post is held back until it is mended"
"""What is said of a post that may be a draft, for all that can be read of it."""


class Kind(StrEnum):
    """The subtypes of the warnings of type ``anthology``."""

    DATE = "date"
    KEY = "key"
    TYPE = "type"
    SERIES = "series"
    TAG = "tag"
    AUTHOR = "author"
    SLUG = "slug"
    ALIAS = "alias"
    IMAGE = "image"
    REF = "ref"
    DRAFT = "draft"
    YAML = "yaml"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file. ``line`` counts from 1 at the top of the file."""

    kind: Kind
    line: int
    message: str


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` with the known word nearest to ``word``, else nothing.

    A word that differs in case alone is the nearest.
    """
    folded = {other.casefold(): str(other) for other in sorted(known)}
    nearest = get_close_matches(word.casefold(), folded, n=1)
    return f" (did you mean {folded[nearest[0]]!r}?)" if nearest else ""
