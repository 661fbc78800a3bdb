"""The shapes of image files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import imagesize

if TYPE_CHECKING:
    from pathlib import Path

_ORIENTATION = 0x0112
"""The EXIF tag with the way in which a picture is turned."""
_FIRST_ROTATED = 5
"""The first orientation that exchanges width and height."""
_LOWEST = 300
"""The height in pixels below which an image may be an icon."""
_MOST_PIXELS = 80_000_000
"""The pixels above which Pillow warns about a picture."""


def is_upright(file: Path) -> bool:
    """Return whether a photo or a screenshot is higher than wide, as it is shown."""
    from PIL import Image  # noqa: PLC0415 (takes 0.1 s)

    try:
        width, height = imagesize.get(file)
        if not 0 < width * height < _MOST_PIXELS:
            return False
        with Image.open(file) as picture:
            is_rotated = picture.getexif().get(_ORIENTATION, 1) >= _FIRST_ROTATED
            width, height = picture.size
    except Exception:  # noqa: BLE001 - decoders raise errors of any kind, which Typst reports
        return False
    if is_rotated:
        width, height = height, width
    return height > max(width, _LOWEST)
