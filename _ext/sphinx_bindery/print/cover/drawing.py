"""An SVG drawing for the front, extended to the edges of the sheet if its ground is larger."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from lxml import etree
from PIL import Image, ImageChops

from sphinx_bindery.common.pictures.svg import SVG, SvgError, clean_svg, parse_svg
from sphinx_bindery.common.pictures.svg_raster import outlined_svg, png_of_svg, svg_proportions
from sphinx_bindery.print.cover.placement import MAX_CUT, Placement, place_picture

_TRIAL = 300
"""The width in pixels of the renderings whose edges are examined."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG for the front.

    Attributes:
        svg: Its content, with its text as outlines.
        place: Its place on the front.
        trial: A small rendering of it.
    """

    svg: bytes
    place: Placement
    trial: Image.Image


def place_drawing(data: bytes, front: tuple[float, float], bleed: float) -> Drawing:
    """Return an SVG at its place on the front.

    Many drawings have a ground that is larger than their view box, for the bleed. They are shown
    whole, and their ground fills the rest of the front; others are placed like photographs.

    Args:
        data: The content of the SVG.
        front: The width and height of the trimmed front.
        bleed: How far the drawing goes beyond it.

    Raises:
        SvgError: It is not SVG, or Typst cannot draw it.
    """
    root = parse_svg(data)
    clean_svg(root, is_static=True)
    size = svg_proportions(data)
    if not all(size):
        message = "SVG without a size"
        raise SvgError(message)
    sheet = front[0] + 2 * bleed, front[1] + 2 * bleed
    for cut in (0.0, MAX_CUT):
        scale = min(side / (1 - 2 * cut) / whole for side, whole in zip(front, size, strict=True))
        svg = _with_view(root, size, (sheet[0] / scale, sheet[1] / scale))
        trial = _small(svg)
        if _reaches_edges(svg, trial):
            return Drawing(
                outlined_svg(svg, _TRIAL), Placement(-bleed, -bleed, *sheet, True), trial
            )
    svg = etree.tostring(root)
    return Drawing(outlined_svg(svg, _TRIAL), place_picture(size, front, bleed), _small(svg))


def _with_view(root: etree._Element, size: tuple[float, float], view: tuple[float, float]) -> bytes:
    """Return an SVG with a view box of another size around the same middle."""
    wider = etree.fromstring(etree.tostring(root))
    numbers = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    left, top = numbers[:2] if len(numbers) == 4 else (0.0, 0.0)
    x, y = left + (size[0] - view[0]) / 2, top + (size[1] - view[1]) / 2
    wider.set("viewBox", f"{x:.3f} {y:.3f} {view[0]:.3f} {view[1]:.3f}")
    wider.set("width", f"{view[0]:.3f}")
    wider.set("height", f"{view[1]:.3f}")
    return etree.tostring(wider)


def _small(svg: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png_of_svg(svg, _TRIAL))) as image:
        return image.convert("RGB")


def _reaches_edges(svg: bytes, drawn: Image.Image) -> bool:
    """Return whether a drawing is opaque at its edges: a rectangle behind it does not show."""
    root = etree.fromstring(svg)
    behind = etree.Element(f"{{{SVG}}}rect", fill="#ff00ff")
    x, y, width, height = root.get("viewBox", "").split()
    for name, value in (("x", x), ("y", y), ("width", width), ("height", height)):
        behind.set(name, value)
    root.insert(0, behind)
    difference = ImageChops.difference(_small(etree.tostring(root)), drawn).convert("L")
    right, bottom = difference.width - 1, difference.height - 1
    # The outermost pixels may be of a page that is a part of a pixel larger.
    strips = (
        *((1, 1, right, 2), (1, bottom - 1, right, bottom)),
        *((1, 1, 2, bottom), (right - 1, 1, right, bottom)),
    )
    return all(difference.crop(strip).getextrema() == (0, 0) for strip in strips)
