"""The elements and attributes of MathML that are allowed in an output.

Source: MathML Core (https://www.w3.org/TR/mathml-core/), 2.1 and 3 to 5; and of MathML 3, which
EPUB 3.3 refers to, the layout of tables, ``menclose`` and ``href``. No element or attribute in
these lists runs a script or loads a resource.
"""

from __future__ import annotations

import re

from lxml import etree

from sphinx_bindery.common.addresses import is_safe

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

TOKENS = frozenset({"annotation", "mi", "mn", "mo", "ms", "mtext"})
"""Elements that contain text."""

ELEMENTS = TOKENS | {
    "maction", "math", "menclose", "merror", "mfenced", "mfrac", "mlabeledtr", "mmultiscripts",
    "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtr", "munder", "munderover", "none", "semantics",
}  # fmt: skip

_TEXT_ATTRIBUTES = frozenset({"alttext", "close", "encoding", "open", "separators"})
_VALUE_ATTRIBUTES = frozenset({
    "accent", "accentunder", "align", "class", "columnalign", "columnlines", "columnspacing",
    "columnspan", "depth", "dir", "display", "displaystyle", "fence", "form", "frame", "height",
    "id", "largeop", "linebreak", "linethickness", "lspace", "mathbackground", "mathcolor",
    "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign",
    "rowlines", "rowspacing", "rowspan", "rspace", "scriptlevel", "separator", "stretchy",
    "symmetric", "voffset", "width",
})  # fmt: skip
_VALUE = re.compile(r"[\w\s.:+#%-]*")

_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([\w\s.#%-]+)")
_PROPERTIES = frozenset({
    "background-color", "border", "border-bottom", "border-color", "border-left", "border-right",
    "border-style", "border-top", "border-width", "color", "font-size", "font-style",
    "font-weight", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top",
    "opacity", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top",
    "text-align", "text-decoration", "vertical-align",
})  # fmt: skip
"""CSS properties that change only the formula."""

_CODE = frozenset({"script", "style", "template"})
_UNWANTED = "unwanted"
"""The temporary name of elements to remove."""


def remove_unsafe(root: etree._Element) -> list[str]:
    """Remove elements and attributes that are not allowed; return their names, for a warning.

    Inside elements for text, the text of other elements is kept, such as that of HTML in ``mtext``.
    """
    dropped: list[str] = []
    etree.strip_tags(root, etree.Comment, etree.PI, etree.Entity)
    for element in list(root.iterdescendants(etree.Element)):
        name = etree.QName(element)
        if name.namespace == NAMESPACE and name.localname in ELEMENTS:
            continue
        dropped.append(f"the element {name.localname}")
        is_text = name.localname not in _CODE and _is_in_token(element)
        element.tag = f"{_UNWANTED}-text" if is_text else _UNWANTED
    etree.strip_elements(root, _UNWANTED, with_tail=False)
    etree.strip_tags(root, f"{_UNWANTED}-text")
    for element in root.iter(etree.Element):
        for key, original in element.items():
            attribute, value = str(key), str(original)
            kept = _safe_value(attribute, value)
            if kept is None:
                del element.attrib[attribute]
            else:
                element.set(attribute, kept)
            if kept is None or (attribute == "style" and kept.count(":") != value.count(":")):
                dropped.append(f"{attribute} {value!r}")
    return dropped


def safe_style(style: str) -> str:
    """Return the declarations of a ``style`` attribute that change only the formula."""
    matches = (_DECLARATION.fullmatch(declaration) for declaration in style.lower().split(";"))
    return "; ".join(
        f"{match[1]}: {match[2].strip()}" for match in matches if match and match[1] in _PROPERTIES
    )


def _is_in_token(element: etree._Element) -> bool:
    return any(etree.QName(parent).localname in TOKENS for parent in element.iterancestors())


def _safe_value(name: str, value: str) -> str | None:
    """Return the safe part of the value of an attribute, None if there is none."""
    if name == "style":
        return safe_style(value) or None
    if name == "href":
        return value if is_safe(value) else None
    is_allowed = name in _TEXT_ATTRIBUTES or (
        name in _VALUE_ATTRIBUTES and _VALUE.fullmatch(value) is not None
    )
    return value if is_allowed else None
