"""What was measured, as lines of JSON in a file that a run adds to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FILE = "results.jsonl"
COLD = "cold"


@dataclass(frozen=True)
class Record:
    """One command of a tool that was measured, or a note why there is no figure."""

    blog: str
    tool: str
    size: int
    round: int
    step: str
    wall: float = 0.0  # seconds; with a note: at least so many, or so many as were to be expected
    cpu: float = 0.0  # seconds of all processors
    memory: int = 0  # bytes at the peak
    files_written: int = 0  # new ones, and those whose time of change is another
    files_changed: int = 0  # new ones, and those that have other bytes
    pages_written: int = 0  # the HTML of the files written
    pages: int = 0  # HTML files of the output, or pages of a book
    page_bytes: int = 0  # of all pages
    environment: int = 0  # bytes of what Sphinx keeps between builds
    said: int = 0  # lines that the command printed
    phases: Mapping[str, float] = field(default_factory=dict)  # seconds of each part of a build
    versions: str = ""
    note: str = ""


def load(path: Path) -> list[Record]:
    """Return the records of a file, none if there is no file."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Record(**json.loads(line)) for line in lines if line]


def append(path: Path, records: Iterable[Record]) -> None:
    """Add records to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(told(record) + "\n" for record in records)


def told(record: Record) -> str:
    """Return a record as a line of JSON, in which nothing stands that it does not say."""
    values = {key: value for key, value in asdict(record).items() if value}
    return json.dumps({**values, "wall": round(record.wall, 3), "cpu": round(record.cpu, 3)})


@dataclass(frozen=True)
class Results:
    """The records of a run, asked for by what they are about."""

    records: Sequence[Record]

    def of(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> list[Record]:
        """Return the records of all rounds of a step that was measured."""
        about = (blog, tool, size, step)
        return [
            record
            for record in self.records
            if (record.blog, record.tool, record.size, record.step) == about and not record.note
        ]

    def wall(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> float | None:
        """Return the median of the seconds of a step, None if it was not measured."""
        found = self.of(tool, size, step, blog)
        return median(record.wall for record in found) if found else None

    def one(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> Record | None:
        """Return what a step gave in the first round: for what no noise changes."""
        found = self.of(tool, size, step, blog)
        return found[0] if found else None

    def note(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> Record | None:
        """Return the record that tells why there is no figure."""
        about = (blog, tool, size, step)
        for record in self.records:
            if record.note and (record.blog, record.tool, record.size, record.step) == about:
                return record
        return None

    def sizes(self, blog: str = "made") -> list[int]:
        """Return the sizes of the blogs of this name, the smallest first."""
        return sorted({record.size for record in self.records if record.blog == blog})

    def tools(self, blog: str = "made") -> list[str]:
        """Return the tools in the order in which they were first measured."""
        return list(dict.fromkeys(r.tool for r in self.records if r.blog == blog))
