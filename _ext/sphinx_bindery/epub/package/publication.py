"""What an ePub is made of: files, their order, and the ways into them. Values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the publication.

    href: its path, from the package document's folder. properties: as the manifest names them.
    """

    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavPoint:
    """An entry of the table of contents, and those below it."""

    title: str
    href: str
    children: tuple[NavPoint, ...] = ()

    def depth(self) -> int:
        """Return how many levels it has, itself counted."""
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A way to a place that every book has; ``kind`` is a term of the structure vocabulary."""

    kind: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The place where a page begins, and its number."""

    number: int
    href: str


def manifest_ids(resources: Iterable[Resource]) -> dict[str, str]:
    """Give each file an id for the manifest: its path as an XML name."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for resource in resources:
        name = base = "x-" + re.sub(r"[^A-Za-z0-9.-]", "-", resource.href)
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        ids[resource.href] = name
    return ids


def play_order(
    spine: Sequence[str], toc: Iterable[NavPoint], breaks: Iterable[PageBreak]
) -> dict[NavPoint | PageBreak, int]:
    """Number the entries of both lists together in reading order, from 1.

    Args:
        spine: paths of pages, in reading order.
        toc: the table of contents, whose entries lead to beginnings of pages.
        breaks: the page breaks.
    """
    places = {path: place for place, path in enumerate(spine)}
    targets: list[NavPoint | PageBreak] = [*flattened(toc), *breaks]
    targets.sort(key=lambda target: places[target.href.partition("#")[0]])
    return {target: number for number, target in enumerate(targets, 1)}


def flattened(points: Iterable[NavPoint]) -> Iterator[NavPoint]:
    """Yield all entries of a table of contents, in reading order."""
    pending = list(points)[::-1]
    while pending:
        point = pending.pop()
        yield point
        pending.extend(reversed(point.children))
