"""The pictures of a book that a press would print too coarsely, found by the images in its PDF."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from sphinx_bindery.print.picture import LEAST_DPI
from sphinx_bindery.print.press.resolution import PlacedImage, thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sphinx_bindery.print.picture import Picture

_EMBEDDED = re.compile(rb"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)")
_CENTIMETRES = 2.54 / 72


@dataclass(frozen=True, slots=True)
class CoarsePicture:
    """A picture that is printed too coarsely.

    Attributes:
        image: The image on its page.
        picture: The picture; None if no file is known.
        place: Where the source shows it.
    """

    image: PlacedImage
    picture: Picture | None
    place: object = None

    @property
    def message(self) -> str:
        """What is wrong, and what to do."""
        image = self.image
        name = self.picture.uri if self.picture else f"an image of page {image.page}"
        columns = image.needed_columns
        smaller = image.width * image.dpi / LEAST_DPI * _CENTIMETRES
        return (
            f"{name}: page {image.page} prints this picture of {image.columns} × {image.rows} "
            f"pixels {image.width * _CENTIMETRES:.1f} cm wide, with {image.dpi:.0f} pixels an "
            f"inch; print shops ask for {LEAST_DPI}: take a picture that is {columns} pixels "
            f"wide, or print it at most {smaller:.1f} cm wide"
        )


@dataclass(slots=True)
class _PicturesBySize:
    """The pictures by the size of their images in pixels."""

    by_size: dict[tuple[int, int], list[tuple[Picture, bytes]]] = field(default_factory=dict)

    def add(self, picture: Picture) -> None:
        for image in _images_of(picture.file):
            small = thumbnail(image)
            for size in {image.size, image.size[::-1]}:
                self.by_size.setdefault(size, []).append((picture, small))

    def find(self, image: PlacedImage) -> Picture | None:
        """Return the picture that is most like an image of the same size."""
        found = self.by_size.get((image.columns, image.rows), [])
        nearest = min(found, key=lambda it: _distance(it[1], image.thumbnail), default=None)
        return nearest[0] if nearest else None


def coarse_pictures(
    images: Sequence[PlacedImage], pictures: Iterable[Picture]
) -> list[CoarsePicture]:
    """Return the images of a PDF with too few pixels, with the pictures of the book they come from.

    Args:
        images: The images in the order in which pages show them.
        pictures: The pictures of the book.
    """
    if not any(image.is_coarse for image in images):
        return []
    files = _PicturesBySize()
    for picture in pictures:
        files.add(picture)
    uses = Counter(image.key for image in images)
    seen: Counter[tuple[int, int]] = Counter()
    found = []
    for image in images:
        if image.is_coarse:
            known = files.find(image)
            places = known.places if known else ()
            # a picture that occurs as often in the PDF as in the sources occurs in the same order
            number = seen[image.key] if len(places) == uses[image.key] else 0
            found.append(CoarsePicture(image, known, places[number] if places else None))
        seen[image.key] += 1
    return found


def _images_of(file: Path) -> Iterator[Image.Image]:
    """Yield the image of a file, or those in a drawing."""
    try:
        data = file.read_bytes()
    except OSError:
        return
    contents = [data]
    if file.suffix == ".svg":
        contents = [b64decode(match[1]) for match in _EMBEDDED.finditer(data)]
    for content in contents:
        try:
            with Image.open(io.BytesIO(content)) as image:
                yield ImageOps.exif_transpose(image)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue


def _distance(one: bytes, other: bytes) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=False))
