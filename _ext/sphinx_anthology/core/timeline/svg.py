"""The timeline as SVG, for use in a page and as a file."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sphinx_anthology.core.timeline.layout import (
    DOT,
    MARGIN,
    SIZE,
    SPACE,
    WIDTH,
    Axis,
    Box,
    Extent,
    Label,
    label_above,
    label_beside,
    label_step,
    labeled_counts,
    lanes,
    month_labels,
    text_width,
)
from sphinx_anthology.core.timeline.mirror import mirrored
from sphinx_bindery.common.dates import format_date, text_direction
from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# see timeline_svg(); lengths are in units of the image
_MAX_TITLES = 12
_MAX_MARKS = 40
_MAX_YEARS = 7

_LINE = SIZE + 6
_LANE = DOT + 4
_BESIDE = SIZE + 10
_ABOVE = SIZE + DOT + 20
_MAX_BAR_HEIGHT = 150
_MAX_SLOT_WIDTH = 60

_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A post on the timeline."""

    date: PartialDate
    title: str


def timeline_svg(
    marks: Sequence[Mark], *, title: str, font: str = "inherit", language: str = "en"
) -> str:
    """Draw posts over time.

    Up to 40 posts in up to 7 years have a mark each, whose shape shows the precision of the date: a
    line over a year, a bar over a month, a dot for a day or a time. Up to 12 posts have a row with
    a title each, the oldest at the top; with more, overlapping marks stack upwards. Otherwise there
    is a bar for each year. In a right-to-left language, time goes from right to left.

    Args:
        marks: One or more posts, in any order.
        title: The text alternative.
        font: The font family; ``inherit`` for that of the page.
        language: The language of the names of months (BCP 47 or POSIX).

    Returns:
        The element ``svg`` without an XML declaration, in the color of the text around it.

    Raises:
        ValueError: There are no marks.
    """
    if not marks:
        msg = "a timeline needs at least one post"
        raise ValueError(msg)
    counts = years(marks)
    if len(marks) > _MAX_MARKS or len(counts) > _MAX_YEARS:
        elements, bottom = _bars(counts)
    else:
        elements, bottom = _marks(marks, language)
    height = _number(bottom)
    if text_direction(language) == "rtl":
        elements = [mirrored(element) for element in elements]
    return _element(
        "svg",
        _element("title", escape(title)),
        *elements,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        role="img",
        fill="currentColor",
        font_family="" if font == "inherit" else font,
        font_size=SIZE,
        # in a right-to-left page "start" would be the right
        direction="ltr",
    )


def years(marks: Iterable[Mark]) -> dict[int, int]:
    """Return the number of posts of each year, from the oldest to the newest, with zeros."""
    counts = Counter(mark.date.year for mark in marks)
    return {year: counts[year] for year in range(min(counts), max(counts) + 1)} if counts else {}


def _marks(marks: Sequence[Mark], language: str) -> tuple[list[str], float]:
    """Draw a mark for each post above an axis; return the elements and their height."""
    marks = sorted(marks, key=lambda mark: (mark.date.start, mark.date.precision))
    axis = Axis.over(mark.date for mark in marks)
    extents = [axis.extent(mark.date) for mark in marks]
    boxes: list[Box] = []
    if len(marks) <= _MAX_TITLES:
        drawn, boxes, height = _rows(marks, extents, language)
    else:
        stack = lanes(extents)
        height = MARGIN + (max(stack) + 1) * _LANE
        drawn = [
            _mark(mark, extent, height - (lane + 0.5) * _LANE, language)
            for mark, extent, lane in zip(marks, extents, stack, strict=True)
        ]
    below, bottom = _axis(axis, height, language, boxes)
    return [*below, *drawn], bottom


def _rows(
    marks: Sequence[Mark], extents: Sequence[Extent], language: str
) -> tuple[list[str], list[Box], float]:
    """Draw a row for each mark, with titles beside the marks, or above if one does not fit.

    Returns:
        The elements, the places of the titles, and the height.
    """
    titles = [" ".join(mark.title.split()) for mark in marks]
    beside = [label_beside(*pair) for pair in zip(extents, titles, strict=True)]
    above = [label_above(*pair) for pair in zip(extents, titles, strict=True)]
    fitting = [label for label in beside if label]
    if len(fitting) == len(marks):
        labels, row, baseline, middle = fitting, _BESIDE, 0.5 * _BESIDE + 0.35 * SIZE, _BESIDE / 2
    else:
        labels, row, baseline, middle = above, _ABOVE, SIZE, SIZE + SPACE + DOT / 2
    drawn, boxes = [], []
    for n, (mark, extent, label) in enumerate(zip(marks, extents, labels, strict=True)):
        y = MARGIN + n * row + baseline
        drawn.append(_mark(mark, extent, MARGIN + n * row + middle, language))
        drawn.append(_text(label, y))
        boxes.append(Box(label.extent, y - SIZE, y + SIZE / 3))
    return drawn, boxes, MARGIN + len(marks) * row


def _mark(mark: Mark, extent: Extent, y: float, language: str) -> str:
    tooltip = f"{format_date(mark.date, language)}: {' '.join(mark.title.split())}"
    hint = _element("title", escape(tooltip))
    if mark.date.precision > Precision.MONTH:
        return _element("circle", hint, cx=extent.middle, cy=y, r=DOT / 2, fill_opacity=0.9)
    # the less precise the date, the fainter
    if mark.date.precision is Precision.YEAR:
        return _bar(hint, extent, y - DOT / 4, DOT / 2, 0.4)
    return _bar(hint, extent, y - DOT / 2, DOT, 0.7)


def _axis(axis: Axis, y: float, language: str, boxes: Sequence[Box]) -> tuple[list[str], float]:
    """Draw the axis below the marks, with its months, its years and lines between years.

    The lines between years leave out the places of titles.
    """
    elements = [_line(MARGIN, y, WIDTH - MARGIN, y, 0.6)]
    for month in range(axis.first, axis.end + 1):
        new_year = month % 12 == 0
        elements.append(_line(axis.x(month), y, axis.x(month), y + (8 if new_year else 4), 0.6))
        if new_year and axis.first < month < axis.end:
            elements += _year_line(axis.x(month), y, boxes)
    months = month_labels(axis, language)
    elements += [_text(label, y + _LINE, opacity=0.8) for label in months]
    bottom = y + (2 * _LINE if months else _LINE + 4)
    elements += [
        _text(Label(str(year), extent.middle, "middle"), bottom)
        for year, extent in axis.years().items()
    ]
    return elements, bottom + MARGIN


def _year_line(x: float, bottom: float, boxes: Sequence[Box]) -> Iterator[str]:
    """Yield the parts of a line between two years that cross no title."""
    top = float(MARGIN)
    for box in boxes:
        if box.extent.left - SPACE < x < box.extent.right + SPACE:
            if box.top > top:
                yield _line(x, top, x, box.top, 0.2)
            top = max(top, box.bottom)
    if bottom > top:
        yield _line(x, top, x, bottom, 0.2)


def _bars(counts: dict[int, int]) -> tuple[list[str], float]:
    """Draw a bar for each year that has posts."""
    most = max(counts.values())
    year_width = text_width(str(max(counts)))
    room = WIDTH - max(year_width, text_width(str(most)))
    slot = min(room / len(counts), _MAX_SLOT_WIDTH)
    bar = max(slot * 0.7, 1)
    left, right = (WIDTH - slot * len(counts)) / 2, (WIDTH + slot * len(counts)) / 2
    bottom = MARGIN + _LINE + _MAX_BAR_HEIGHT
    labeled = labeled_counts(counts, slot)
    step = label_step(year_width, slot)
    elements = [_line(left, bottom, right, bottom, 0.6)]
    for n, (year, count) in enumerate(counts.items()):
        middle = left + (n + 0.5) * slot
        # keep one post among hundreds visible
        height = max(2, _MAX_BAR_HEIGHT * count / most)
        if count:
            hint = _element("title", f"{year}: {count}")
            extent = Extent(middle - bar / 2, middle + bar / 2)
            elements.append(_bar(hint, extent, bottom - height, height, 0.6))
        if year in labeled:
            elements.append(_text(Label(str(count), middle, "middle"), bottom - height - SPACE))
        if year % step == 0:
            elements.append(_line(middle, bottom, middle, bottom + 4, 0.6))
            elements.append(_text(Label(str(year), middle, "middle"), bottom + _LINE))
    return elements, bottom + _LINE + MARGIN


def _bar(hint: str, extent: Extent, top: float, height: float, opacity: float) -> str:
    return _element(
        "rect",
        hint,
        x=extent.left,
        y=top,
        width=extent.right - extent.left,
        height=height,
        fill_opacity=opacity,
    )


def _text(label: Label, y: float, opacity: float = 1) -> str:
    text = label.text
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        # FSI and PDI: the direction is that of the text, and does not affect its neighbors
        text = f"\u2068{text}\u2069"
    return _element(
        "text",
        escape(text),
        x=label.x,
        y=y,
        text_anchor="" if label.anchor == "start" else label.anchor,
        fill_opacity="" if opacity == 1 else opacity,
    )


def _line(x1: float, y1: float, x2: float, y2: float, opacity: float) -> str:
    return _element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_opacity=opacity
    )


def _element(name: str, *content: str, **attributes: str | float) -> str:
    """Return an element; its content is markup, and attributes without a value are left out."""
    values = {
        key.replace("_", "-"): value if isinstance(value, str) else _number(value)
        for key, value in attributes.items()
    }
    start = "".join(f' {key}="{escape(value)}"' for key, value in values.items() if value)
    return f"<{name}{start}>{''.join(content)}</{name}>" if content else f"<{name}{start}/>"


def _number(value: float) -> str:
    # adding 0 turns -0 into 0
    return f"{round(value, 1) + 0:g}"
