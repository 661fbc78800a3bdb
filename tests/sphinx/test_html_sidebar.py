"""The sidebar's navigation: what it shows, what it costs, when it is out of date."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.html.navigation import (
    SMALL,
    WINDOW,
    Entry,
    Group,
    Navigation,
    Window,
    told,
    view,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    from sphinx_bindery.html.navigation import ShownEntry, ShownGroup


def book(*sizes: int) -> Navigation:
    """Make a book of groups with so many chapters each: ``0/0``, ``0/1``, … ``1/0``, …"""
    return Navigation(
        tuple(
            Group(f"Group {g}", tuple(Entry(f"{g}/{i}", f"{g}/{i}") for i in range(size)))
            for g, size in enumerate(sizes)
        )
    )


def link(docname: str) -> str:
    return f"{docname}.html"


def entries(shown: Window[ShownGroup]) -> list[ShownEntry]:
    return [entry for group in shown.items for entry in group.entries.items]


def test_small_book_is_shown_whole() -> None:
    shown = view(book(3, 4), "1/2", link)
    assert [group.href for group in shown.items] == ["", ""]
    assert [entry.href for entry in entries(shown) if entry.current] == ["1/2.html"]
    assert len(entries(shown)) == 7


def test_large_book_shows_its_own_group_and_captions() -> None:
    shown = view(book(20, 20, 20), "1/5", link)
    assert [group.href for group in shown.items] == ["0/0.html", "", "2/0.html"]
    assert [entry.title for entry in entries(shown)] == [f"1/{i}" for i in range(20)]


@pytest.mark.parametrize("place", [0, 5, 2500, 4999])
def test_long_group_shows_the_neighbours(place: int) -> None:
    shown = view(book(5000), f"0/{place}", link)
    (group,) = shown.items
    numbers = [int(entry.title.partition("/")[2]) for entry in group.entries.items]
    assert len(numbers) == WINDOW
    assert place in numbers
    assert numbers == list(range(numbers[0], numbers[0] + WINDOW))
    assert group.entries.before == (f"0/{numbers[0] - 1}.html" if numbers[0] else "")
    assert group.entries.after == (f"0/{numbers[-1] + 1}.html" if numbers[-1] < 4999 else "")


def test_size_does_not_grow_with_the_book() -> None:
    sizes = [
        len(repr(view(book(*[50] * groups), "3/7", link))) for groups in (WINDOW, 4 * WINDOW, 400)
    ]
    assert max(sizes) < min(sizes) * 1.1


def test_page_outside_of_the_book_opens_nothing() -> None:
    shown = view(book(SMALL, SMALL), "search", link)
    assert entries(shown) == []
    assert not any(entry.current for entry in entries(view(book(2), "search", link)))


def test_captionless_group_stays_open_and_chapters_open_on_the_way() -> None:
    below = tuple(Entry(f"c{i}", f"c{i}") for i in range(SMALL))
    navigation = Navigation(
        (Group("", (Entry("a", "a", children=below), Entry("x", url="https://example.org/"))),)
    )
    a, x = entries(view(navigation, "c3", link))
    assert (a.on_path, a.current, x.external, x.href) == (True, False, True, "https://example.org/")
    assert [child.title for child in a.children.items if child.current] == ["c3"]
    assert view(navigation, "x", link).items[0].entries.items[0].children == Window()


def build(make_app: Callable[..., SphinxTestApp], folder: Path) -> tuple[SphinxTestApp, set[str]]:
    app = make_app("html", srcdir=folder)
    written: set[str] = set()
    app.connect("html-page-context", lambda _app, pagename, *_rest: written.add(pagename))
    app.build()
    return app, written & app.env.found_docs


def test_pages_with_another_sidebar_are_written_again(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(rootdir / "test-html-book-theme", folder)
    _, written = build(make_app, folder)
    assert {"first", "second", "deeper"} <= written
    _, written = build(make_app, folder)
    assert written == set()
    second = folder / "second.rst"
    second.write_text(
        second.read_text(encoding="utf-8").replace("Second\n======", "Changed\n======="),
        encoding="utf-8",
    )
    app, written = build(make_app, folder)
    assert {"first", "deeper"} <= written
    assert "Changed" in Path(app.outdir, "deeper.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [3, 60])
def test_what_tells_views_apart_differs_with_them(size: int) -> None:
    """A page is written again for its sidebar where what is told of it differs."""

    def changed(groups: list[list[str]], captions: list[str]) -> Navigation:
        return Navigation(
            tuple(
                Group(caption, tuple(Entry(name.title(), docname=name) for name in names))
                for caption, names in zip(captions, groups, strict=True)
            )
        )

    names = [[f"{group}x{n}" for n in range(size)] for group in range(3)]
    captions = ["One", "Two", ""]
    books = [changed(names, captions), changed(names, ["One", "Too", ""])]
    for at in (0, 1, size // 2, size - 1):
        for group in range(3):
            more = [[*group_names] for group_names in names]
            more[group].insert(at, f"new{at}")
            books.append(changed(more, captions))
            fewer = [[*group_names] for group_names in names]
            del fewer[group][at]
            books.append(changed(fewer, captions))
    docnames = ["elsewhere", *(name for group in names for name in group)]
    differing = alike = 0
    for book in books[1:]:
        for docname in docnames:
            seen = view(books[0], docname, str) != view(book, docname, str)
            said = [*told(books[0], docname)] != [*told(book, docname)]
            assert said or not seen
            differing += seen
            alike += not said
    assert differing
    assert alike or size == 3
