"""The benchmark of the speedups, and the gains that it has stored."""

from __future__ import annotations

from benchmarks.speedups import LIVE, Gain, gains, stored, table, variants
from sphinx_bindery.speedups import SPEEDUPS, selected

SECONDS = {
    "none": [(10.0, 6.0), (12.0, 7.0), (11.0, 20.0)],
    "a": [(22.0, 14.0), (21.0, 7.0), (60.0, 7.0)],
    "all": [(33.0, 21.0), (33.0, 21.0), (33.0, 21.0)],
}


def test_each_variant_leaves_out_one_speedup() -> None:
    values = variants([*SPEEDUPS])
    others = [name for name in SPEEDUPS if name != "parallel_reading"]
    assert selected(values["parallel_reading"]) == (others, "")
    assert values["none"] == "1"
    assert values["all"] == "0"


def test_gains_are_ratios_of_medians() -> None:
    found = [*gains(SECONDS, 300)]
    assert found == [Gain("a", 300, 22, 11, 7, 7), Gain("all", 300, 33, 11, 21, 7)]
    assert [(gain.cpu_ratio, gain.wall_ratio) for gain in found] == [(2, 1), (3, 3)]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table(found).splitlines()[2:]
    ]
    assert rows == [
        ["none", "11.0 s", "1.00", "7.0 s", "1.00"],
        ["`a`", "22.0 s", "2.00", "7.0 s", "1.00"],
        ["all", "33.0 s", "3.00", "21.0 s", "3.00"],
    ]


def test_each_speedup_gains_three_percent() -> None:
    found = {gain.name: max(gain.cpu_ratio, gain.wall_ratio) for gain in stored()}
    assert found.keys() == {*SPEEDUPS, "all"} - {LIVE}
    assert {name: gain for name, gain in found.items() if gain < 1.03} == {}
