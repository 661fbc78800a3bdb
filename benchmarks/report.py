"""The report of the results: RESULTS.md, and a table in the README."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from . import tables
from .bounds import KIB
from .records import Record, Results

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
BEGIN, END = "<!-- benchmarks -->\n", "<!-- end of benchmarks -->\n"
SIZE = 1000  # of the blog in the README's table
NONE = "Not measured."


def write(folder: Path, records: Sequence[Record]) -> None:
    """Write RESULTS.md to the folder of the records; for this folder, the README's table too."""
    results = Results(records)
    (folder / "RESULTS.md").write_text(report(results), encoding="utf-8")
    if folder.resolve() == HERE.resolve():
        text = README.read_text(encoding="utf-8")
        README.write_text(within(text, summary(results)), encoding="utf-8")


def within(text: str, part: str) -> str:
    """Return a text with the part between the markers replaced.

    Raises:
        ValueError: If the text has no markers.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        message = f"there is no {BEGIN.strip()} … {END.strip()}"
        raise ValueError(message)
    return before + begin + part + end + after


def summary(results: Results) -> str:
    """Return the README's part."""
    table = tables.short_table(results, SIZE)
    return (
        f"\n{table}\n\n"
        "Time relative to bare Sphinx with MyST and the theme `basic`; less is better. This\n"
        "project is measured as hosted: all features on, with a base URL.\n"
        "[All sizes, memory, and books](benchmarks/RESULTS.md).\n\n"
    )


def report(results: Results) -> str:
    """Return the text of RESULTS.md."""
    template = Template((HERE / "RESULTS.template.md").read_text(encoding="utf-8"))
    return template.substitute(
        versions=versions(results.records),
        noise=noise(results),
        bounds=tables.bounds_table(results),
        cold=tables.cold_table(results) if results.sizes() else NONE,
        steps=steps(results) or NONE,
        memory=tables.record_table(results, tables.megabytes) if results.sizes() else NONE,
        processors=tables.record_table(results, tables.processors) if results.sizes() else NONE,
        pages=tables.record_table(results, page) if results.sizes() else NONE,
        environment=tables.record_table(results, environment) if results.sizes() else NONE,
        real=real(results) or NONE,
        books=tables.books_table(results) if results.sizes("book") else NONE,
    )


def steps(results: Results) -> str:
    """Return the tables of steps by size."""
    parts = [
        f"### {size:,} posts\n\n{tables.steps_table(results, size)}" for size in results.sizes()
    ]
    return "\n\n".join(parts)


def real(results: Results) -> str:
    """Return the tables of real posts."""
    parts = []
    for size in results.sizes("real"):
        parts += [
            tables.cold_table(results, "real"),
            tables.steps_table(results, size, "real"),
            "Pages, and lines that the cold build prints, most of which complain of a text:",
            tables.record_table(results, complaints, "real"),
        ]
    return "\n\n".join(parts)


def page(record: Record) -> str:
    """Return the average page size and the number of pages."""
    size = record.page_bytes / record.pages / KIB if record.pages else 0
    return f"{size:.1f} KiB ({record.pages:,})"


def environment(record: Record) -> str:
    """Return the size of the environment per post."""
    return f"{record.environment / record.size / KIB:.2f} KiB" if record.environment else "–"


def complaints(record: Record) -> str:
    """Return the number of pages and of output lines."""
    return f"{record.pages:,} pages, {record.output_lines:,} lines"


def versions(records: Sequence[Record]) -> str:
    """Return a list of the versions of each tool."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        if record.versions:
            found.setdefault(record.tool, {})[record.versions] = None
    return "\n".join(
        f"- {tables.name_of(tool)}: {'; '.join(versions)}" for tool, versions in found.items()
    )


def noise(results: Results) -> str:
    """Return a sentence on the spread of the rounds of cold builds."""
    spreads = []
    for size in results.sizes():
        for tool in results.tools():
            walls = [record.wall for record in results.of(tool, size)]
            if len(walls) > 1:
                spreads.append((max(walls) - min(walls)) / min(walls))
    if not spreads:
        return "Each build was measured once, so nothing is known of the noise."
    middle = sorted(spreads)[len(spreads) // 2]
    return (
        "Where a build was measured more than once, the slowest round took "
        f"{tables.share(middle)} longer than the fastest in the middle case, and "
        f"{tables.share(max(spreads))} longer in the worst; the tables have medians."
    )
