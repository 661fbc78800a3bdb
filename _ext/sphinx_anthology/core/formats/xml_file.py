"""XML files that the site has beside its pages: one namespace, and the same bytes each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
        element.set(key, _FORBIDDEN.sub("", value))
    if text:
        element.text = _FORBIDDEN.sub("", text)
    return element


def xml_bytes(root: etree._Element) -> bytes:
    """Return the file."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
