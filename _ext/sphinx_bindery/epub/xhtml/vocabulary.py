"""The elements and attributes of pages, and where they are allowed.

Source: HTML, the living standard, 3.2.5 (content models) and 15.2 (obsolete features); EPUB 3.3,
6.1 (XHTML content documents).
"""

from __future__ import annotations

import re

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

LINE = "data-source-line"
"""The temporary attribute for the source line of an image, for warnings."""


def xhtml(name: str) -> str:
    """Return the qualified name of an XHTML element in lxml's notation."""
    return f"{{{XHTML}}}{name}"


RENAMED = {
    "acronym": "abbr", "address": "div", "article": "section", "big": "span", "blink": "span",
    "button": "span", "center": "div", "details": "div", "dialog": "div", "dir": "ul",
    "fieldset": "div", "font": "span", "footer": "div", "form": "div", "header": "div",
    "hgroup": "div", "label": "span", "legend": "p", "listing": "pre", "main": "div",
    "marquee": "span", "menu": "ul", "nav": "div", "nobr": "span", "plaintext": "pre",
    "search": "div", "strike": "s", "summary": "p", "tt": "code", "xmp": "pre",
}  # fmt: skip
"""Replacements of elements that are obsolete or interactive."""

DROPPED = frozenset({
    "applet", "area", "base", "basefont", "bgsound", "datalist", "embed", "frame", "frameset",
    "head", "input", "keygen", "link", "map", "meta", "optgroup", "option", "param", "script",
    "rp", "select", "source", "style", "template", "textarea", "title", "track",
})  # fmt: skip
"""Elements that are removed with their contents."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

FLOW_ONLY = frozenset({
    "aside", "blockquote", "div", "dl", "figure", "hr", "ol", "p", "pre", "section", "table", "ul",
    *HEADINGS,
})  # fmt: skip
"""Flow content that is not phrasing content."""

PHRASING = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var", "wbr",
})  # fmt: skip

PHRASING_CONTENT = PHRASING - {"a", "del", "ins"} | {"p", "pre", "rt", *HEADINGS}
"""Elements whose content model is phrasing content."""

VOID = frozenset({"br", "col", "hr", "img", "wbr"})

PARENTS = {
    "li": frozenset({"ul", "ol"}), "dt": frozenset({"dl"}), "dd": frozenset({"dl"}),
    "caption": frozenset({"table"}), "colgroup": frozenset({"table"}),
    "col": frozenset({"colgroup", "table"}), "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}), "tfoot": frozenset({"table"}),
    "tr": frozenset({"table", "thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}), "th": frozenset({"tr"}), "figcaption": frozenset({"figure"}),
    "rt": frozenset({"ruby"}),
}  # fmt: skip
"""The allowed parents of elements."""

WRAPPERS = {
    "ul": "li", "ol": "li", "dl": "dd", "table": "tr", "thead": "tr", "tbody": "tr",
    "tfoot": "tr", "tr": "td", "colgroup": None,
}  # fmt: skip
"""The element that wraps stray content, by parent."""

KNOWN = FLOW_ONLY | PHRASING | PARENTS.keys()

GLOBAL_ATTRIBUTES = frozenset({"class", "dir", "id", "lang", "title"})

ATTRIBUTES = {
    "a": frozenset({"href", "hreflang"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The pattern of a language tag."""

VALUES = {
    "colspan": r"[1-9]\d{0,2}", "rowspan": r"[1-9]\d{0,3}", "span": r"[1-9]\d{0,2}",
    "dir": r"ltr|rtl|auto", "height": r"\d+", "width": r"\d+", "reversed": r"reversed|",
    "scope": r"row|col|rowgroup|colgroup", "start": r"-?\d+", "value": r"-?\d+",
    "type": r"[1aAiI]", "lang": LANGUAGE,
    "hreflang": LANGUAGE,
    "datetime": r"\d{4}(-\d\d(-\d\d)?)?",
}  # fmt: skip
"""Patterns of valid attribute values; attributes with other values are removed."""

STYLES = frozenset({
    "font-style", "font-variant", "font-weight", "height", "margin-left", "max-width",
    "padding-left", "padding-right", "text-align", "text-decoration", "vertical-align", "width",
})  # fmt: skip
"""Properties that a ``style`` attribute may set; readers choose color, type size and typeface."""

ROLES = {
    "doc-backlink": frozenset({"a"}), "doc-biblioref": frozenset({"a"}),
    "doc-footnote": frozenset({"aside"}), "doc-noteref": frozenset({"a"}),
    "list": frozenset({"div", "ul"}), "listitem": frozenset({"div"}),
}  # fmt: skip
"""Roles in the translator's markup, and the elements that may have them."""

EPUB_TYPES = frozenset({"backlink", "footnote", "noteref"})

SVG_CASE = {
    name.lower(): name
    for name in re.findall(
        r"\w+",
        "attributeName baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode "
        "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix keyPoints keySplines "
        "keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth "
        "maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform "
        "patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio "
        "primitiveUnits refX refY repeatCount repeatDur specularConstant specularExponent "
        "spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage "
        "tableValues targetX targetY textLength viewBox xChannelSelector yChannelSelector "
        "clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
        "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB "
        "feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset "
        "fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject "
        "linearGradient radialGradient textPath",
    )
}
"""SVG names by their lower-case form; an HTML parser lower-cases all names."""
