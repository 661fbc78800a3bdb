"""Drawings with transparency, which print shops refuse, as images that keep their lines sharp."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageChops

from sphinx_bindery.print.press.inks import Inks
from sphinx_bindery.print.press.pdf_images import transparent_pages
from sphinx_bindery.print.press.pdf_streams import components, images

if TYPE_CHECKING:
    from pikepdf import Pdf

DPI = 600
"""The resolution of drawings as pixels, for sharp lines and letters."""

_HINTS = re.compile(
    rb"opacity|mask|filter|rgba\(|hsla\(|transparent|blend|<image|<symbol|#[0-9a-f]{8}\b"
    rb"|#[0-9a-f]{4}\b|gradient|%",
    re.IGNORECASE,
)
"""What may make an SVG drawing transparent, in attributes or a style sheet; all else is opaque."""


def may_need_pixels(svg: bytes) -> bool:
    """Return whether the text of an SVG drawing hints at transparency, gradients or images."""
    return _HINTS.search(svg) is not None


def needs_pixels(content: bytes, *, only_black: bool) -> bool:
    """Return whether a PDF of one drawing has transparency, or colors that cannot become grays.

    Args:
        content: The PDF.
        only_black: Whether the press file has no colors.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return bool(transparent_pages(pdf)) or (only_black and _keeps_colors(pdf))


def _keeps_colors(pdf: Pdf) -> bool:
    has_images = any(components(image.get("/ColorSpace")) != 1 for image, _page in images(pdf))
    return has_images or bool(Inks(only_black=True).convert(pdf))


def page_size(content: bytes) -> tuple[float, float]:
    """Return the size of the first page of a PDF in points."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].mediabox)
        return right - left, top - bottom


def pixels_per_inch(width: float, measure: float) -> float:
    """Return the resolution at which a drawing has 600 dpi at its printed width.

    Args:
        width: The width of the drawing in points.
        measure: The largest width in print, in points. A narrow drawing that is enlarged to it has
            half of the resolution.
    """
    printed = max(min(width, measure), measure / 2)
    return DPI * printed / max(width, 1)


def is_gray(image: Image.Image) -> bool:
    """Return whether all pixels of an image are grays."""
    red, green, blue = image.convert("RGB").split()
    differences = [ImageChops.difference(red, other) for other in (green, blue)]
    return all(sum(found.histogram()[_NEARLY + 1 :]) == 0 for found in differences)


_NEARLY = 1
"""The most that the components of a gray differ after rounding, of 255."""


def pixel_drawing(png: bytes, size: tuple[float, float], *, only_black: bool) -> bytes:
    """Return an SVG drawing that shows an image on white.

    Args:
        png: The image.
        size: The width and height of the drawing in points.
        only_black: Whether the image becomes gray.
    """
    output = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        shown = image.convert("RGBA")
        flat = Image.new("RGBA", shown.size, "white")
        flat.alpha_composite(shown)
        mode = "L" if only_black or is_gray(flat) else "RGB"
        flat.convert(mode).save(output, "PNG", optimize=True)
    width, height = (f"{length:g}" for length in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'preserveAspectRatio="none" href="data:image/png;base64,'
        f'{b64encode(output.getvalue()).decode()}"/></svg>'
    ).encode()
