"""PNG pictures of few colors, made small."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOR_WITH_ALPHA = (8, 6, 0, 0, 0)
_PALETTE = (8, 3, 0, 0, 0)
_CHANNELS = 4


def with_palette(png: bytes, channel: int, colors: Sequence[tuple[int, int, int]]) -> bytes:
    """Return an opaque picture of which one channel tells the color of every point.

    Each line is filtered channel by channel (PNG, 9.2 at https://www.w3.org/TR/png-3/#9Filter-types),
    so that the bytes of one channel alone are the lines of a picture with a palette, as they are.

    Args:
        png: 8 bits each of red, green, blue and alpha.
        channel: 0 for red, 1 for green, 2 for blue.
        colors: the color that each value of the channel stands for, 256 in all.

    Raises:
        ValueError: it is another kind of PNG, or none.
    """
    chunks = list(_chunks(png))
    width, height, *kind = struct.unpack(">II5B", dict(chunks).get(b"IHDR", bytes(13)))
    if tuple(kind) != _TRUE_COLOR_WITH_ALPHA:
        message = "no PNG of 8 bits each of red, green, blue and alpha"
        raise ValueError(message)
    lines = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    length = 1 + width * _CHANNELS
    kept = b"".join(
        lines[start : start + 1] + lines[start + 1 + channel : start + length : _CHANNELS]
        for start in range(0, height * length, length)
    )
    # Runs are nearly all that repeats in letters on a plain ground: smaller, and in less time.
    packing = zlib.compressobj(6, strategy=zlib.Z_RLE)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">II5B", width, height, *_PALETTE)),
            _chunk(b"PLTE", bytes(value for color in colors for value in color)),
            _chunk(b"IDAT", packing.compress(kept) + packing.flush()),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(_SIGNATURE):
        return
    start = len(_SIGNATURE)
    while start < len(png):
        (length,) = struct.unpack_from(">I", png, start)
        yield png[start + 4 : start + 8], png[start + 8 : start + 8 + length]
        start += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
