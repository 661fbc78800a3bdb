"""The build record: which pages are outdated, after builds that ended and builds that did not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.common.build_record import BuildRecord

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "html.json"


def begin(path: Path) -> BuildRecord:
    record = BuildRecord()
    record.load(path)
    return record


def build(path: Path, pages: dict[str, str], source: str = "", *, only: str = "") -> list[str]:
    """Run a build that writes its outdated pages, or those of them named in ``only``."""
    record = begin(path)
    outdated = record.outdated("sidebars", lambda: pages, source=source)
    for name in outdated:
        if not only or name in only:
            record.note_written(name)
    record.finish()
    return outdated


def never() -> dict[str, str]:
    pytest.fail("the fingerprints were computed again")


def test_new_and_changed_pages_are_outdated(path: Path) -> None:
    assert build(path, {"a": "1", "b": "1"}) == ["a", "b"]
    assert build(path, {"a": "1", "b": "2", "c": "1"}) == ["b", "c"]
    assert build(path, {"a": "1", "b": "2", "c": "1"}) == []
    assert build(path, {"a": "1"}) == []
    assert build(path, {"a": "1", "b": "2"}) == ["b"]


def test_a_page_that_was_not_written_stays_outdated(path: Path) -> None:
    build(path, {"a": "1", "b": "1"})
    assert build(path, {"a": "2", "b": "2"}, only="a") == ["a", "b"]
    assert build(path, {"a": "2", "b": "2"}) == ["b"]
    assert build(path, {"a": "2", "b": "1"}) == ["b"]


def test_a_page_that_was_not_written_is_up_to_date_if_the_change_is_taken_back(path: Path) -> None:
    build(path, {"a": "1", "b": "1"})
    build(path, {"a": "2", "b": "2"}, only="a")
    assert build(path, {"a": "2", "b": "1"}) == []


def test_an_interrupted_build_leaves_its_pages_outdated(path: Path) -> None:
    build(path, {"a": "1", "b": "1"}, "s1")
    record = begin(path)
    assert record.outdated("sidebars", lambda: {"a": "1", "b": "2"}, source="s2") == ["b"]
    record.note_written("b")
    assert build(path, {"a": "1", "b": "1"}, "s1") == ["b"]


def test_nothing_is_computed_where_the_inputs_are_the_same(path: Path) -> None:
    build(path, {"a": "1"}, "s1")
    record = begin(path)
    assert record.outdated("sidebars", never, source="s1") == []
    assert record.is_up_to_date("sidebars")
    record.finish()
    assert begin(path).fingerprints("sidebars") == {"a": "1"}


def test_a_build_of_some_files_alone_does_not_make_the_section_known(path: Path) -> None:
    build(path, {"a": "1", "b": "1"}, "s1")
    build(path, {"a": "2", "b": "2"}, "s2", only="a")
    assert build(path, {"a": "2", "b": "2"}, "s2") == ["b"]


def test_what_is_written_makes_the_section_unknown_until_the_build_ends(path: Path) -> None:
    build(path, {"a": "1"}, "s1")
    record = begin(path)
    record.outdated("sidebars", never, source="s1")
    record.touch()
    assert not record.is_up_to_date("sidebars")
    assert begin(path).outdated("sidebars", lambda: {"a": "1"}, source="s1") == []
    assert not begin(path).is_up_to_date("sidebars")
    record.finish()
    assert begin(path).outdated("sidebars", never, source="s1") == []


def test_a_complete_section_needs_no_word_of_each_page(path: Path) -> None:
    record = begin(path)
    record.outdated("listings", lambda: {"tags/a": "1"}, is_complete=True)
    record.finish()
    again = begin(path)
    assert again.outdated("listings", lambda: {"tags/a": "1"}, is_complete=True) == []


def test_a_section_that_is_not_compared_is_carried_over(path: Path) -> None:
    build(path, {"a": "1"})
    record = begin(path)
    record.outdated("toctrees", lambda: {"a": "7"})
    record.note_written("a")
    record.finish()
    assert build(path, {"a": "1"}) == []


def test_files_of_an_interrupted_build_are_found(path: Path) -> None:
    record = begin(path)
    record.expect_files("feeds", ["atom.xml"])
    record.finish()
    record = begin(path)
    record.expect_files("feeds", ["feed.json"])
    assert begin(path).files("feeds") == ("atom.xml", "feed.json")
    record.finish()
    assert begin(path).files("feeds") == ("feed.json",)
    assert begin(path).files("previews") == ()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"version": 0}', '{"version": 1, "sections": {"a": 1}, "files": {}}'],
)
def test_a_broken_record_makes_every_page_outdated(path: Path, text: str) -> None:
    build(path, {"a": "1"})
    path.write_text(text)
    assert build(path, {"a": "1"}) == ["a"]
    assert json.loads(path.read_text())["sections"]["sidebars"]["fingerprints"] == {"a": "1"}


def test_a_build_without_changes_writes_nothing(path: Path) -> None:
    build(path, {"a": "1"}, "s1")
    time = path.stat().st_mtime_ns
    record = begin(path)
    record.outdated("sidebars", never, source="s1")
    record.expect_files("feeds", [])
    record.finish()
    assert path.stat().st_mtime_ns == time
