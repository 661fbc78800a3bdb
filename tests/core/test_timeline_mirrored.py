"""Timelines in a right-to-left language."""

from __future__ import annotations

from datetime import UTC

from lxml import etree

from sphinx_anthology.core.timeline.layout import WIDTH
from sphinx_anthology.core.timeline.svg import Mark, timeline_svg
from sphinx_bindery.common.partial_date import PartialDate

MARKS = [
    Mark(PartialDate.parse(date, UTC), title)
    for date, title in (("2013-05-09", "A"), ("2014-11", "B"), ("2014", "C"))
]
TAGS = ("circle", "rect", "text", "line")
SIDES = {"start": 0.0, "middle": 0.5, "end": 1.0}


def places(language: str) -> list[tuple[str, float, float]]:
    """Return the kind of each element of the drawing, and its horizontal extent."""
    root = etree.fromstring(timeline_svg(MARKS, title="t", font="Serif", language=language))
    found = []
    for element in root.iterchildren(*(f"{{*}}{tag}" for tag in TAGS)):
        tag = etree.QName(element).localname
        if tag == "text" and element.get("fill-opacity"):
            continue  # the months, which have other names
        if tag == "line":
            ends = sorted(float(element.get(name, "")) for name in ("x1", "x2"))
        else:
            start = float(element.get("cx", element.get("x", "")))
            width = float(element.get("width", "0"))
            width += 100 if tag == "text" else 0  # of the same text in both
            start -= 100 * SIDES[element.get("text-anchor", "start")] if tag == "text" else 0
            ends = [start, start + width]
        found.append((tag, *ends))
    return found


def test_time_goes_from_right_to_left() -> None:
    pairs = [*zip(places("en"), places("he"), strict=True)]
    assert {tag for (tag, _left, _right), _mirrored in pairs} == {*TAGS}
    for (tag, left, right), mirrored in pairs:
        assert mirrored[0] == tag
        assert abs(mirrored[1] - (WIDTH - right)) < 0.2
        assert abs(mirrored[2] - (WIDTH - left)) < 0.2


def test_many_years_have_bars_from_right_to_left() -> None:
    marks = [Mark(PartialDate.parse(str(year), UTC), "A") for year in range(2001, 2011)]

    def years(language: str) -> list[str]:
        root = etree.fromstring(timeline_svg(marks, title="t", language=language))
        texts = [each for each in root.iter("{*}text") if str(each.text).startswith("20")]
        return [str(each.text) for each in sorted(texts, key=lambda each: float(each.get("x", "")))]

    assert years("he") == years("en")[::-1]
