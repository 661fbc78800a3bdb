"""The names that posts go under: tags, series, categories, authors and years."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Taxonomy(StrEnum):
    """What a name is the name of."""

    TAG = "tag"
    SERIES = "series"
    CATEGORY = "category"
    AUTHOR = "author"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a taxonomy, and the docnames of its posts in order.

    ``name`` is empty for the posts that have no date, among the years. ``slug`` is the last part of
    the address of its page, and no other term of the taxonomy has it.
    """

    taxonomy: Taxonomy
    name: str
    slug: str
    docnames: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """What conf.py tells of a name: how it is written, and which other spellings mean it."""

    name: str
    slug: str
    description: str = ""
    spellings: tuple[str, ...] = ()
