"""The picture of the front: its file for Typst, its place, and its color at the spine."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst
from PIL import Image, ImageChops, ImageOps

from sphinx_bindery.common.pictures.image_format import SVG_TYPE, image_type
from sphinx_bindery.common.pictures.svg_raster import png_of_svg
from sphinx_bindery.print.cover.drawing import place_drawing
from sphinx_bindery.print.cover.placement import place_picture
from sphinx_bindery.print.lengths import MILLIMETRES
from sphinx_bindery.print.press.drawings import DPI, may_need_pixels, needs_pixels

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_bindery.print.cover.drawing import Drawing
    from sphinx_bindery.print.cover.placement import Placement

_INCH = MILLIMETRES["in"]
_EDGE = 0.04
"""The width of the strip whose color is that of the edge, as a share of the width."""
_SAMPLES = 128
_NEAR = 24
"""Colors whose channels differ by no more are the same."""


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """A picture for the front.

    Attributes:
        file: The name of its file below the root of the Typst project.
        place: Its place on the front.
        pixels: Its width in pixels; 0 for a drawing, which has none.
        edges: The colors of its left and its right edge.
    """

    file: str
    place: Placement
    pixels: int
    edges: tuple[str, str]


def front_picture(
    data: bytes, root: Path, front: tuple[float, float], bleed: float
) -> FrontPicture:
    """Write a picture to the folder of a Typst project.

    Transparent parts become white, since print shops refuse transparency.

    Args:
        data: The content of a PNG, JPEG, GIF, WebP or SVG file.
        root: The folder.
        front: The width and height of the trimmed front in millimetres.
        bleed: How far the picture goes beyond it.

    Raises:
        ImageFormatError: It is none of these.
        SvgError: It is an SVG that Typst cannot draw.
        OSError: Its pixels cannot be decoded.
    """
    if image_type(data) == SVG_TYPE:
        return _front_drawing(place_drawing(data, front, bleed), root)
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        is_plain = (
            opened.format in {"JPEG", "PNG"} and upright.mode in {"RGB", "L", "CMYK"}
            and upright.size == opened.size and "transparency" not in opened.info
        )  # fmt: skip
        flat = upright if is_plain else _flattened(upright)
        file = "front.jpg" if is_plain and opened.format == "JPEG" else "front.png"
    if is_plain:
        (root / file).write_bytes(data)
    else:
        flat.save(root / file)
    return FrontPicture(file, place_picture(flat.size, front, bleed), flat.width, _edges(flat))


def _front_drawing(drawing: Drawing, root: Path) -> FrontPicture:
    """Write a drawing, or an image of it if it has transparency."""
    file, edges = root / "front.svg", _edges(drawing.trial)
    file.write_bytes(drawing.svg)
    if may_need_pixels(drawing.svg):
        page = root / "trial.typ"
        page.write_text(f'#image("{file.name}")', encoding="utf-8")
        content = typst.compile(str(page), root=str(root), format="pdf")
        if needs_pixels(content, only_black=False):
            file = root / "front.png"
            width = math.ceil(drawing.place.width / _INCH * DPI)
            with Image.open(io.BytesIO(png_of_svg(drawing.svg, width))) as image:
                _flattened(image).save(file)
    return FrontPicture(file.name, drawing.place, 0, edges)


def _flattened(image: Image.Image) -> Image.Image:
    """Return an image on white, without transparency."""
    if image.mode == "CMYK":
        return image
    colored = image.convert("RGBA")
    white = Image.new("RGBA", colored.size, "white")
    return Image.alpha_composite(white, colored).convert("RGB")


def _edges(image: Image.Image) -> tuple[str, str]:
    width, height = image.size
    strip = max(1, round(width * _EDGE))
    left = image.crop((0, 0, strip, height))
    right = image.crop((width - strip, 0, width, height))
    return _color(left), _color(right)


def _color(image: Image.Image) -> str:
    """Return the color of at least half of an image, or the mean if there is no such color."""
    samples = image.convert("RGB").resize((1, _SAMPLES), Image.Resampling.BOX)
    channels = [sorted(channel.tobytes()) for channel in samples.split()]
    red, green, blue = (values[_SAMPLES // 2] for values in channels)
    middle = Image.new("RGB", samples.size, (red, green, blue))
    distances = [channel.tobytes() for channel in ImageChops.difference(samples, middle).split()]
    near = sum(max(pixel) <= _NEAR for pixel in zip(*distances, strict=True))
    if near * 2 >= _SAMPLES:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return "#" + samples.resize((1, 1), Image.Resampling.BOX).tobytes().hex()
