"""The option ``bindery_speedups``: a build without speedups gives the same output."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.html.builder import SiteBuilder
from sphinx_bindery.speedups import SPEEDUPS, parallel_reading, parallel_writing, selected
from sphinx_bindery.speedups.parallel_reading import ParallelReading
from sphinx_bindery.speedups.parallel_writing import ParallelWriting
from sphinx_bindery.speedups.workers import Workers

from .conftest import CONF
from .searching import without_search_index

if TYPE_CHECKING:
    from .conftest import Project

BOOK = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]').replace(
    "basic", "sphinx_book_theme"
)


@pytest.fixture
def book(project: Project) -> Project:
    project.write({"conf.py": BOOK})
    project.write(
        {
            f"posts/p{n}.md": f"---\ndate: 2014-0{n + 1}\ntags: [t{n % 2}]\n---\n# Post {n}\n\n"
            f"## More\n\nWord{n} of [another](p{(n + 1) % 8}.md).\n"
            for n in range(8)
        }
    )
    return project


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (True, [*SPEEDUPS]),
        (False, []),
        ([], []),
        *((text, [*SPEEDUPS]) for text in ("1", "True")),
        *((text, []) for text in ("0", "False", "")),
        ("parallel_reading", ["parallel_reading"]),
        ("parallel_writing,parallel_reading", ["parallel_reading", "parallel_writing"]),
        (("garbage_collection",), ["garbage_collection"]),
    ],
)
def test_a_value_selects_speedups(value: object, names: list[str]) -> None:
    assert selected(value) == (names, "")


@pytest.mark.parametrize("value", [["parallel"], "parallel", 3, None, [["parallel_reading"]]])
def test_an_unknown_name_turns_on_nothing(value: object) -> None:
    names, problem = selected(value)
    assert names == []
    assert re.match(r"bindery_speedups: .*; write .*parallel_reading", problem)


def test_an_unknown_name_leaves_the_others() -> None:
    names, problem = selected(["garbage_collection", "parallel"])
    assert names == ["garbage_collection"]
    assert problem.startswith("bindery_speedups: ['parallel'] is unknown; write ")


@pytest.mark.parametrize("value", [False, "0", []], ids=["conf", "command-line", "list"])
def test_the_builder_is_extended_only_with_speedups(book: Project, value: object) -> None:
    before = gc.get_threshold()
    during = []
    app = book.make_app("html", srcdir=book.folder, confoverrides={"bindery_speedups": value})
    app.connect("env-updated", lambda *_args: during.append(gc.get_threshold()))
    assert type(app.builder) is SiteBuilder
    app.build()
    app.cleanup()
    assert during == [before]
    names = ["parallel_reading", "parallel_writing"]
    app = book.make_app("html", srcdir=book.folder, confoverrides={"bindery_speedups": names})
    assert isinstance(app.builder, SiteBuilder)
    assert isinstance(app.builder, ParallelReading)
    assert isinstance(app.builder, ParallelWriting)
    app.cleanup()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_the_bytes_are_the_same_without_speedups(book: Project, builder: str) -> None:
    with_all, without = (
        # the theme adds to the list of folders
        book.build(
            builder,
            fresh=True,
            parallel=2,
            confoverrides={"bindery_speedups": value, "templates_path": []},
        )
        for value in (True, False)
    )
    files = without_search_index(without.files())
    expected = without_search_index(with_all.files())
    assert files.keys() == expected.keys()
    assert {name for name in files if files[name] != expected[name]} == set()


def test_a_changed_value_rebuilds_nothing(book: Project) -> None:
    book.build(confoverrides={"bindery_speedups": True})
    again = book.build(confoverrides={"bindery_speedups": False})
    assert "0 added, 0 changed, 0 removed" in again.app.status.getvalue()


def test_nothing_is_forked_where_the_platform_cannot(
    book: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (parallel_reading, parallel_writing):
        monkeypatch.setattr(module, "CAN_FORK", False)
    monkeypatch.setattr(Workers, "start", lambda *_args: pytest.fail("forked"))
    options = {"bindery_speedups": True, "bindery_search": "sphinx"}
    build = book.build(fresh=True, parallel=2, confoverrides=options)
    assert len(build.files()) > 10
