"""Timelines without transparency, for presses: faint shapes are gray instead."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^>]*>")
_FAINT = re.compile(r'(?:stroke="currentColor" )?\b(fill|stroke)-opacity="([\d.]+)"')


def opaque(svg: str) -> str:
    """Return a drawing of :func:`.timeline_svg` whose shapes look the same on white in black ink.

    The lines between years are drawn first, so that nothing is below a faint shape.
    """
    return _TAG.sub(lambda tag: _FAINT.sub(_gray, tag[0]), svg)


def _gray(match: re.Match[str]) -> str:
    value = round(255 * (1 - float(match[2])))
    return f'{match[1]}="#{value:02x}{value:02x}{value:02x}"'
