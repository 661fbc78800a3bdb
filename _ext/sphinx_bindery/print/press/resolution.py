"""The resolution of the images of a PDF at their printed size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image

from sphinx_bindery.print.picture import LEAST_DPI
from sphinx_bindery.print.press.pdf_streams import entries, values

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINTS = 72
_TOLERANCE = 0.5
_MOST_LEVELS = 20
_UNIT = pikepdf.Matrix()


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image as a page shows it.

    Attributes:
        page: The number of the page, from 1.
        columns, rows: Its size in pixels.
        width, height: Its printed size in points.
        key: Identifies the image in the PDF.
        thumbnail: A few gray pixels, by which its file is found; empty if the image is not coarse.
    """

    page: int
    columns: int
    rows: int
    width: float
    height: float
    key: tuple[int, int] = (0, 0)
    thumbnail: bytes = b""

    @property
    def dpi(self) -> float:
        """The pixels an inch, in the direction with fewer of them."""
        across = self.columns / max(self.width, _TINY) * _POINTS
        down = self.rows / max(self.height, _TINY) * _POINTS
        return min(across, down)

    @property
    def is_coarse(self) -> bool:
        """Whether the image has fewer pixels than print shops ask for."""
        return self.dpi < LEAST_DPI - _TOLERANCE

    @property
    def needed_columns(self) -> int:
        """The width in pixels at which the image is not coarse."""
        return -int(-self.columns * LEAST_DPI // max(self.dpi, _TINY))


_TINY = 0.001


def placed_images(pdf: pikepdf.Pdf) -> Iterator[PlacedImage]:
    """Yield the images of a PDF in the order in which pages show them; not those of fonts."""
    thumbnails: dict[tuple[int, int], bytes] = {}
    for number, page in enumerate(pdf.pages, 1):
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        if _has_images(resources):
            for image, matrix in _placed(page, resources, _UNIT, 0):
                found = _image(image, matrix, number)
                if found.is_coarse and found.key not in thumbnails:
                    thumbnails[found.key] = _thumbnail_of(image)
                yield replace(found, thumbnail=thumbnails.get(found.key, b""))


def _thumbnail_of(image: pikepdf.Object) -> bytes:
    if not isinstance(image, pikepdf.Stream):
        return b""
    try:
        return thumbnail(pikepdf.PdfImage(image).as_pil_image())
    except (pikepdf.PdfError, OSError, ValueError, NotImplementedError):
        return b""


def thumbnail(image: Image.Image) -> bytes:
    """Return a few gray pixels of an image, without its transparency."""
    shown = image.convert("RGBA").convert("RGB") if image.mode in _PALETTES else image
    return shown.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()


_PALETTES = ("P", "PA")
_SIDE = 8


def _has_images(resources: pikepdf.Object, level: int = 0) -> bool:
    """Return whether resources have an image, also in a form."""
    return level < _MOST_LEVELS and any(
        found.get("/Subtype") == "/Image"
        or _has_images(found.get("/Resources", pikepdf.Dictionary()), level + 1)
        for found in values(resources, "/XObject")
    )


def _placed(
    stream: pikepdf.Page | pikepdf.Object,
    resources: pikepdf.Object,
    matrix: pikepdf.Matrix,
    level: int,
) -> Iterator[tuple[pikepdf.Object, pikepdf.Matrix]]:
    """Yield the images that a content stream shows, each with its matrix."""
    stack = []
    for instruction in pikepdf.parse_content_stream(stream, "q Q cm Do"):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            continue
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q" and stack:
            matrix = stack.pop()
        elif operator == "cm":
            matrix = pikepdf.Matrix(*(float(value) for value in operands)) @ matrix
        elif operator == "Do":
            found = entries(resources, "/XObject").get(str(operands[0]))
            if found is None:
                continue
            if found.get("/Subtype") == "/Image":
                yield found, matrix
            elif level < _MOST_LEVELS:
                own = found.get("/Resources", resources)
                inner = pikepdf.Matrix(found.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
                if _has_images(own):
                    yield from _placed(found, own, inner @ matrix, level + 1)


def _image(image: pikepdf.Object, matrix: pikepdf.Matrix, page: int) -> PlacedImage:
    return PlacedImage(
        page,
        int(image.Width),
        int(image.Height),
        hypot(matrix.a, matrix.b),
        hypot(matrix.c, matrix.d),
        image.objgen,
    )
