"""A run of the benchmarks, on a blog of three posts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.records import FILE, Results, load

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("psutil", reason="psutil is not installed: nothing measures memory")
if not sys.platform.startswith("linux"):
    pytest.skip("only Linux tells the memory that processes share", allow_module_level=True)

from benchmarks.books import phases
from benchmarks.run import main, rotated
from benchmarks.session import reason


def test_a_run_measures_each_step_once_and_goes_on_where_it_was(tmp_path: Path) -> None:
    given = [
        *("--into", str(tmp_path / "out"), "--work", str(tmp_path / "work"), "--sizes", "3"),
        *("--rounds", "1", "--chapters", "--tools", "anthology", "sphinx-basic"),
    ]
    main(given)
    records = load(tmp_path / "out" / FILE)
    steps = ["cold", "edit", "tag", "new", "no-op"]
    assert [(record.tool, record.step) for record in records] == [
        (tool, step) for tool in ("anthology", "sphinx-basic") for step in steps
    ]
    assert [record.note for record in records] == [""] * 10
    results = Results(records)
    for tool in ("anthology", "sphinx-basic"):
        cold, edit, new, no_op = (
            results.one(tool, 3, step) for step in ("cold", "edit", "new", "no-op")
        )
        assert cold
        assert edit
        assert new
        assert no_op
        assert cold.files_written == cold.files_changed > cold.pages_written == cold.pages >= 4
        assert 0 < edit.pages_written <= edit.pages == cold.pages
        assert new.pages > edit.pages
        assert (no_op.files_changed, no_op.pages) == (0, new.pages)
        assert min(cold.wall, cold.cpu) > 0
        assert cold.memory > 10**7
        assert cold.environment > 1000
        assert "Sphinx 9" in cold.versions
    main(given)
    assert load(tmp_path / "out" / FILE) == records
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(FILE, "RESULTS.md", "cold.svg", "steps.svg", "books.svg")
    }


def test_each_tool_is_first_in_some_round() -> None:
    rounds = [rotated(["a", "b", "c"], number) for number in (1, 2, 3, 4)]
    assert [tools[0] for tools in rounds] == ["a", "b", "c", "a"]
    assert {frozenset(tools) for tools in rounds} == {frozenset("abc")}


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("\x1b[95mStart\x1b[0m\nError: no {here}/a.md\nat 3", "Error: no a.md at 3"),
        (
            "10:20 CRITICAL RuntimeError: File   x.py\n   is there",
            "RuntimeError: File x.py is there",
        ),
        ("One line\nand one more\n", "One line and one more"),
        ("", "without output"),
    ],
)
def test_the_reason_of_a_failure_is_found_in_the_output(
    output: str, expected: str, tmp_path: Path
) -> None:
    assert reason(output.replace("{here}", str(tmp_path)), tmp_path) == expected


def test_the_phases_of_a_build_follow_from_its_messages() -> None:
    log = "100.0 reading\n102.0 checking consistency...\n103.0 typesetting...\n107.0 done\n"
    begins = {"assembling": "checking consistency", "typesetting": "typesetting"}
    assert phases(begins, log, 9.0) == {"reading": 4.0, "assembling": 1.0, "typesetting": 4.0}
