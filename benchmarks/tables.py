"""Tables of the results in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bounds import FLOOR, OURS, Bound, bounds, ratio
from .curves import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .records import Record, Results

NOTHING = "–"
STEPS = {"edit": "One edit", "tag": "One tag", "new": "One new post", "no-op": "No-op"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose columns are right-aligned, except the first."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def name_of(tool: str) -> str:
    """Return the name of a tool in tables; ours is bold."""
    name = {"anthology-local": "this project, without a base URL"}.get(tool, NAMES.get(tool, tool))
    return f"**{name}**" if tool == OURS else name


def times(value: float | None) -> str:
    """Return a ratio."""
    if value is None:
        return NOTHING
    return f"{value:.2f} ×" if value < 10 else f"{value:,.0f} ×"


def seconds(value: float) -> str:
    """Return a duration in seconds."""
    return f"{value:.2f} s" if value < 10 else f"{value:,.0f} s"


def share(value: float) -> str:
    """Return a percentage."""
    return f"{value:.1%}".replace("%", " %")


def bounds_table(results: Results) -> str:
    """Return the table of bounds."""
    return table(
        ["Bound", "at most", "measured", "met"],
        [
            [bound.claim, amount(bound.most, bound.unit), found(bound), kept(bound)]
            for bound in bounds(results)
        ],
    )


def amount(value: float, unit: str) -> str:
    """Return a number with its unit."""
    figure = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{figure} {unit}".rstrip()


def found(bound: Bound) -> str:
    """Return the measured value with its unit."""
    return NOTHING if bound.found is None else amount(bound.found, bound.unit)


def kept(bound: Bound) -> str:
    """Return whether a bound is met, in a word."""
    return {True: "yes", False: "**no**", None: "not measured"}[bound.met]


def cold_table(results: Results, blog: str = "made") -> str:
    """Return the table of cold builds: ratios to bare Sphinx, and seconds."""

    def cell(tool: str, size: int) -> str:
        wall = results.wall(tool, size, blog=blog)
        if wall is None:
            return missing(results, tool, size, blog)
        floor = results.wall(FLOOR, size, blog=blog)
        return f"{times(ratio(wall, floor))} ({seconds(wall)})"

    return by_size(results, blog, cell)


def missing(results: Results, tool: str, size: int, blog: str) -> str:
    """Return why there is no figure."""
    note = results.note(tool, size, blog=blog)
    return note.note.replace("|", r"\|") if note else NOTHING


def by_size(results: Results, blog: str, cell: Callable[[str, int], str]) -> str:
    """Return a table of tools and sizes."""
    sizes = results.sizes(blog)
    head = ["", *(f"{size:,} posts" for size in sizes)]
    return table(
        head,
        [[name_of(tool), *(cell(tool, size) for size in sizes)] for tool in results.tools(blog)],
    )


def record_table(results: Results, of: Callable[[Record], str], blog: str = "made") -> str:
    """Return a table of a noise-free value of cold builds, by tool and size."""

    def cell(tool: str, size: int) -> str:
        record = results.one(tool, size, blog=blog)
        return of(record) if record else NOTHING

    return by_size(results, blog, cell)


def steps_table(results: Results, size: int, blog: str = "made") -> str:
    """Return the table of steps: share of the cold build, seconds, and pages written."""

    def cell(tool: str, step: str) -> str:
        wall, cold = results.wall(tool, size, step, blog), results.wall(tool, size, blog=blog)
        record = results.one(tool, size, step, blog)
        if wall is None or cold is None or record is None:
            note = results.note(tool, size, step, blog)
            return note.note if note else NOTHING
        return f"{share(wall / cold)} ({seconds(wall)}, {record.pages_written:,})"

    tools = [tool for tool in results.tools(blog) if results.of(tool, size, blog=blog)]
    rows = [[name_of(tool), *(cell(tool, step) for step in STEPS)] for tool in tools]
    return table(["", *STEPS.values()], rows)


def books_table(results: Results) -> str:
    """Return the table of the books, with the phases of their builds."""
    rows = []
    for tool in results.tools("book"):
        for size in results.sizes("book"):
            record = results.one(tool, size, blog="book")
            if record is None:
                continue
            parts = ", ".join(f"{name} {seconds(took)}" for name, took in record.phases.items())
            pages = f"{record.pages:,}" if record.pages else NOTHING
            rows.append(
                [
                    f"{NAMES[tool]}, {size:,} chapters",
                    *(pages, seconds(record.wall), seconds(record.cpu)),
                    *(megabytes(record), parts),
                ]
            )
    return table(["", "pages", "clock", "processors", "memory", "of the clock"], rows)


def megabytes(record: Record) -> str:
    """Return the peak memory."""
    return f"{record.memory / 1e6:,.0f} MB"


def processors(record: Record) -> str:
    """Return the CPU time per post."""
    return f"{record.cpu / record.size * 1000:,.1f} ms"


def short_table(results: Results, size: int) -> str:
    """Return ratios to bare Sphinx at one size: cold build, one edit, no-op."""
    steps = {"cold": "Cold build", "edit": "One edit", "no-op": "No-op"}

    def cell(tool: str, step: str) -> str:
        wall = results.wall(tool, size, step)
        if wall is None:
            note = results.note(tool, size, step)
            return note.note if note else NOTHING
        return times(ratio(wall, results.wall(FLOOR, size, step)))

    tools = [tool for tool in results.tools() if tool != "anthology-local"]
    rows = [[name_of(tool), *(cell(tool, step) for step in steps)] for tool in tools]
    return table([f"At {size:,} posts", *steps.values()], rows)
