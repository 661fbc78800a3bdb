"""Charts as SVG: log-log curves with labels at their ends, for light and dark mode."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT, RIGHT, TOP, BOTTOM = 62, 140, 52, 54
LINE = 15  # from one label to the next
SIZE = 13
STYLE = """\
svg { color-scheme: light dark; font: 13px system-ui, sans-serif }
.ground { fill: #fff } text { fill: #333 } .title { font-weight: 600; font-size: 15px }
.grid { stroke: #ddd } .minor { stroke: #f0f0f0 } .line { fill: none; stroke-width: 1.8 }
.own { stroke-width: 3.4 } .dashed { stroke-dasharray: 5 4 }
"""
# light and dark, each readable on its ground
COLORS = (
    ("blue", "#0062a8", "#6cb6ff"),
    ("gray", "#555", "#b8b8b8"),
    ("ochre", "#8a5a00", "#e3b341"),
    ("red", "#b03a00", "#ff9b73"),
    ("green", "#00704f", "#56d3a5"),
    ("purple", "#8f3a80", "#e08fd0"),
)
DARK = """\
.ground { fill: #16181c } text { fill: #ddd }
.grid { stroke: #3a3d42 } .minor { stroke: #24272b }"""


@dataclass(frozen=True)
class Curve:
    """A line through points, each greater than zero."""

    name: str
    points: Sequence[tuple[float, float]]
    color: str
    own: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """Curves in one pair of axes; an empty panel has no axes."""

    title: str
    across: str  # label of the horizontal axis
    curves: Sequence[Curve]
    width: int = 760
    height: int = 420


@dataclass(frozen=True)
class Scale:
    """A logarithmic scale from values to coordinates."""

    low: float
    high: float
    begin: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], begin: float, end: float) -> Scale:
        """Return a scale that covers all values with a margin."""
        return cls(log10(min(values)) - 0.08, log10(max(values)) + 0.08, begin, end)

    def __call__(self, value: float) -> float:
        """Return the coordinate of a value."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def steps(self) -> list[tuple[float, bool]]:
        """Return the grid lines (1, 2 and 5 of each decade), and whether each has a label."""
        few = self.high - self.low < 2.2
        values = [
            (digit * 10.0**power, digit == 1 or (few and digit in {2, 5}))
            for power in range(floor(self.low), ceil(self.high) + 1)
            for digit in range(1, 10)
        ]
        return [(v, is_labeled) for v, is_labeled in values if self.low <= log10(v) <= self.high]


def draw(title: str, panels: Sequence[Panel]) -> str:
    """Return the SVG of panels side by side."""
    width = sum(panel.width for panel in panels)
    height = max(panel.height for panel in panels)
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{style()}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    x = 0
    for panel in panels:
        parts += [f'<g transform="translate({x} 0)">', *drawn(panel), "</g>"]
        x += panel.width
    return "\n".join([*parts, "</svg>"]) + "\n"


def style() -> str:
    """Return the style sheet for light and dark mode."""
    light = [f".{n}.line {{ stroke: {c} }} .{n}.text {{ fill: {c} }}" for n, c, _ in COLORS]
    dark = [f".{n}.line {{ stroke: {c} }} .{n}.text {{ fill: {c} }}" for n, _, c in COLORS]
    at_night = "\n".join([DARK, *dark])
    return "\n".join([STYLE, *light, f"@media (prefers-color-scheme: dark) {{ {at_night} }}"])


def drawn(panel: Panel) -> list[str]:
    """Return the elements of a panel."""
    title = f'<text class="title" x="{LEFT}" y="26">{escape(panel.title)}</text>'
    curves = [curve for curve in panel.curves if curve.points]
    if not curves:
        return [title, text(LEFT, TOP + SIZE, "nothing measured")]
    points = [point for curve in curves for point in curve.points]
    across = Scale.over([x for x, _ in points], LEFT, panel.width - RIGHT)
    up = Scale.over([y for _, y in points], panel.height - BOTTOM, TOP)
    ends = [(across(curve.points[-1][0]), up(curve.points[-1][1])) for curve in curves]
    # our own line is drawn last, above the others
    lines = [
        element
        for curve in sorted(curves, key=lambda curve: curve.own)
        for element in line(curve, across, up)
    ]
    names = [
        text(x + 9, y + 4, curve.name, kind=f"{curve.color} text")
        for curve, (x, _), y in zip(curves, ends, spread(ends), strict=True)
    ]
    return [title, *axes(panel, across, up), *lines, *names]


def axes(panel: Panel, across: Scale, up: Scale) -> list[str]:
    """Return the grid of a panel with its labels."""
    parts = []
    for value, is_labeled in up.steps():
        kind = "grid" if is_labeled else "minor"
        parts.append(f'<path class="{kind}" d="M{LEFT} {up(value):.1f}H{across.end}"/>')
        if is_labeled:
            parts.append(text(LEFT - 8, up(value) + 4, number(value), anchor="end"))
    for value in sorted({x for curve in panel.curves for x, _ in curve.points}):
        parts.append(f'<path class="grid" d="M{across(value):.1f} {TOP}V{up.begin}"/>')
        parts.append(text(across(value), up.begin + 20, number(value), anchor="middle"))
    middle = (across.begin + across.end) / 2
    return [*parts, text(middle, up.begin + 42, panel.across, anchor="middle")]


def line(curve: Curve, across: Scale, up: Scale) -> list[str]:
    """Return a curve, with a dot at each of its points."""
    places = [(f"{across(x):.1f}", f"{up(y):.1f}") for x, y in curve.points]
    kinds = ["line", curve.color, *["own"] * curve.own, *["dashed"] * curve.dashed]
    joined = " ".join(f"{x},{y}" for x, y in places)
    return [
        f'<polyline class="{" ".join(kinds)}" points="{joined}"/>',
        *(f'<circle class="{curve.color} text" cx="{x}" cy="{y}" r="3"/>' for x, y in places),
    ]


def text(x: float, y: float, content: str, *, kind: str = "", anchor: str = "start") -> str:
    """Return a line of text."""
    begin = f'<text class="{kind}"' if kind else "<text"
    return f'{begin} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def spread(ends: Sequence[tuple[float, float]]) -> list[float]:
    """Return vertical positions of labels that do not overlap."""
    order = sorted(range(len(ends)), key=lambda place: ends[place][1])
    heights = [y for _, y in ends]
    for index, place in enumerate(order):
        above = [
            heights[other]
            for other in order[:index]
            if abs(ends[other][0] - ends[place][0]) < RIGHT
        ]
        heights[place] = max([ends[place][1], *(height + LINE for height in above)])
    return heights


def number(value: float) -> str:
    """Return a number with thousands separators."""
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
