"""Taxonomies and their terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Taxonomy(StrEnum):
    """A kind of terms."""

    TAG = "tag"
    SERIES = "series"
    CATEGORY = "category"
    AUTHOR = "author"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a taxonomy, with the docnames of its posts in order.

    ``name`` is empty for the posts without a date, among the years. ``slug`` is unique in the
    taxonomy, and the last part of the URL of the term page.
    """

    taxonomy: Taxonomy
    name: str
    slug: str
    docnames: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term that conf.py defines, with its other spellings."""

    name: str
    slug: str
    description: str = ""
    spellings: tuple[str, ...] = ()
