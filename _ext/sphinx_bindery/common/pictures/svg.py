"""SVG that runs no script and loads nothing, for every output."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from sphinx_bindery.common.addresses import is_safe, quoted, scheme
from sphinx_bindery.common.pictures.css import may_load, safe_css

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "http://www.w3.org/2000/svg"
SUFFIXES = (".svg", ".svgz")
"""Suffixes of SVG files; the second is for compressed ones."""

_XML = "http://www.w3.org/XML/1998/namespace"
_ACTIVE = frozenset({"discard", "foreignObject", "handler", "listener", "script"})
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_HARMLESS = frozenset(
    f"{{{SVG}}}{name}" for name in ("circle", "g", "line", "path", "rect", "stop", "text", "use")
)
"""Frequent elements that are never removed; they are skipped to save time."""
_METADATA = frozenset(
    {
        "http://creativecommons.org/ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://web.resource.org/cc/",
        "http://www.inkscape.org/namespaces/inkscape",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
)
"""Namespaces of metadata and of drawing programs, whose elements browsers ignore."""

_REQUESTS = frozenset({"attributionsrc", "ping"})
"""Attributes of links to which a browser sends a request when they are followed."""

_CHECKED = re.compile(
    r"(?:\{[^}]*\})?(?:on|(?:attributionsrc|base|href|ping|src|style)$)", re.IGNORECASE
)
"""Attributes that can run a script or load a file; others can only with CSS as their value."""

_PICTURE = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_MAX_SIZE = 64 * 1024 * 1024
"""The greatest size of a compressed file when it is decompressed, in bytes."""
_MAX_SHOWN = 60
"""The number of characters of a removed value that a warning shows."""
_UNWANTED = "unwanted"
"""The temporary name of elements to remove."""


class SvgError(ValueError):
    """A file that is not SVG; the message completes ``… is``."""


def parse_svg(data: bytes) -> etree._Element:
    """Parse an SVG file, without loading anything.

    Raises:
        SvgError: It is not well-formed, or its root element is not ``svg``.
    """
    try:
        root = _parse(data, entities="internal")
    except (etree.XMLSyntaxError, ValueError):
        root = _parse_without_entities(data)
    if root.tag != f"{{{SVG}}}svg":
        name = etree.QName(root)
        message = f"XML with the root element {name.localname}, not SVG"
        if name.localname == "svg":
            message = f'SVG without xmlns="{SVG}"'
        raise SvgError(message)
    return root


def _parse(data: bytes, *, entities: str | bool) -> etree._Element:
    # libxml2 limits the depth and the growth by entities, also of huge trees
    parser = etree.XMLParser(
        resolve_entities=entities,  # type: ignore[arg-type]  # "internal" since lxml 5
        no_network=True,
        huge_tree=True,
    )
    return etree.fromstring(data, parser=parser)


def _parse_without_entities(data: bytes) -> etree._Element:
    """Parse a file with a reference to an external entity, which is not loaded."""
    try:
        root = _parse(data, entities=False)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"not well-formed SVG ({error})"
        raise SvgError(message) from error
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def clean_svg_file(data: bytes) -> tuple[bytes, list[str]]:
    """Return an SVG file without what runs or loads, and what was removed, for a warning.

    The file is serialized again, so that a browser parses it as this parser does.

    Raises:
        SvgError: The data is not SVG.
    """
    is_compressed = data.startswith(b"\x1f\x8b")
    root = parse_svg(_decompressed(data) if is_compressed else data)
    removed = clean_svg(root)
    cleaned = etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return (gzip.compress(cleaned, mtime=0) if is_compressed else cleaned), removed


def _decompressed(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            content = file.read(_MAX_SIZE + 1)
    except (OSError, EOFError, zlib.error) as error:
        message = f"not a whole compressed SVG ({error})"
        raise SvgError(message) from error
    if len(content) > _MAX_SIZE:
        message = f"larger than {_MAX_SIZE} bytes when it is decompressed"
        raise SvgError(message)
    return content


def clean_svg(root: etree._Element, *, is_static: bool = False) -> list[str]:
    """Remove from an SVG element what runs a script or loads a resource.

    Links keep safe addresses. References within the picture are kept, and pictures inside it.

    Args:
        root: The element, which is changed.
        is_static: Whether to remove animations too, the metadata of drawing programs, and links
            relative to the file, which is in another place in a book.

    Returns:
        The names of the removed elements and attributes, for a warning; without metadata.
    """
    removed = [_removed_name(element) for element in _unwanted_elements(root, is_static=is_static)]
    etree.strip_elements(root, _UNWANTED, etree.PI, with_tail=False)
    for element in root.iter(etree.Element):
        if element.tag == f"{{{SVG}}}style":
            removed += _clean_style(element)
        for key, original in element.items():
            name, value = str(key), str(original)
            if not (_CHECKED.match(name) or may_load(value)):
                continue
            kept = _safe_value(element, name, value)
            if is_static and kept is not None and _is_relative_link(element, name, kept):
                del element.attrib[name]
                continue
            if kept is None:
                del element.attrib[name]
            elif kept != value:
                element.set(name, kept)
            if kept != value:
                removed.append(f"{etree.QName(name).localname}={quoted(value, _MAX_SHOWN)}")
    return [text for text in dict.fromkeys(removed) if text]


def _unwanted_elements(root: etree._Element, *, is_static: bool) -> Iterator[etree._Element]:
    """Yield the elements to remove; each is renamed to ``_UNWANTED`` after it is yielded."""
    for element in list(root.iterdescendants(etree.Element)):
        if element.tag in _HARMLESS:
            continue
        name = etree.QName(element)
        is_metadata = name.namespace in _METADATA
        is_svg = name.namespace == SVG
        is_active = is_svg and (name.localname in _ACTIVE or _changes_action(element))
        is_animation = is_svg and name.localname in _ANIMATIONS
        if is_active or not (is_svg or is_metadata) or (is_static and (is_animation or not is_svg)):
            yield element
            element.tag = _UNWANTED


def _removed_name(element: etree._Element) -> str:
    """Return the name of an element for a warning; empty for metadata."""
    name = etree.QName(element)
    is_reported = name.namespace in {SVG, None} or str(name.namespace).startswith("http://www.w3")
    return name.localname if is_reported and name.namespace not in _METADATA else ""


def _changes_action(element: etree._Element) -> bool:
    """Return whether an animation changes an address or an event handler."""
    name = str(element.get("attributeName", "")).strip().lower().rpartition(":")[2]
    return name == "href" or name.startswith("on")


def _clean_style(element: etree._Element) -> list[str]:
    css = "".join(str(text) for text in element.itertext())
    cleaned = safe_css(css)
    if cleaned == css and len(element) == 0:
        return []
    for child in list(element):
        element.remove(child)
    element.text = cleaned or None
    return [] if cleaned == css else ["CSS that loads files"]


def _safe_value(element: etree._Element, name: str, value: str) -> str | None:
    """Return the value that an attribute may have, None to remove it."""
    local = etree.QName(name).localname.lower()
    if local.startswith("on") or local in _REQUESTS or name == f"{{{_XML}}}base":
        return None
    if local in {"href", "src"}:
        return value if _is_safe_reference(element, value) else None
    if name == "style":
        return safe_css(value) or None
    return value if safe_css(value) == value else None


def _is_safe_reference(element: etree._Element, value: str) -> bool:
    if element.tag == f"{{{SVG}}}a":
        return is_safe(value)
    if value.strip().startswith("#"):
        return True
    is_picture = element.tag in {f"{{{SVG}}}image", f"{{{SVG}}}feImage"}
    return is_picture and bool(_PICTURE.match(value))


def _is_relative_link(element: etree._Element, name: str, value: str) -> bool:
    is_link = element.tag == f"{{{SVG}}}a" and etree.QName(name).localname == "href"
    return is_link and not value.strip().startswith("#") and not scheme(value)
