"""PNG pictures as their points, for the tests."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {3: 1, 6: 4}


@dataclass(frozen=True)
class Picture:
    """A PNG; color_type is 3 with a palette, and 6 with red, green, blue and alpha."""

    width: int
    height: int
    color_type: int
    palette: list[tuple[int, ...]]
    filtered: bytes

    def points(self, lines: int = 0) -> list[list[tuple[int, ...]]]:
        """Return the red, green and blue of each point, of so many lines or of all."""
        size = _CHANNELS[self.color_type]
        length = 1 + self.width * size
        above, found = bytes(length - 1), []
        for start in range(0, (lines or self.height) * length, length):
            above = _unfiltered(self.filtered[start : start + length], above, size)
            if self.palette:
                found.append([self.palette[index] for index in above])
            else:
                found.append([point[:3] for point in _grouped(above, size)])
        return found


def read_png(data: bytes) -> Picture:
    """Read a PNG of 8 bits; check that it is whole, and the sums of its chunks."""
    assert data.startswith(_SIGNATURE)
    chunks = list(_chunks(data))
    assert [name for name, _ in chunks][-1] == b"IEND"
    found = dict(chunks)
    width, height, depth, color_type, *rest = struct.unpack(">II5B", found[b"IHDR"])
    assert (depth, rest) == (8, [0, 0, 0])
    filtered = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    assert len(filtered) == (1 + width * _CHANNELS[color_type]) * height
    return Picture(width, height, color_type, _grouped(found.get(b"PLTE", b""), 3), filtered)


def _grouped(values: bytes, size: int) -> list[tuple[int, ...]]:
    return [tuple(values[start : start + size]) for start in range(0, len(values), size)]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    start = len(_SIGNATURE)
    while start < len(data):
        (length,) = struct.unpack_from(">I", data, start)
        name, content = data[start + 4 : start + 8], data[start + 8 : start + 8 + length]
        (told,) = struct.unpack_from(">I", data, start + 8 + length)
        assert told == zlib.crc32(name + content)
        yield name, content
        start += length + 12


def _unfiltered(line: bytes, above: bytes, size: int) -> bytes:
    """Undo a filter (https://www.w3.org/TR/png-3/#9Filters)."""
    kind, done = line[0], bytearray()
    if kind == 2:
        return bytes((value + up) % 256 for value, up in zip(line[1:], above, strict=True))
    for place, value in enumerate(line[1:]):
        left = done[place - size] if place >= size else 0
        corner = above[place - size] if place >= size else 0
        up = above[place]
        nearest = min((left, up, corner), key=lambda near: abs(left + up - corner - near))
        done.append((value + (0, left, up, (left + up) // 2, nearest)[kind]) % 256)
    return bytes(done)
