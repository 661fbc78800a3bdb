"""Pictures are recognized by their content, and only whole ones."""

from __future__ import annotations

import struct
import zlib

import pytest

from sphinx_bindery.common.pictures.image_format import ImageFormatError, image_type, raster_type


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = bytes.fromhex("ffd8 ffe0 0004 0102 ffff dd 0004 0000 ffda 0003 01 11ff00 22 ffd9")
GIF = b"GIF89a" + bytes.fromhex("0100 0100 80 00 00 000000 ffffff 21f9 04 00000000 00")
GIF += bytes.fromhex("2c 0000 0000 0100 0100 00 02 02 4401 00 3b")
WEBP = b"RIFF" + struct.pack("<I", 24) + b"WEBPVP8L" + struct.pack("<I", 12) + bytes(12)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
PICTURES = {
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/gif": GIF,
    "image/webp": WEBP,
    "image/svg+xml": SVG,
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_has_the_type_of_its_content(kind: str) -> None:
    assert image_type(PICTURES[kind]) == kind


@pytest.mark.parametrize("kind", PICTURES)
def test_the_beginning_of_a_raster_picture_names_its_type(kind: str) -> None:
    assert raster_type(PICTURES[kind][:12]) == ("" if kind == "image/svg+xml" else kind)


@pytest.mark.parametrize("kind", PICTURES)
def test_bytes_after_a_raster_picture_do_not_matter(kind: str) -> None:
    if kind != "image/svg+xml":
        assert image_type(PICTURES[kind] + b"more") == kind


@pytest.mark.parametrize("kind", PICTURES)
def test_every_truncation_is_refused(kind: str) -> None:
    data = PICTURES[kind]
    trailer = 1 if kind == "image/gif" else 0  # many programs leave it out
    for length in range(len(data) - trailer):
        with pytest.raises(ImageFormatError, match=r"\S"):
            image_type(data[:length])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (PNG[:-4], "a truncated or damaged PNG file"),
        (JPEG[:-2], "a truncated or damaged JPEG file"),
        (b"---\ndraft: true\n---\n# Secret\n", "not a picture"),
        (b'project = "Notes"\n', "not a picture"),
        (b"%PDF-1.7\n", "not a picture"),
        (b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "not a picture"),
        (b"<svg><path/></svg>", "not a picture"),
        (SVG.replace(b"</svg>", b""), "not a picture"),
        (b"RIFF$\0\0\0WAVEfmt " + bytes(40), "not a picture"),
        (WEBP[:-4], "a truncated or damaged WEBP file"),
        (b"\0\0\0\x1cftypavif" + bytes(40), "not a picture"),
        (b"\xff\xfe<\0s\0v\0g\0", "not a picture"),
    ],
)
def test_the_message_says_what_it_is_instead(data: bytes, message: str) -> None:
    with pytest.raises(ImageFormatError, match=f"^{message}"):
        image_type(data)


def test_an_svg_of_nested_entities_is_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{entities}]>'.encode()
    with pytest.raises(ImageFormatError, match="not a picture"):
        image_type(bomb + SVG.partition(b"\n")[2].replace(b"<path", b"&a11;<path"))


def test_an_entity_of_a_file_is_not_read() -> None:
    entity = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    svg = entity + SVG.partition(b"\n")[2].replace(b"<path", b"&a;<path")
    assert image_type(svg) == "image/svg+xml"
