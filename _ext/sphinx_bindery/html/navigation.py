"""The navigation of the book, and the part of it in the sidebar of each page.

Pure data: :mod:`.sidebar` reads the book into a :class:`Navigation` once in a build, and each page
shows a part of it. A small book is shown whole. In a large one, a page shows its own group with the
neighbors of its own chapter, and only the captions of the other groups, so that the size of a page
does not depend on the size of the book.

The values for the template are tuples, which Jinja unpacks faster than it reads attributes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SMALL_BOOK = 40
"""The number of documents up to which a book is shown whole."""

WINDOW_SIZE = 25
"""The number of items that a page shows of a list in a large book, its own in the middle."""

Item = TypeVar("Item")
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A document or an external link, and the entries below it.

    Attributes:
        title: HTML.
        docname: Empty for an external link.
        url: The address of an external link.
        children: The entries of the document's own toctrees.
    """

    title: str
    docname: str = ""
    url: str = ""
    children: tuple[NavigationEntry, ...] = ()

    def __iter__(self) -> Iterator[NavigationEntry]:
        """Yield the entry and its descendants."""
        yield self
        for child in self.children:
            yield from child


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """The entries of one toctree of the root document, and its caption as plain text."""

    caption: str
    entries: tuple[NavigationEntry, ...]

    @property
    def first_docname(self) -> str:
        """The first document; empty where the group has external links only."""
        docnames = (entry.docname for top in self.entries for entry in top if entry.docname)
        return next(docnames, "")


@dataclass(frozen=True, slots=True)
class Navigation:
    """The groups of a book.

    Attributes:
        groups: The toctrees of the root document.
        paths: By docname: the index of its group, and of the entry on each level down to it.
    """

    groups: tuple[NavigationGroup, ...]
    paths: dict[str, tuple[int, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the documents."""
        paths: dict[str, tuple[int, ...]] = {}
        for index, group in enumerate(self.groups):
            _add_paths(paths, group.entries, (index,))
        object.__setattr__(self, "paths", paths)


class Window(NamedTuple, Generic[Shown]):
    """Consecutive items of a list, and the addresses of the items before and after them."""

    items: tuple[Shown, ...] = ()
    before: str = ""
    after: str = ""


class SidebarEntry(NamedTuple):
    """A link in the sidebar. ``on_path``: whether it is the page itself or an ancestor of it."""

    title: str
    href: str
    external: bool
    current: bool
    on_path: bool
    children: Window[SidebarEntry]


class SidebarGroup(NamedTuple):
    """A group in the sidebar; a closed one has no entries, and links to its first document."""

    caption: str
    href: str
    entries: Window[SidebarEntry]


def sidebar_of(
    navigation: Navigation, docname: str, link: Callable[[str], str]
) -> Window[SidebarGroup]:
    """Return the part of the navigation that the sidebar of a page shows.

    Args:
        navigation: The book.
        docname: The page; it need not be in the book.
        link: Returns the address of a document relative to the page.
    """
    path = navigation.paths.get(docname, ())
    whole = len(navigation.paths) <= SMALL_BOOK

    def show(index: int, group: NavigationGroup) -> SidebarGroup:
        on_path = path[:1] == (index,)
        if not whole and not on_path and group.caption and group.first_docname:
            return SidebarGroup(group.caption, link(group.first_docname), Window())
        below = path[1:] if on_path else ()
        return SidebarGroup(group.caption, "", _entries(group.entries, link, below, whole))

    return _window(
        navigation.groups, path, show, lambda group: link(group.first_docname), whole=whole
    )


def _entries(
    entries: Sequence[NavigationEntry],
    link: Callable[[str], str],
    path: tuple[int, ...],
    whole: bool,
) -> Window[SidebarEntry]:
    def href(entry: NavigationEntry) -> str:
        return link(entry.docname) if entry.docname else entry.url

    def show(index: int, entry: NavigationEntry) -> SidebarEntry:
        on_path = path[:1] == (index,)
        below = path[1:] if on_path else ()
        is_open = bool(entry.children) and (whole or on_path)
        return SidebarEntry(
            title=entry.title,
            href=href(entry),
            external=not entry.docname,
            current=on_path and not below,
            on_path=on_path,
            children=_entries(entry.children, link, below, whole) if is_open else Window(),
        )

    return _window(entries, path, show, href, whole=whole)


def _window(
    items: Sequence[Item],
    path: tuple[int, ...],
    show: Callable[[int, Item], Shown],
    href: Callable[[Item], str],
    *,
    whole: bool,
) -> Window[Shown]:
    """Return the items around the first index of the path."""
    start, stop = 0, len(items)
    if not whole:
        middle = path[0] if path else 0
        start = max(0, min(middle - WINDOW_SIZE // 2, len(items) - WINDOW_SIZE))
        stop = start + WINDOW_SIZE
    return Window(
        tuple(show(index, item) for index, item in enumerate(items[start:stop], start)),
        before=href(items[start - 1]) if start else "",
        after=href(items[stop]) if stop < len(items) else "",
    )


def _add_paths(
    paths: dict[str, tuple[int, ...]],
    entries: tuple[NavigationEntry, ...],
    ancestors: tuple[int, ...],
) -> None:
    for index, entry in enumerate(entries):
        if entry.docname:
            paths.setdefault(entry.docname, (*ancestors, index))
        _add_paths(paths, entry.children, (*ancestors, index))
