"""Timelines from right to left."""

from __future__ import annotations

from lxml import etree

from sphinx_anthology.core.timeline.layout import WIDTH

_ANCHORS = {"start": "end", "end": "start"}


def mirrored(markup: str) -> str:
    """Return an element at its mirrored position; text is not mirrored."""
    element = etree.fromstring(markup)
    extent = float(element.get("width", "0"))
    for name in {"x", "x1", "x2", "cx"} & {*element.attrib}:
        element.set(name, f"{round(WIDTH - extent - float(element.attrib[name]), 1):g}")
    if element.tag == "text":
        anchor = element.get("text-anchor", "start")
        element.set("text-anchor", _ANCHORS.get(anchor, anchor))
    return etree.tostring(element, encoding="unicode")
