"""Image formats: the core media types of EPUB 3.3, 3.2."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from lxml import etree

from sphinx_bindery.epub.xhtml.foreign_content import clean_svg, remove
from sphinx_bindery.epub.xhtml.markup import local_name
from sphinx_bindery.epub.xhtml.vocabulary import SVG

SVG_TYPE = "image/svg+xml"
SUFFIXES = {
    "image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png", SVG_TYPE: ".svg",
    "image/webp": ".webp",
}  # fmt: skip

_DATA_URI = re.compile(r"data:image/[a-z+.-]+((?:;[^;,]*)*),(.*)", re.DOTALL | re.IGNORECASE)


class ImageError(ValueError):
    """A file that is not an image of a supported format; the message describes it."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its media type and content, and whether it is animated."""

    media_type: str
    data: bytes
    is_animated: bool = False


def read_image(data: bytes) -> Image:
    """Detect the format of an image; remove scripts, animations and remote references from SVG.

    Raises:
        ImageError: The format is not supported, or an SVG is not well-formed.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in data[-16:]:
        return Image("image/png", data, is_animated=b"acTL" in data[:256])
    if data.startswith(b"\xff\xd8\xff"):
        return Image("image/jpeg", data)
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        return Image("image/gif", data, is_animated=data.count(b"\x00\x21\xf9\x04") > 1)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Image("image/webp", data, is_animated=b"ANIM" in data[:64])
    return _svg(data)


def decode_data_uri(uri: str) -> bytes | None:
    """Return the content of an image in a data URI, None for any other address."""
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


def _svg(data: bytes) -> Image:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        message = "neither PNG, JPEG, GIF, WebP nor well-formed SVG"
        raise ImageError(message) from error
    if (etree.QName(root).namespace, local_name(root)) != (SVG, "svg"):
        message = f"XML with the root element {local_name(root)}, not SVG"
        raise ImageError(message)
    clean_svg(root)
    for entity in list(root.iter(etree.Entity)):
        remove(entity)
    return Image(SVG_TYPE, etree.tostring(root, encoding="utf-8", xml_declaration=True))
