"""Formulas and drawings inside a page: MathML and SVG, copied without what acts or loads."""

from __future__ import annotations

import re

from lxml import etree

from .attributes import Attributes
from .markup import local_name
from .vocabulary import MATHML, MATHML_ATTRIBUTES, MATHML_ELEMENTS, SVG, XLINK

_ACTIVE = frozenset({"foreignObject", "script", "set"})
_MOVING = frozenset({"animate", "animateMotion", "animateTransform"})
_HREFS = ("href", f"{{{XLINK}}}href")


def copy_island(source: etree._Element, target: etree._Element, attributes: Attributes) -> None:
    """Append a copy of a formula or drawing to ``target``."""
    namespace = etree.QName(source).namespace
    root = local_name(source)
    if (namespace, root) not in {(MATHML, "math"), (SVG, "svg")}:
        return
    copy = etree.fromstring(etree.tostring(source, with_tail=False))
    if namespace == MATHML:
        _clean_formula(copy)
    else:
        clean_drawing(copy)
        for sheet in list(copy.iter(f"{{{SVG}}}style")):
            _remove(sheet)
    for element in copy.iter(etree.Element):
        attributes.take_id(element, element.get("id"))
    target.append(copy)


def clean_drawing(root: etree._Element) -> bool:
    """Take what acts or loads out of a drawing; return whether there was any."""
    found = False
    for element in list(root.iter(etree.Element)):
        foreign = etree.QName(element).namespace != SVG
        if element is not root and (foreign or local_name(element) in _ACTIVE | _MOVING):
            _remove(element)
            found = True
            continue
        if local_name(element) == "style" and re.search(r"@import|url\((?!#)", element.text or ""):
            _remove(element)
            found = True
            continue
        for name, value in element.items():
            active = name.lower().startswith("on")
            loads = name in _HREFS and not value.startswith(("#", "data:image/"))
            loads = loads or "url(" in value.replace("url(#", "").replace("url('#", "")
            if active or loads:
                del element.attrib[name]
                found = True
    return found


def _clean_formula(formula: etree._Element) -> None:
    for element in list(formula.iter(etree.Element)):
        if element is not formula and local_name(element) not in MATHML_ELEMENTS:
            _remove(element)
            continue
        for name in element.attrib:
            if name not in MATHML_ATTRIBUTES:
                del element.attrib[name]
    if not formula.get("alttext"):
        formula.set("alttext", " ".join("".join(formula.itertext()).split()) or "formula")


def _remove(element: etree._Element) -> None:
    """Take an element out of its parent; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    previous = element.getprevious()
    parent.remove(element)
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
