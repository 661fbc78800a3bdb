"""What the sidebar shows of a book on one page, whatever the size of the book.

Pure data: :mod:`.sidebar` reads the book into a :class:`Navigation` once for a build, and each page
takes its view of it. A small book is shown whole. Of a large one a page shows the group and the
chapters around its own; all other groups are their captions.

What a page shows is tuples: a template takes them apart in one step, and each look for a name in an
object costs it a check.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SMALL = 40
"""Entries of a book that is shown whole."""

WINDOW = 25
"""Neighbours that a list of a large book shows at most, its own entry in the middle."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document (or another site's address: then ``docname`` is empty) and those below it.

    title: HTML.
    """

    title: str
    docname: str = ""
    url: str = ""
    children: tuple[Entry, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entry and all below it."""
        yield self
        for child in self.children:
            yield from child


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one toctree of the root document, and its caption as plain text.

    first: the first document, empty where there is none.
    """

    caption: str
    entries: tuple[Entry, ...]
    first: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Find what every page asks for."""
        docnames = (entry.docname for top in self.entries for entry in top if entry.docname)
        object.__setattr__(self, "first", next(docnames, ""))


@dataclass(frozen=True, slots=True)
class Navigation:
    """The groups of a book, and where each document stands in them.

    paths: by docname, the group, the entry in it, the entry in that. lines: by the ``id`` of a list
    of entries, what :func:`told` tells of each.
    """

    groups: tuple[Group, ...]
    paths: dict[str, tuple[int, ...]] = field(init=False, compare=False)
    lines: dict[int, list[str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Find what all pages ask for."""
        paths: dict[str, tuple[int, ...]] = {}
        lines: dict[int, list[str]] = {}
        for number, group in enumerate(self.groups):
            _add_paths(paths, group.entries, (number,))
            _add_lines(lines, group.entries)
        object.__setattr__(self, "paths", paths)
        object.__setattr__(self, "lines", lines)

    @property
    def is_small(self) -> bool:
        """Tell whether the book is shown whole."""
        return len(self.paths) <= SMALL


class Window(NamedTuple, Generic[T]):
    """Some neighbours of a long list; ``before`` and ``after`` link to where it goes on."""

    items: tuple[T, ...] = ()
    before: str = ""
    after: str = ""


class ShownEntry(NamedTuple):
    """One line of the sidebar. ``on_path``: it is, or holds, the page itself."""

    title: str
    href: str
    external: bool
    current: bool
    on_path: bool
    children: Window[ShownEntry]


class ShownGroup(NamedTuple):
    """A group, open or (then ``href`` links to its first chapter) only its caption."""

    caption: str
    href: str
    entries: Window[ShownEntry]


def view(navigation: Navigation, docname: str, link: Callable[[str], str]) -> Window[ShownGroup]:
    """Return what the page ``docname`` shows.

    Args:
        navigation: the book.
        docname: the page; one that stands nowhere in the book is not on any path.
        link: makes the address of a document, as seen from that page.
    """
    path = navigation.paths.get(docname, ())
    whole = navigation.is_small
    return _window(
        navigation.groups,
        path[0] if path else 0,
        lambda number, group: _group(group, link, path if path[:1] == (number,) else (), whole),
        lambda group: link(group.first),
        whole=whole,
    )


def told(navigation: Navigation, docname: str) -> Iterator[object]:
    """Yield what tells a page's view from another, in fewer steps than the view takes."""
    path = navigation.paths.get(docname, ())
    if navigation.is_small:
        yield navigation.groups, path
        return
    start, stop = _bounds(navigation.groups, path[0] if path else 0, whole=False)
    first = max(0, start - 1)  # the neighbours of those shown are where the list goes on
    yield start > 0, stop < len(navigation.groups)
    for number, group in enumerate(navigation.groups[first : stop + 1], first):
        on_path = path[:1] == (number,)
        yield group.caption, group.first, on_path
        if on_path or not group.caption or not group.first:
            yield from _told(navigation, group.entries, path[1:] if on_path else ())


def _told(
    navigation: Navigation, entries: tuple[Entry, ...], path: tuple[int, ...]
) -> Iterator[object]:
    middle = path[0] if path else 0
    start, stop = _bounds(entries, middle, whole=False)
    first = max(0, start - 1)
    yield start > 0, stop < len(entries), navigation.lines[id(entries)][first : stop + 1]
    if path:
        yield middle - first, len(path) == 1
        if entries[middle].children:
            yield from _told(navigation, entries[middle].children, path[1:])


def _group(
    group: Group, link: Callable[[str], str], path: tuple[int, ...], whole: bool
) -> ShownGroup:
    if not whole and not path and group.caption and group.first:
        return ShownGroup(group.caption, link(group.first), Window())
    return ShownGroup(group.caption, "", _entries(group.entries, link, path[1:], whole))


def _entries(
    entries: Sequence[Entry], link: Callable[[str], str], path: tuple[int, ...], whole: bool
) -> Window[ShownEntry]:
    def shown(number: int, entry: Entry) -> ShownEntry:
        on_path = path[:1] == (number,)
        below = path[1:] if on_path else ()
        return ShownEntry(
            title=entry.title,
            href=link(entry.docname) if entry.docname else entry.url,
            external=not entry.docname,
            current=on_path and not below,
            on_path=on_path,
            children=(
                _entries(entry.children, link, below, whole) if whole or on_path else Window()
            ),
        )

    return _window(
        entries,
        path[0] if path else 0,
        shown,
        lambda entry: link(entry.docname) if entry.docname else entry.url,
        whole=whole,
    )


S = TypeVar("S")


def _window(
    items: Sequence[S],
    middle: int,
    shown: Callable[[int, S], T],
    link: Callable[[S], str],
    *,
    whole: bool,
) -> Window[T]:
    start, stop = _bounds(items, middle, whole=whole)
    return Window(
        tuple(shown(number, item) for number, item in enumerate(items[start:stop], start)),
        before=link(items[start - 1]) if start else "",
        after=link(items[stop]) if stop < len(items) else "",
    )


def _bounds(items: Sequence[object], middle: int, *, whole: bool) -> tuple[int, int]:
    """Return where the part of a list that is shown begins and ends."""
    if whole:
        return 0, len(items)
    start = max(0, min(middle - WINDOW // 2, len(items) - WINDOW))
    return start, start + WINDOW


def _add_paths(
    paths: dict[str, tuple[int, ...]], entries: tuple[Entry, ...], above: tuple[int, ...]
) -> None:
    for number, entry in enumerate(entries):
        if entry.docname:
            paths.setdefault(entry.docname, (*above, number))
        _add_paths(paths, entry.children, (*above, number))


def _add_lines(lines: dict[int, list[str]], entries: tuple[Entry, ...]) -> None:
    lines[id(entries)] = [f"{entry.title}\n{entry.docname}\n{entry.url}" for entry in entries]
    for entry in entries:
        if entry.children:
            _add_lines(lines, entry.children)
