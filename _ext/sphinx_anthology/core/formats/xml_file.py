"""XML files that the site has beside its pages: one namespace, and the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping


def root_of(namespace: str, name: str) -> etree._Element:
    """Return an element whose namespace is the default one."""
    nsmap = cast("Mapping[str, str]", {None: namespace})  # its stubs know no default
    return etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element of the parent's namespace, and return it.

    Of text and attributes the characters go that XML has no way to write (XML 1.0, 2.2).
    """
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    if text:
        element.text = xml_text(text)
    return element


def xml_bytes(root: etree._Element) -> bytes:
    """Return the file."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
