"""The index: the entries whose places are in the book."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.environment.adapters.indexentries import IndexEntries

from sphinx_bindery.epub.package.paths import document_path
from sphinx_bindery.epub.xhtml.attributes import safe_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx_bindery.epub.builder import EpubBuilder


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry leads to, relative to the index."""

    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index, and those below it."""

    title: str
    links: tuple[Place, ...]
    subentries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one letter."""

    letter: str
    entries: tuple[Entry, ...]


def index_groups(builder: EpubBuilder, targets: Mapping[str, AbstractSet[str]]) -> list[Group]:
    """Return the index, without the entries that lead out of the book.

    Args:
        builder: its environment has the entries.
        targets: the ids of every page, by path.
    """
    folder = posixpath.dirname(document_path("genindex"))

    def places(links: Iterable[tuple[object, object]]) -> tuple[Place, ...]:
        kept = []
        for _main, link in links:
            path, _, fragment = str(link or "").partition("#")
            path = posixpath.normpath(posixpath.join(folder, unquote(path)))
            if path in targets:
                hook = safe_id(fragment)
                found = hook in targets[path]
                kept.append(Place(posixpath.relpath(path, folder) + (f"#{hook}" if found else "")))
        return tuple(kept)

    groups = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        made = []
        for title, (links, subentries, _key) in entries:
            subs = tuple(
                Entry(sub, places(sublinks))
                for sub, sublinks in subentries
                if places(sublinks) or not sublinks
            )
            own = places(links)
            if own or subs:
                made.append(Entry(title, own, subs))
        if made:
            groups.append(Group(letter, tuple(made)))
    return groups
