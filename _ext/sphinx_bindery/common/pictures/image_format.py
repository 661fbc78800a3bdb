"""The formats of images that every output can show, recognized by content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.pictures.svg import SvgError, parse_svg

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_SUFFIXES = (".htm", ".html", ".js", ".mjs", ".php", ".shtml", ".xht", ".xhtml", ".xml")
"""Suffixes of files that a browser opens as a page or runs, whatever their content."""
PICTURE_SUFFIXES = (
    ".apng", ".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".pdf", ".png",
    ".svg", ".svgz", ".tif", ".tiff", ".webp",
)  # fmt: skip
"""Suffixes of pictures that raw HTML may show; not every output can."""
SVG_TYPE = "image/svg+xml"
_FORMATS = "PNG, JPEG, GIF, WebP or SVG"


class ImageFormatError(ValueError):
    """Error for data that is not a whole image; the message completes ``… is``."""


def raster_type(data: bytes) -> str:
    """Return the media type of a PNG, JPEG, GIF or WebP image by its signature, else nothing."""
    return next((name for name, signature, _is_whole in _RASTER if signature.match(data)), "")


def image_type(data: bytes) -> str:
    """Return the media type of an image: PNG, JPEG, GIF, WebP or SVG.

    The structure of the file is checked up to its end, but not the pixels.

    Raises:
        ImageFormatError: If the data is empty, truncated, or not such an image.
    """
    if not data:
        message = "empty"
        raise ImageFormatError(message)
    for media_type, signature, is_whole in _RASTER:
        if signature.match(data):
            if is_whole(data):
                return media_type
            name = media_type.removeprefix("image/").upper()
            message = f"a truncated or damaged {name} file"
            raise ImageFormatError(message)
    if _is_svg(data):
        return SVG_TYPE
    message = f"not a picture ({_FORMATS})"
    raise ImageFormatError(message)


def _is_svg(data: bytes) -> bool:
    try:
        parse_svg(data)
    except SvgError:
        return False
    return True


def _is_whole_png(data: bytes) -> bool:
    """Return whether all chunks are there (PNG, third edition, 5.3)."""
    position, kinds = 8, set()
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        kind = data[position + 4 : position + 8]
        position += 12 + length
        kinds.add(kind)
        if kind == b"IEND":
            return kinds >= {b"IHDR", b"IDAT"} and position <= len(data)
    return False


def _is_whole_jpeg(data: bytes) -> bool:
    """Return whether a scan and the end marker are there (ITU-T T.81, B.1)."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xDA:
            # bytes of a scan that look like a marker are followed by a zero
            return data.find(b"\xff\xd9", position) > 0
        # fill bytes are single
        position += 1 if marker == 0xFF else 2 + int.from_bytes(data[position + 2 : position + 4])
    return False


def _is_whole_gif(data: bytes) -> bool:
    """Return whether the first picture is there (GIF 89a, 17 to 26)."""
    position = 13 + _color_table_size(data[10:11])
    while position < len(data):
        introducer = data[position]
        if introducer == 0x2C:
            position += 11 + _color_table_size(data[position + 9 : position + 10])
        elif introducer == 0x21:
            position += 2
        else:
            return False
        while position < len(data) and data[position]:
            position += 1 + data[position]
        position += 1
        if introducer == 0x2C:
            return position <= len(data)
    return False


def _color_table_size(flags: bytes) -> int:
    packed = int.from_bytes(flags)
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _is_whole_webp(data: bytes) -> bool:
    """Return whether all bytes of the container are there (RFC 9649, 2.3)."""
    return data[12:15] == b"VP8" and 20 < 8 + int.from_bytes(data[4:8], "little") <= len(data)


_RASTER: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], bool]], ...] = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n"), _is_whole_png),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff"), _is_whole_jpeg),
    ("image/gif", re.compile(rb"GIF8[79]a"), _is_whole_gif),
    ("image/webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _is_whole_webp),
)
