"""The general index."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_bindery.epub.package.publication import document_path
from sphinx_bindery.epub.xhtml.attributes import safe_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx_bindery.epub.package.publication import IndexLinks, SphinxIndex

PATH = document_path("genindex")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index: its links, relative to the page of the index, and its sub-entries."""

    title: str
    links: tuple[str, ...]
    subentries: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries below one letter."""

    letter: str
    entries: tuple[IndexEntry, ...]


def index_groups(index: SphinxIndex, targets: Mapping[str, AbstractSet[str]]) -> list[IndexGroup]:
    """Return the groups of the index, without entries for documents outside of the book.

    Args:
        index: Sphinx's index.
        targets: The ids of each page, by path.
    """
    groups = []
    for letter, lines in index:
        entries = []
        for title, (links, sublines, _key) in lines:
            subentries = tuple(
                IndexEntry(subtitle, sublinks)
                for subtitle, unresolved in sublines
                if (sublinks := tuple(_resolved(unresolved, targets))) or not unresolved
            )
            entry = IndexEntry(title, tuple(_resolved(links, targets)), subentries)
            if entry.links or subentries:
                entries.append(entry)
        if entries:
            groups.append(IndexGroup(letter, tuple(entries)))
    return groups


def _resolved(links: IndexLinks, targets: Mapping[str, AbstractSet[str]]) -> Iterator[str]:
    folder = posixpath.dirname(PATH)
    for _main, link in links:
        path, _, fragment = str(link or "").partition("#")
        path = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if path in targets:
            target = safe_id(fragment)
            has_target = target in targets[path]
            yield posixpath.relpath(path, folder) + (f"#{target}" if has_target else "")
