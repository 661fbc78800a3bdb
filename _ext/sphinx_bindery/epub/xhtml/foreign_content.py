"""Foreign content: MathML and SVG in pages, without scripts and remote resources."""

from __future__ import annotations

import re

from lxml import etree

from sphinx_bindery.epub.xhtml.attributes import Attributes, safe_style
from sphinx_bindery.epub.xhtml.markup import (
    attributes_of,
    local_name,
    new_root,
    remove_attribute,
    text_of,
)
from sphinx_bindery.epub.xhtml.vocabulary import (
    MATHML,
    MATHML_ATTRIBUTES,
    MATHML_ELEMENTS,
    SVG,
    XLINK,
)

_ACTIVE = frozenset({"foreignObject", "script", "set"})
_ANIMATIONS = frozenset({"animate", "animateMotion", "animateTransform"})
_PREFIXES: dict[str | bytes | None, dict[str | None, str]] = {
    MATHML: {None: MATHML},
    SVG: {None: SVG, "xlink": XLINK},
}
_HREFS = ("href", f"{{{XLINK}}}href")


def copy_foreign_content(
    source: etree._Element, target: etree._Element, attributes: Attributes
) -> None:
    """Append a copy of a MathML or SVG element to ``target``."""
    namespace = etree.QName(source).namespace
    root = local_name(source)
    if (namespace, root) not in {(MATHML, "math"), (SVG, "svg")}:
        return
    copy = new_root(source.tag, _PREFIXES[namespace])
    _fill(copy, source)
    if namespace == MATHML:
        _clean_mathml(copy)
    else:
        clean_svg(copy)
        for sheet in list(copy.iter(f"{{{SVG}}}style")):
            remove(sheet)
    for element in copy.iter(etree.Element):
        attributes.assign_id(element, element.get("id"))
    target.append(copy)


def _fill(copy: etree._Element, source: etree._Element) -> None:
    """Copy the contents of an element, with the namespace prefixes of the copy."""
    copy.text = source.text
    for name, value in attributes_of(source):
        copy.set(name, value)
    for child in source.iterchildren(etree.Element):
        made = etree.SubElement(copy, child.tag)
        _fill(made, child)
        made.tail = child.tail


def clean_svg(root: etree._Element) -> None:
    """Remove scripts, animations and remote references from an SVG element."""
    for element in list(root.iter(etree.Element)):
        foreign = etree.QName(element).namespace != SVG
        if element is not root and (foreign or local_name(element) in _ACTIVE | _ANIMATIONS):
            remove(element)
            continue
        if local_name(element) == "style" and re.search(r"@import|url\((?!#)", element.text or ""):
            remove(element)
            continue
        for name, value in attributes_of(element):
            active = name.lower().startswith("on")
            loads = name in _HREFS and not value.startswith(("#", "data:image/"))
            loads = loads or "url(" in value.replace("url(#", "").replace("url('#", "")
            if active or loads:
                remove_attribute(element, name)


def _clean_mathml(formula: etree._Element) -> None:
    for element in list(formula.iter(etree.Element)):
        if element is not formula and local_name(element) not in MATHML_ELEMENTS:
            remove(element)
            continue
        if local_name(element) == "maction":
            element.tag = f"{{{MATHML}}}mrow"
        for name, _value in attributes_of(element):
            if name not in MATHML_ATTRIBUTES:
                remove_attribute(element, name)
        if "style" in element.attrib:
            element.set("style", safe_style(element.get("style", "")))
    if not formula.get("alttext"):
        formula.set("alttext", " ".join(text_of(formula).split()) or "formula")


def remove(element: etree._Element) -> None:
    """Remove an element from its parent; keep the text after it."""
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
