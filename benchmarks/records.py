"""Records of measurements, as JSON lines in a file to which each run appends."""

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
    """A measured command of a tool, or a note why it was not measured."""

    blog: str
    tool: str
    size: int
    round: int
    step: str
    wall: float = 0.0  # seconds; with a note: a lower bound or the forecast
    cpu: float = 0.0  # CPU seconds
    memory: int = 0  # peak bytes
    files_written: int = 0  # new files, and files with another modification time
    files_changed: int = 0  # new files, and files with other bytes
    pages_written: int = 0  # HTML files among the files written
    pages: int = 0  # HTML files of the output, or pages of a book
    page_bytes: int = 0  # of all pages
    environment: int = 0  # bytes of the pickled environment
    output_lines: int = 0  # lines that the command printed
    phases: Mapping[str, float] = field(default_factory=dict)  # seconds of each phase
    versions: str = ""
    note: str = ""


def load(path: Path) -> list[Record]:
    """Read the records of a file; a missing file is empty."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Record(**json.loads(line)) for line in lines if line]


def append(path: Path, records: Iterable[Record]) -> None:
    """Append records to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json_line(record) + "\n" for record in records)


def json_line(record: Record) -> str:
    """Return a record as a line of JSON without empty values."""
    values = {key: value for key, value in asdict(record).items() if value}
    return json.dumps({**values, "wall": round(record.wall, 3), "cpu": round(record.cpu, 3)})


@dataclass(frozen=True)
class Results:
    """Queries over the records of a run."""

    records: Sequence[Record]

    def of(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> list[Record]:
        """Return the records of all rounds of a measured step."""
        about = (blog, tool, size, step)
        return [
            record
            for record in self.records
            if (record.blog, record.tool, record.size, record.step) == about and not record.note
        ]

    def wall(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> float | None:
        """Return the median wall time of a step in seconds, None if it was not measured."""
        found = self.of(tool, size, step, blog)
        return median(record.wall for record in found) if found else None

    def one(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> Record | None:
        """Return the record of the first round, for values without noise."""
        found = self.of(tool, size, step, blog)
        return found[0] if found else None

    def note(self, tool: str, size: int, step: str = COLD, blog: str = "made") -> Record | None:
        """Return the record that says why a step was not measured."""
        about = (blog, tool, size, step)
        for record in self.records:
            if record.note and (record.blog, record.tool, record.size, record.step) == about:
                return record
        return None

    def sizes(self, blog: str = "made") -> list[int]:
        """Return the measured sizes of a blog, in ascending order."""
        return sorted({record.size for record in self.records if record.blog == blog})

    def tools(self, blog: str = "made") -> list[str]:
        """Return the tools in the order in which they were first measured."""
        return list(dict.fromkeys(r.tool for r in self.records if r.blog == blog))
