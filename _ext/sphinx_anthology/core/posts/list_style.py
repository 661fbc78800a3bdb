"""How a list of posts looks: its style, its groups, and what it shows of each post."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.taxonomy import Taxonomy


class Style(StrEnum):
    """The forms of a list."""

    LIST = "list"
    TABLE = "table"
    CARDS = "cards"


class Fact(StrEnum):
    """What a list may show of a post besides its title, in the order in which it does."""

    IMAGE = "image"
    DATE = "date"
    UPDATED = "updated"
    AUTHORS = "authors"
    READING_TIME = "reading-time"
    LOCATION = "location"
    SERIES = "series"
    CATEGORIES = "categories"
    TAGS = "tags"
    EXCERPT = "excerpt"


DEFAULT_FACTS = {
    Style.LIST: (Fact.DATE, Fact.EXCERPT),
    Style.TABLE: (Fact.DATE, Fact.TAGS),
    Style.CARDS: (Fact.IMAGE, Fact.DATE, Fact.EXCERPT),
}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """One list's look; ``group_by`` is None where the posts stand in no groups."""

    style: Style = Style.LIST
    group_by: Taxonomy | None = None
    show: tuple[Fact, ...] = DEFAULT_FACTS[Style.LIST]
