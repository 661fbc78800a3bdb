"""The gain of each speedup: ``python -m benchmarks.speedups --help``.

Each round builds a blog with all speedups, then without each of them in turn, then without any. The
table gives medians: the CPU time and the wall time of a cold build without a speedup, and their
ratios to those of a build with all of them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from .blog import generated_blog
from .measure import run
from .tools import EXTENSIONS, TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FILE = Path(__file__).with_name("speedups.json")
ALL = "all"
NONE = "none"
LIVE = "template_cache"
"""The speedup of live builds alone; this measures cold builds."""


@dataclass(frozen=True)
class Gain:
    """Median seconds of a cold build without a speedup, and of one with all of them."""

    name: str
    posts: int
    cpu: float
    cpu_with_all: float
    wall: float
    wall_with_all: float

    @property
    def cpu_ratio(self) -> float:
        """CPU time without the speedup, relative to that with it."""
        return self.cpu / self.cpu_with_all

    @property
    def wall_ratio(self) -> float:
        """Wall time without the speedup, relative to that with it."""
        return self.wall / self.wall_with_all


def variants(names: Sequence[str]) -> dict[str, str]:
    """Return the values of ``bindery_speedups`` to build with, by what each leaves out."""
    without = {name: ",".join(other for other in names if other != name) for name in names}
    return {NONE: "1", **without, ALL: "0"}


def measure(
    values: Mapping[str, str], posts: int, rounds: int, tool: str, folder: Path
) -> dict[str, list[tuple[float, float]]]:
    """Return the CPU time and the wall time of each build in seconds, by what it leaves out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    TOOLS[tool].write(folder, generated_blog(posts))
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in values}
    for number in range(rounds):
        for name, value in values.items():
            shutil.rmtree(folder / "_build", ignore_errors=True)
            command = [*TOOLS[tool].command, "-D", f"bindery_speedups={value}"]
            if cost := run(command, folder, 3600):
                seconds[name].append((cost.cpu, cost.wall))
                load = os.getloadavg()[0]
                line = (
                    f"round {number + 1}, without {name}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s"
                )
                print(f"{line}, load {load:.1f}", file=sys.stderr, flush=True)
    shutil.rmtree(folder)
    return seconds


def gains(seconds: Mapping[str, Sequence[tuple[float, float]]], posts: int) -> Iterator[Gain]:
    """Yield the gain of each speedup, and that of all together."""
    (cpu_with_all, wall_with_all) = map(median, zip(*seconds[NONE], strict=True))
    for name, builds in seconds.items():
        if name != NONE:
            cpu, wall = map(median, zip(*builds, strict=True))
            yield Gain(name, posts, cpu, cpu_with_all, wall, wall_with_all)


def table(found: Sequence[Gain]) -> str:
    """Return a Markdown table of gains."""
    lines = ["| Without | CPU | ratio | Time | ratio |", "|---|--:|--:|--:|--:|"]
    first = found[0]
    with_all = f"{first.cpu_with_all:.1f} s | 1.00 | {first.wall_with_all:.1f} s | 1.00"
    lines.append(f"| none | {with_all} |")
    for gain in found:
        name = gain.name if gain.name == ALL else f"`{gain.name}`"
        cpu = f"{gain.cpu:.1f} s | {gain.cpu_ratio:.2f}"
        lines.append(f"| {name} | {cpu} | {gain.wall:.1f} s | {gain.wall_ratio:.2f} |")
    return "\n".join(lines)


def stored() -> list[Gain]:
    """Return the gains of the last run that was stored."""
    return [Gain(**values) for values in json.loads(FILE.read_text(encoding="utf-8"))]


def options(names: Sequence[str]) -> ArgumentParser:
    """Return the options of the command."""
    parser = ArgumentParser(prog="python -m benchmarks.speedups", description=__doc__)
    add = parser.add_argument
    add("--posts", type=int, default=1000, help="the size of the blog")
    add("--rounds", type=int, default=3, help="how often each build is measured")
    add("--tool", choices=TOOLS, default="anthology-local", help="the project that is built")
    add("--only", nargs="*", choices=names, default=names, help="the speedups that are measured")
    add("--work", type=Path, default=Path("_build/bench/speedups"), help="the folder to build in")
    add("--store", action="store_true", help=f"store the gains in {FILE.name}")
    return parser


def main(given: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    sys.path.insert(0, str(EXTENSIONS))
    from sphinx_bindery.speedups import SPEEDUPS  # noqa: PLC0415 (found on the path above)

    names = [name for name in SPEEDUPS if name != LIVE]
    asked = options(names).parse_args(given)
    values = {
        name: value for name, value in variants(names).items() if name in {NONE, ALL, *asked.only}
    }
    seconds = measure(values, asked.posts, asked.rounds, asked.tool, asked.work.absolute())
    found = [*gains(seconds, asked.posts)]
    print(table(found))
    if asked.store:
        records = [asdict(gain) for gain in found]
        FILE.write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
