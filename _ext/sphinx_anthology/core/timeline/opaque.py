"""Timelines without transparency, for print: translucent shapes become gray."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^>]*>")
_FAINT = re.compile(r'(?:stroke="currentColor" )?\b(fill|stroke)-opacity="([\d.]+)"')


def opaque(svg: str) -> str:
    """Return an image of :func:`.timeline_svg` that looks the same in black on white.

    The lines between years are drawn first, so that nothing is below a translucent shape.
    """
    return _TAG.sub(lambda tag: _FAINT.sub(_gray, tag[0]), svg)


def _gray(match: re.Match[str]) -> str:
    value = round(255 * (1 - float(match[2])))
    return f'{match[1]}="#{value:02x}{value:02x}{value:02x}"'
