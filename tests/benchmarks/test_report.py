"""Tables and curves of records."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from benchmarks import curves, report
from benchmarks.forecast import expected
from benchmarks.records import FILE, Record, Results, append, load
from benchmarks.tables import cold_table, short_table, steps_table

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
SMALL = [
    Record(
        "made", "anthology", 1000, 1, "cold", 30.0, 50.0, 10**8, 1100, pages=1100, versions="A 1"
    ),
    Record(
        "made", "anthology", 1000, 2, "cold", 31.0, 50.0, 10**8, 1100, pages=1100, versions="A 1"
    ),
    Record("made", "anthology", 1000, 1, "edit", 1.0, pages_written=7),
    Record("made", "anthology", 1000, 1, "no-op", 0.5),
    Record("made", "sphinx-basic", 1000, 1, "cold", 25.0, pages=1001, environment=10**6),
    Record("made", "sphinx-basic", 1000, 1, "edit", 2.0),
    Record("made", "sphinx-basic", 1000, 1, "no-op", 1.0),
    Record("made", "ablog", 1000, 1, "cold", 9000, note="left out: would take about 2.5 hours"),
    Record("real", "hugo", 509, 1, "cold", note="does not build: a | b"),
    Record("book", "anthology-pdf", 80, 1, "cold", 8.0, pages=240, phases={"reading": 2.0}),
    Record("book", "anthology-pdf", 800, 1, "cold", 80.0, memory=10**9, pages=2400),
]


def cells(table: str) -> dict[str, list[str]]:
    """Return the rows of a table by their first cells."""
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()
    ]
    assert len({len(row) for row in rows}) == 1
    return {row[0]: row[1:] for row in rows}


def sections(text: str) -> dict[str, str]:
    """Return the parts of a Markdown file by their headings."""
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_records_come_back_as_they_were_added(tmp_path: Path) -> None:
    path = tmp_path / "folder" / FILE
    append(path, SMALL[:2])
    append(path, SMALL[2:])
    assert load(path) == SMALL
    assert load(tmp_path / "none") == []


def test_cold_builds_are_told_as_ratios_to_bare_sphinx() -> None:
    rows = cells(cold_table(Results(SMALL)))
    assert rows[""] == ["1,000 posts"]
    assert rows["**this project**"] == ["1.22 × (30 s)"]  # the median of 30 and 31
    assert rows["bare Sphinx"] == ["1.00 × (25 s)"]
    assert rows["ABlog"] == ["left out: would take about 2.5 hours"]


def test_steps_are_told_as_parts_of_the_cold_build() -> None:
    rows = cells(steps_table(Results(SMALL), 1000))
    assert rows[""] == ["One edit", "One tag", "One new post", "No-op"]
    assert rows["**this project**"] == ["3.3 % (1.00 s, 7)", "–", "–", "1.6 % (0.50 s, 0)"]
    assert "ABlog" not in rows


def test_the_readme_has_each_step_relative_to_that_of_bare_sphinx() -> None:
    rows = cells(short_table(Results(SMALL), 1000))
    assert rows["**this project**"] == ["1.22 ×", "0.50 ×", "0.50 ×"]
    assert rows["bare Sphinx"] == ["1.00 ×"] * 3
    assert rows["ABlog"][0] == "left out: would take about 2.5 hours"


def test_a_report_has_all_its_parts() -> None:
    parts = sections(report.report(Results(SMALL)))
    assert [*parts] == [
        *("Bounds", "Cold build", "After a change", "CPU time", "Memory", "Output"),
        *("Environment", "Real posts", "Books"),
    ]
    bounds = cells(table_in(parts["Bounds"]))
    claim = "A cold build at 1,000 posts as hosted, to bare Sphinx"
    assert bounds[claim] == ["1.2 ×", "1.22 ×", "**no**"]
    assert bounds["A PDF of 800 chapters"] == ["120 s", "80 s", "yes"]
    assert cells(table_in(parts["Real posts"]))["Hugo"] == [r"does not build: a \| b"]
    assert cells(table_in(parts["Books"]))["PDF, 80 chapters"][0] == "240"
    assert not any("$" in part for part in parts.values())


def table_in(text: str) -> str:
    """Return the first table of a text."""
    found = re.search(r"(?:^\|.*\n?)+", text, flags=re.MULTILINE)
    assert found
    return found[0]


@pytest.mark.parametrize("records", [[], SMALL], ids=["nothing", "some"])
def test_a_report_and_its_pictures_are_the_same_each_time(
    records: list[Record], tmp_path: Path
) -> None:
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        report.write(folder, records)
        curves.write(folder, records)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert {*written[0]} == {"RESULTS.md", "cold.svg", "steps.svg", "books.svg"}


def test_the_summary_stands_between_its_marks_and_nothing_else_changes() -> None:
    readme = report.README.read_text(encoding="utf-8")
    once = report.within(readme, "\nfirst\n")
    assert report.within(once, "\nsecond\n") == report.within(readme, "\nsecond\n")
    assert once.replace("\nfirst\n", "") == report.within(readme, "")
    with pytest.raises(ValueError, match="benchmarks"):
        report.within("no marks", "")


def test_each_curve_goes_through_its_points_and_is_named_once(tmp_path: Path) -> None:
    records = [
        Record("made", tool, size, 1, "cold", wall)
        for tool, times in {
            "anthology": (1, 10),
            "sphinx-basic": (2, 20),
            "hugo": (1.02, 10.2),
        }.items()
        for size, wall in zip((100, 1000), times, strict=True)
    ]
    curves.write(tmp_path, records)
    tree = etree.parse(tmp_path / "cold.svg")
    lines = {
        line.get("class", "").split()[1]: [
            [float(value) for value in point.split(",")] for point in line.get("points", "").split()
        ]
        for line in tree.iter(f"{SVG}polyline")
    }
    assert {len(points) for points in lines.values()} == {2}
    ours, floor = lines["blue"], lines["gray"]
    assert ours[0][0] == floor[0][0] < ours[1][0]  # the same sizes
    assert ours[0][1] == ours[1][1] > floor[0][1]  # flat, and below what costs twice as much
    labels = {"this project", "bare Sphinx", "Hugo"}
    places = {
        text.text: float(text.get("y", "nan"))
        for text in tree.iter(f"{SVG}text")
        if text.text in labels
    }
    assert {*places} == labels
    assert abs(places["this project"] - places["Hugo"]) >= 14  # no label on another one


@pytest.mark.parametrize(
    ("walls", "seconds"),
    [({}, None), ({100: 10}, 100), ({100: 10, 200: 40}, 1000), ({100: 10, 200: 15}, 75)],
)
def test_what_a_size_will_take_is_told_by_the_last_two(
    walls: dict[int, float], seconds: float | None
) -> None:
    records = [Record("made", "ablog", size, 1, "cold", wall) for size, wall in walls.items()]
    found = expected(records, "ablog", 1000)
    if seconds is None:
        assert found is None
    else:
        assert found is not None
        assert math.isclose(found, seconds, rel_tol=1e-6)
