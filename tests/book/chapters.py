"""What the book must hold, stated apart from its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOVA = "Nova mid-cycle meetup"


@dataclass(frozen=True)
class Chapter:
    """A chapter and what its byline shows."""

    docname: str
    title: str
    date: str
    tags: tuple[str, ...]
    category: str
    series: str = ""


PARTS = {
    "2014": (
        Chapter(
            "posts/default-to-respect",
            "Default to Respect",
            "September 2014",
            ("Community", "Events"),
            "Essays",
        ),
        Chapter(
            "posts/paris-summit-growing-up",
            "OpenStack Paris Summit – Growing Up",
            "November 2014",
            ("OpenStack", "Nova", "Community", "Events"),
            "Reports",
        ),
        Chapter(
            "posts/the-big-tent-and-magnum",
            "The OpenStack Big Tent and Magnum",
            "November 2014",
            ("OpenStack", "Nova", "Containers"),
            "Essays",
        ),
    ),
    "2015": (
        Chapter(
            "posts/nova-mid-cycle-day-1",
            "OpenStack Nova Mid-cycle Meetup, Day 1",
            "January 2015",
            ("OpenStack", "Nova", "Scheduler", "Events"),
            "Reports",
            f"Part 1 of 2 of the series {NOVA}",
        ),
        Chapter(
            "posts/nova-mid-cycle-day-2",
            "OpenStack Nova Mid-cycle Meetup, Day 2",
            "January 2015",
            ("OpenStack", "Nova", "Scheduler", "Events"),
            "Reports",
            f"Part 2 of 2 of the series {NOVA}",
        ),
    ),
}
CHAPTERS = tuple(chapter for part in PARTS.values() for chapter in part)


def is_our_book(repository: Path) -> bool:
    """Return whether a chapter of our book is there; a single one missing is a mistake."""
    return any((repository / f"{chapter.docname}.md").is_file() for chapter in CHAPTERS)
