"""XML files with one namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from sphinx_bindery.common.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping


def root_of(namespace: str, name: str) -> etree._Element:
    """Return an element whose namespace is the default one."""
    nsmap = cast("Mapping[str, str]", {None: namespace})  # the stubs exclude None
    return etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element in the namespace of its parent, and return it.

    Characters that XML 1.0 excludes (2.2) are removed from text and attributes.
    """
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    if text:
        element.text = xml_text(text)
    return element


def xml_bytes(root: etree._Element) -> bytes:
    """Return the XML file."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
