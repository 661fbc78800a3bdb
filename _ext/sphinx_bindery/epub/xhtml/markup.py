"""Markup: parsing of HTML, and serialization of XHTML."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from lxml import etree, html

from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.epub.xhtml.vocabulary import EPUB, MATHML, SVG, SVG_CASE, XHTML, XLINK, xhtml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

NAMESPACES: dict[str | None, str] = {None: XHTML, "epub": EPUB}

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({"amp", "apos", "gt", "lt", "quot"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_PREFIXED = frozenset({"epub:type", "xlink:href", "xml:lang"})
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_FRAME = re.compile(r"</?(?:html|head|body)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_OPEN = f'<body xmlns="{XHTML}" xmlns:epub="{EPUB}" xmlns:xlink="{XLINK}">'


class NestingError(ValueError):
    """HTML that is nested deeper than the parser reads, so that its text would be lost."""


def well_formed(markup: str) -> str:
    """Convert HTML, even malformed, to well-formed XML without comments.

    Raises:
        NestingError: It is nested deeper than the 256 levels that libxml2 parses.
    """
    fragment = _FRAME.sub("", xml_text(markup))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, recover=True)
    document = html.document_fromstring(f"<html><body>{fragment}</body></html>", parser=parser)
    for entry in parser.error_log:
        if entry.level == etree.ErrorLevels.FATAL:
            raise NestingError(entry.message)
    body = document.find("body")
    if body is None:
        return ""
    for element in list(body.iter(etree.Element)):
        _clean_names(element)
        if element.tag in _VOID and (len(element) or element.text):
            _empty(element)
    _restore_case(body)
    serialized = etree.tostring(body, encoding="unicode", method="xml", with_tail=False)
    return re.sub(r"^<body[^>]*/>$|^<body[^>]*>|</body>$", "", serialized)


def plain_text(markup: str) -> str:
    """Return HTML without its tags, as XML."""
    return f"<p>{escape(unescape(_TAG.sub(' ', xml_text(markup))))}</p>"


def parse_body(markup: str) -> etree._Element:
    """Parse the contents of a page; as HTML unless they are well-formed XML."""
    text = _ENTITY.sub(_character, xml_text(markup))
    try:
        return _parse(text)
    except etree.XMLSyntaxError:
        return _parse(well_formed(text))


def parse_page(data: bytes) -> etree._Element:
    """Parse a page that :func:`serialize` returned."""
    return etree.fromstring(data, parser=_parser())


def serialize(root: etree._Element) -> bytes:
    """Serialize a page as XHTML.

    Empty elements that are not void get an end tag: some reading systems parse pages as HTML.
    """
    for element in root.iter(f"{{{XHTML}}}*"):
        if not len(element) and element.text is None and local_name(element) not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    return (
        etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
        + b"\n"
    )


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def text_of(element: etree._Element) -> str:
    """Return the text content of an element."""
    return "".join(str(text) for text in element.itertext())


def attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    """Return a copy of the attributes of an element: names and values."""
    return [(str(name), str(value)) for name, value in element.items()]


def ids_of(element: etree._Element) -> set[str]:
    """Return the ids of an element and its descendants."""
    return {value for inner in element.iter(etree.Element) if (value := inner.get("id"))}


def unused_id(identifier: str, ids: AbstractSet[str]) -> str:
    """Return an id with as many hyphens appended as make it differ from all others."""
    while identifier in ids:
        identifier += "-"
    return identifier


def new_root(tag: str, namespaces: Mapping[str | None, str]) -> etree._Element:
    """Return a new element; the prefix None declares the default namespace."""
    return etree.Element(tag, nsmap=cast("Mapping[str, str]", namespaces))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip


def _parse(text: str) -> etree._Element:
    body = etree.fromstring(f"{_OPEN}{text}</body>", parser=_parser())
    for code in body.iter(xhtml("pre")):
        # HTML drops a line end after the tag, XML keeps it (HTML, 13.2.6.4.7)
        code.text = (code.text or "").removeprefix("\n") or None
    for name, namespace in (("svg", SVG), ("math", MATHML)):
        for foreign in body.findall(f".//{{{XHTML}}}{name}"):
            for element in foreign.iter(xhtml("*")):
                element.tag = f"{{{namespace}}}{local_name(element)}"
    return body


def _character(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_ENTITIES else escape(html5.get(f"{name};", match[0]))


def _clean_names(element: etree._Element) -> None:
    if not _NAME.fullmatch(str(element.tag)):
        element.tag = "unknown"
    for name, _value in attributes_of(element):
        if not (_NAME.fullmatch(name) or name in _PREFIXED):
            del element.attrib[name]


def _empty(element: etree._Element) -> None:
    """Move the content that the parser put into a void element behind it."""
    last = element
    tail, element.tail = element.tail, element.text
    element.text = None
    for child in list(element):
        last.addnext(child)
        last = child
    last.tail = (last.tail or "") + (tail or "")


def _restore_case(body: etree._Element) -> None:
    for svg in body.iter("svg"):
        for element in svg.iter(etree.Element):
            element.tag = SVG_CASE.get(str(element.tag), element.tag)
            for name, value in attributes_of(element):
                if (cased := SVG_CASE.get(name)) is not None:
                    del element.attrib[name]
                    element.set(cased, value)
