"""The picture of the front: its size, its color at the spine, and its file for Typst."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst
from PIL import Image, ImageOps

from sphinx_bindery.common.pictures.image_format import SVG_TYPE, image_type
from sphinx_bindery.pdf.typst.svg_labels import outline_labels

if TYPE_CHECKING:
    from pathlib import Path

_EDGE = 0.04
"""The share of the width whose mean color is that of the edge."""
_TRIAL = 60.0
"""Pixels per inch with which a drawing is looked at."""


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """A picture for the front.

    Attributes:
        file: The name of its file below the root of the Typst project.
        size: Its width and height: in pixels, or in points for a drawing.
        is_drawing: Whether it has no pixels.
        edges: The mean colors of its left and its right edge.
    """

    file: str
    size: tuple[float, float]
    is_drawing: bool
    edges: tuple[str, str]


def front_picture(data: bytes, root: Path) -> FrontPicture:
    """Write a picture to the folder of a Typst project.

    Print shops want no transparency: what is transparent becomes white.

    Args:
        data: The content of a PNG, JPEG, GIF, WebP or SVG file.
        root: The folder.

    Raises:
        ImageFormatError: It is none of these.
        OSError: Its pixels cannot be decoded.
        typst.TypstError: It is an SVG that Typst cannot draw.
    """
    if image_type(data) == SVG_TYPE:
        return _drawing(data, root)
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        is_plain = (
            opened.format in {"JPEG", "PNG"} and upright.mode in {"RGB", "L", "CMYK"}
            and upright.size == opened.size and "transparency" not in opened.info
        )  # fmt: skip
        flat = upright if is_plain else _flattened(upright)
        kind = "jpg" if is_plain and opened.format == "JPEG" else "png"
    file = f"front.{kind}"
    if is_plain:
        (root / file).write_bytes(data)
    else:
        flat.save(root / file)
    width, height = flat.size
    return FrontPicture(file, (float(width), float(height)), False, _edges(flat))


def _drawing(data: bytes, root: Path) -> FrontPicture:
    path = root / "front.svg"
    path.write_bytes(data)
    outline_labels(path)
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("front.svg")'
    trial = root / "trial.typ"
    trial.write_bytes(page)
    drawn = typst.compile(str(trial), root=str(root), format="png", ppi=_TRIAL)
    with Image.open(io.BytesIO(drawn)) as opened:
        flat = _flattened(opened)
    width, height = (pixels * 72 / _TRIAL for pixels in flat.size)
    return FrontPicture("front.svg", (width, height), True, _edges(flat))


def _flattened(image: Image.Image) -> Image.Image:
    """Return an image on white, without transparency."""
    if image.mode == "CMYK":
        return image
    colored = image.convert("RGBA")
    white = Image.new("RGBA", colored.size, "white")
    return Image.alpha_composite(white, colored).convert("RGB")


def _edges(image: Image.Image) -> tuple[str, str]:
    """Return the mean colors of the left and the right edge."""
    width, height = image.size
    strip = max(1, round(width * _EDGE))
    left = image.crop((0, 0, strip, height))
    right = image.crop((width - strip, 0, width, height))
    return _mean(left), _mean(right)


def _mean(image: Image.Image) -> str:
    return "#" + image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes().hex()
