"""The sidebar: its content, its size, and which pages it makes outdated."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sphinx_bindery.html.navigation import (
    SMALL_BOOK,
    WINDOW_SIZE,
    Navigation,
    NavigationEntry,
    NavigationGroup,
    Window,
    sidebar_of,
)

from .conftest import CONF as BASIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    from sphinx_bindery.html.navigation import SidebarEntry, SidebarGroup

    from .conftest import Build, Project


# The theme appends to the default list of templates_path, which the apps of one process share.
CONF = f"{BASIC}templates_path = []\n".replace("sphinx_anthology", "sphinx_bindery").replace(
    "basic", "sphinx_book_theme"
)


def book(*sizes: int) -> Navigation:
    """Return a book of groups with the given numbers of chapters: ``0/0``, ``0/1``, … ``1/0``, …"""
    return Navigation(
        tuple(
            NavigationGroup(
                f"Group {g}", tuple(NavigationEntry(f"{g}/{i}", f"{g}/{i}") for i in range(size))
            )
            for g, size in enumerate(sizes)
        )
    )


def link(docname: str) -> str:
    return f"{docname}.html"


def entries(shown: Window[SidebarGroup]) -> list[SidebarEntry]:
    return [entry for group in shown.items for entry in group.entries.items]


def test_small_book_is_shown_whole() -> None:
    shown = sidebar_of(book(3, 4), "1/2", link)
    assert [group.href for group in shown.items] == ["", ""]
    assert [entry.href for entry in entries(shown) if entry.current] == ["1/2.html"]
    assert len(entries(shown)) == 7


def test_large_book_shows_its_own_group_and_captions() -> None:
    shown = sidebar_of(book(20, 20, 20), "1/5", link)
    assert [group.href for group in shown.items] == ["0/0.html", "", "2/0.html"]
    assert [entry.title for entry in entries(shown)] == [f"1/{i}" for i in range(20)]


@pytest.mark.parametrize("place", [0, 5, 2500, 4999])
def test_long_group_shows_a_window_around_the_page(place: int) -> None:
    shown = sidebar_of(book(5000), f"0/{place}", link)
    (group,) = shown.items
    numbers = [int(entry.title.partition("/")[2]) for entry in group.entries.items]
    assert len(numbers) == WINDOW_SIZE
    assert place in numbers
    assert numbers == list(range(numbers[0], numbers[0] + WINDOW_SIZE))
    assert group.entries.before == (f"0/{numbers[0] - 1}.html" if numbers[0] else "")
    assert group.entries.after == (f"0/{numbers[-1] + 1}.html" if numbers[-1] < 4999 else "")


def test_size_does_not_grow_with_the_book() -> None:
    sizes = [
        len(repr(sidebar_of(book(*[50] * groups), "3/7", link)))
        for groups in (WINDOW_SIZE, 4 * WINDOW_SIZE, 400)
    ]
    assert max(sizes) < min(sizes) * 1.1


def test_page_outside_the_book_opens_no_group() -> None:
    shown = sidebar_of(book(SMALL_BOOK, SMALL_BOOK), "search", link)
    assert entries(shown) == []
    assert not any(entry.current for entry in entries(sidebar_of(book(2), "search", link)))


def test_group_without_caption_and_ancestors_of_the_page_are_open() -> None:
    below = tuple(NavigationEntry(f"c{i}", f"c{i}") for i in range(SMALL_BOOK))
    navigation = Navigation(
        (
            NavigationGroup(
                "",
                (
                    NavigationEntry("a", "a", children=below),
                    NavigationEntry("x", url="https://example.org/"),
                ),
            ),
        )
    )
    a, x = entries(sidebar_of(navigation, "c3", link))
    assert (a.on_path, a.current, x.external, x.href) == (True, False, True, "https://example.org/")
    assert [child.title for child in a.children.items if child.current] == ["c3"]
    assert sidebar_of(navigation, "x", link).items[0].entries.items[0].children == Window()


def build(make_app: Callable[..., SphinxTestApp], folder: Path) -> tuple[SphinxTestApp, set[str]]:
    app = make_app("html", srcdir=folder)
    written: set[str] = set()
    app.connect("html-page-context", lambda _app, pagename, *_rest: written.add(pagename))
    app.build()
    return app, written & app.env.found_docs


def test_pages_with_a_changed_sidebar_are_rewritten(
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


@pytest.mark.parametrize("size", [3, 8])
def test_exactly_the_pages_with_a_changed_sidebar_are_rewritten(
    project: Project, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both where pages show the whole book and where they show windows of long groups."""
    monkeypatch.setattr("sphinx_bindery.html.navigation.SMALL_BOOK", 16)
    monkeypatch.setattr("sphinx_bindery.html.navigation.WINDOW_SIZE", 5)
    groups = [[f"{group}x{number}" for number in range(size)] for group in range(3)]
    captions = ["One", "Two", ""]

    def index(captions: list[str]) -> str:
        toctrees = [
            f"```{{toctree}}\n:caption: {caption}\n\n" + "\n".join(names) + "\n```\n"
            for caption, names in zip(captions, groups, strict=True)
        ]
        return "# Notes\n\n" + "\n".join(toctrees).replace(":caption: \n", "")

    def sidebars(build: Build) -> dict[str, bytes]:
        docnames = sorted(name for names in groups for name in names)
        return {
            name: html.tostring(build.page(name).xpath("//nav[contains(@class, 'bd-docs-nav')]")[0])
            for name in docnames
        }

    def times(build: Build) -> dict[str, int]:
        return {path.stem: path.stat().st_mtime_ns for path in build.outdir.glob("*.html")}

    (project.folder / "index.rst").unlink()
    project.write({"conf.py": CONF, "index.md": index(captions)})
    project.write({f"{name}.md": f"# T{name}\n" for names in groups for name in names})
    build = project.build()
    unchanged = 0
    for edit in (
        {"0x0.md": "# New title\n"},
        {f"1x{size - 1}.md": "# New title\n"},
        {"2x1.md": "# New title\n"},
        {"index.md": index(["One", "Too", ""])},
    ):
        sidebars_before, times_before = sidebars(build), times(build)
        project.write(edit)
        build = project.build()
        assert sidebars(build) == sidebars(project.build(fresh=True))
        written = {name for name, time in times(build).items() if time != times_before.get(name)}
        changed = {name for name, nav in sidebars(build).items() if nav != sidebars_before[name]}
        assert changed
        assert written & sidebars_before.keys() == changed
        unchanged += len(sidebars_before.keys() - written)
    assert unchanged or size == 3


def test_a_separate_section_has_a_sidebar_of_its_own(project: Project) -> None:
    project.write(
        {
            "conf.py": f'{CONF}html_theme_options = {{"separate_sections": ["guide/index"]}}\n',
            "index.rst": "Book\n====\n\n.. toctree::\n\n   one\n\n.. toctree::\n\n   guide/index\n",
            "one.md": "# One\n",
            "guide/index.md": "# Guide\n\n```{toctree}\n:caption: Tasks\n\ndo\n```\n",
            "guide/do.md": "# Do\n",
        }
    )

    def seen(build: Build, name: str) -> tuple[list[str], list[str]]:
        page = build.page(name)
        shown = [a.text_content() for a in page.xpath("//nav[contains(@class, 'bd-links')]//a")]
        around = page.xpath("//a[@rel='prev' or @rel='next']//span[@class='prev-next-title']")
        return shown, [title.text_content() for title in around]

    build = project.build()
    assert build.warnings == ""
    assert seen(build, "one") == (["One"], ["Book"])
    assert seen(build, "guide/index") == (["Guide", "Do"], ["Do"])
    assert seen(build, "guide/do") == (["Guide", "Do"], ["Guide"])
    # a new page of the section changes the sidebar of the section alone
    project.write({"guide/more.md": "# More\n"})
    index = (project.folder / "guide" / "index.md").read_text("utf-8")
    project.write({"guide/index.md": index.replace("do\n", "do\nmore\n")})
    before = build.files()
    again = project.build()
    assert seen(again, "guide/do") == (["Guide", "Do", "More"], ["Guide", "More"])
    assert seen(again, "one") == (["One"], ["Book"])
    assert again.files()["one.html"] == before["one.html"]
