"""PNG pictures of few colors: the same points in fewer bytes."""

from __future__ import annotations

import struct
import zlib

import pytest

from sphinx_anthology.core.formats.png import with_palette
from tests.png_reading import read_png

SIZE = 5


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(lines: bytes, color_type: int = 6) -> bytes:
    """Return a picture of five by five points, in two pieces."""
    packed = zlib.compress(lines)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">II5B", SIZE, SIZE, 8, color_type, 0, 0, 0)),
            chunk(b"IDAT", packed[:9]),
            chunk(b"IDAT", packed[9:]),
            chunk(b"IEND", b""),
        )
    )


@pytest.mark.parametrize("channel", [0, 1, 2])
def test_the_points_are_the_same_whatever_the_filters(channel: int) -> None:
    lines = b"".join(
        bytes([kind, *((kind * 90 + place * place * 37) % 256 for place in range(SIZE * 4))])
        for kind in range(SIZE)
    )
    before = read_png(png(lines))
    shades = [(value, 255 - value, value // 2) for value in range(256)]
    after = read_png(with_palette(png(lines), channel, shades))
    assert (after.width, after.height, after.color_type) == (SIZE, SIZE, 3)
    told = [[point[channel] for point in line] for line in before.points()]
    assert len({value for line in told for value in line}) > 15
    assert after.points() == [[shades[value] for value in line] for line in told]


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(bytes(SIZE * 16), color_type=2)]
)
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no PNG of 8 bits"):
        with_palette(data, 2, [(0, 0, 0)] * 256)
