"""How a list of posts looks."""

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


class Field(StrEnum):
    """The fields that a list may show of a post besides its title, in their order."""

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


DEFAULT_FIELDS = {
    Style.LIST: (Field.DATE, Field.EXCERPT),
    Style.TABLE: (Field.DATE, Field.TAGS),
    Style.CARDS: (Field.IMAGE, Field.DATE, Field.EXCERPT),
}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The style of one list; ``group_by`` is None for a list without headings."""

    style: Style = Style.LIST
    group_by: Taxonomy | None = None
    show: tuple[Field, ...] = DEFAULT_FIELDS[Style.LIST]
