"""Pictures for the package: what they really are, and whether they may go in.

Source: EPUB 3.3, 3.2 (core media types).
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from lxml import etree

from sphinx_bindery.epub.xhtml.foreign_content import clean_drawing, remove
from sphinx_bindery.epub.xhtml.markup import local_name
from sphinx_bindery.epub.xhtml.vocabulary import SVG

SVG_TYPE = "image/svg+xml"
SUFFIXES = {
    "image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png", SVG_TYPE: ".svg",
    "image/webp": ".webp",
}  # fmt: skip

_DATA_URI = re.compile(r"data:image/[a-z+.-]+((?:;[^;,]*)*),(.*)", re.DOTALL | re.IGNORECASE)


class PictureError(ValueError):
    """A file that is no picture which every reading system shows; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's media type and bytes; ``moving`` where it shows more than one frame."""

    media_type: str
    data: bytes
    moving: bool = False


def read_picture(data: bytes) -> Picture:
    """Find out by its bytes what picture a file holds.

    Raises:
        PictureError: it is none of the core media types, or an SVG that is no XML.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in data[-16:]:
        return Picture("image/png", data, moving=b"acTL" in data[:256])
    if data.startswith(b"\xff\xd8\xff"):
        return Picture("image/jpeg", data)
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return Picture("image/gif", data, moving=data.count(b"\x00\x21\xf9\x04") > 1)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Picture("image/webp", data, moving=b"ANIM" in data[:64])
    return _drawing(data)


def decode_data_uri(uri: str) -> bytes | None:
    """Return the bytes of a picture that an address carries within itself, None if it has none."""
    match = _DATA_URI.fullmatch(uri.strip())
    if match is None:
        return None
    data = unquote_to_bytes(match[2])
    if ";base64" not in match[1].lower():
        return data
    try:
        return base64.b64decode(data, validate=False)
    except binascii.Error:
        return None


def _drawing(data: bytes) -> Picture:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        message = "neither PNG, JPEG, GIF, WebP nor well-formed SVG"
        raise PictureError(message) from error
    if (etree.QName(root).namespace, local_name(root)) != (SVG, "svg"):
        message = f"XML, but no SVG: its root element is {local_name(root)}"
        raise PictureError(message)
    clean_drawing(root)
    for entity in list(root.iter(etree.Entity)):
        remove(entity)
    return Picture(SVG_TYPE, etree.tostring(root, encoding="utf-8", xml_declaration=True))
