"""The charts of the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chart import Curve, Panel, draw
from .records import Record, Results

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NARROW = 480
COLORS = {
    "anthology": "blue",
    "anthology-local": "blue",
    "sphinx-basic": "gray",
    "sphinx-book-theme": "ochre",
    "ablog": "red",
    "pelican": "green",
    "hugo": "purple",
    "anthology-pdf": "red",
    "anthology-epub": "blue",
}
NAMES = {
    "anthology": "this project",
    "anthology-local": "… without a base URL",
    "sphinx-basic": "bare Sphinx",
    "sphinx-book-theme": "sphinx-book-theme",
    "ablog": "ABlog",
    "pelican": "Pelican",
    "hugo": "Hugo",
    "anthology-pdf": "PDF",
    "anthology-epub": "ePub",
}
POSTS = "posts"


def write(folder: Path, records: Sequence[Record]) -> None:
    """Draw all charts into a folder."""
    results = Results(records)
    pictures = {
        "cold": [cold(results)],
        "steps": [
            step(results, "edit", "One edit: seconds"),
            step(results, "no-op", "No-op: seconds"),
        ],
        "books": [
            books(results, "Seconds of a book", lambda record: record.wall),
            books(results, "Memory of a book: GB", lambda record: record.memory / 1e9),
        ],
    }
    for name, panels in pictures.items():
        title = "; ".join(panel.title for panel in panels)
        (folder / f"{name}.svg").write_text(draw(title, panels), encoding="utf-8")


def cold(results: Results) -> Panel:
    """Return the chart of the cold build: time per post."""
    curves = [
        curve(tool, [(size, seconds * 1000 / size) for size, seconds in walls(results, tool)])
        for tool in results.tools()
    ]
    return Panel("A cold build: milliseconds a post", POSTS, curves)


def step(results: Results, name: str, title: str) -> Panel:
    """Return the chart of a step."""
    tools = [tool for tool in results.tools() if tool != "anthology-local"]
    curves = [curve(tool, walls(results, tool, name)) for tool in tools]
    return Panel(title, POSTS, curves, NARROW)


def books(results: Results, title: str, of: Callable[[Record], float]) -> Panel:
    """Return a chart of the books."""
    curves = []
    for tool in results.tools("book"):
        found = [(size, results.one(tool, size, blog="book")) for size in results.sizes("book")]
        points = [(size, of(record)) for size, record in found if record]
        curves.append(curve(tool, [(size, value) for size, value in points if value]))
    return Panel(title, "chapters", curves, NARROW)


def walls(results: Results, tool: str, step: str = "cold") -> list[tuple[float, float]]:
    """Return size and seconds of a step, for each measured size."""
    found = [(size, results.wall(tool, size, step)) for size in results.sizes()]
    return [(size, seconds) for size, seconds in found if seconds]


def curve(tool: str, points: Sequence[tuple[float, float]]) -> Curve:
    """Return the curve of a tool in its style."""
    return Curve(
        NAMES.get(tool, tool),
        points,
        COLORS.get(tool, "gray"),
        own=tool == "anthology",
        dashed=tool == "anthology-local",
    )
