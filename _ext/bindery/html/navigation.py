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
    """The entries of one toctree of the root document, and its caption as plain text."""

    caption: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The groups of a book, and where each document stands in them."""

    groups: tuple[Group, ...]
    paths: dict[str, tuple[int, ...]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Find the path of each document: the group, the entry in it, the entry in that."""
        paths: dict[str, tuple[int, ...]] = {}
        for number, group in enumerate(self.groups):
            _add_paths(paths, group.entries, (number,))
        object.__setattr__(self, "paths", paths)

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
        lambda group: link(_first_docname(group)),
        whole=whole,
    )


def told(shown: Window[ShownGroup]) -> Iterator[str]:
    """Yield all that a view shows, in fewer steps than ``repr`` takes."""
    yield shown.before
    for group in shown.items:
        yield f"{group.caption}\n{group.href}"
        yield from _told(group.entries)
    yield shown.after


def _told(entries: Window[ShownEntry]) -> Iterator[str]:
    yield entries.before
    for entry in entries.items:
        yield f"{entry.title}\n{entry.href}\n{entry.external}{entry.current}{entry.on_path}"
        yield from _told(entry.children)
    yield entries.after


def _group(
    group: Group, link: Callable[[str], str], path: tuple[int, ...], whole: bool
) -> ShownGroup:
    if not whole and not path and group.caption and (first := _first_docname(group)):
        return ShownGroup(group.caption, link(first), Window())
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
    start = 0 if whole else max(0, min(middle - WINDOW // 2, len(items) - WINDOW))
    stop = len(items) if whole else start + WINDOW
    return Window(
        tuple(shown(number, item) for number, item in enumerate(items[start:stop], start)),
        before=link(items[start - 1]) if start else "",
        after=link(items[stop]) if stop < len(items) else "",
    )


def _first_docname(group: Group) -> str:
    return next((entry.docname for top in group.entries for entry in top if entry.docname), "")


def _add_paths(
    paths: dict[str, tuple[int, ...]], entries: tuple[Entry, ...], above: tuple[int, ...]
) -> None:
    for number, entry in enumerate(entries):
        if entry.docname:
            paths.setdefault(entry.docname, (*above, number))
        _add_paths(paths, entry.children, (*above, number))
