"""Foreign content: MathML and SVG in pages, without scripts and remote resources."""

from __future__ import annotations

from lxml import etree

from sphinx_bindery.common.addresses import scheme
from sphinx_bindery.common.pictures.svg import clean_svg
from sphinx_bindery.epub.xhtml.attributes import Attributes, safe_style
from sphinx_bindery.epub.xhtml.markup import attributes_of, local_name, new_root, text_of
from sphinx_bindery.epub.xhtml.vocabulary import (
    MATHML,
    SVG,
    XLINK,
)
from sphinx_bindery.formulas.vocabulary import remove_unsafe

_READER_ATTRIBUTES = frozenset({"linebreak", "mathbackground", "mathcolor"})
"""Attributes of formulas that readers choose, or that reading systems do not support."""
_PREFIXES: dict[str | bytes | None, dict[str | None, str]] = {
    MATHML: {None: MATHML},
    SVG: {None: SVG, "xlink": XLINK},
}


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
        clean_svg(copy, is_static=True)
        etree.strip_elements(copy, f"{{{SVG}}}style", with_tail=False)
    for element in copy.iter(etree.Element):
        attributes.assign_id(element, element.get("id"))
    target.append(copy)


def _fill(copy: etree._Element, source: etree._Element) -> None:
    """Copy the contents of an element, with the namespace prefixes of the copy."""
    copy.text = source.text
    for name, value in attributes_of(source):
        copy.set(name, value)
    for child in source.iterchildren(etree.Element):
        child_copy = etree.SubElement(copy, child.tag)
        _fill(child_copy, child)
        child_copy.tail = child.tail


def _clean_mathml(formula: etree._Element) -> None:
    """Remove what is unsafe or has no place in a book: actions, colors and relative links."""
    remove_unsafe(formula)
    for element in formula.iter(etree.Element):
        if local_name(element) == "maction":
            element.tag = f"{{{MATHML}}}mrow"
        for name in _READER_ATTRIBUTES & set(element.keys()):
            del element.attrib[name]
        if "href" in element.attrib and not scheme(element.get("href", "")):
            del element.attrib["href"]
        if "style" in element.attrib:
            element.set("style", safe_style(element.get("style", "")))
    if not formula.get("alttext"):
        formula.set("alttext", " ".join(text_of(formula).split()) or "formula")
