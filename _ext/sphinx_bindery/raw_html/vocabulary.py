"""HTML elements by their conversion (https://html.spec.whatwg.org/#elements-3)."""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.ruby import ruby, ruby_text

STYLED: dict[str, tuple[type[nodes.TextElement], str]] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), (nodes.emphasis, "")),
    **dict.fromkeys(("strong", "b"), (nodes.strong, "")),
    "ruby": (ruby, ""),
    "rt": (ruby_text, ""),
    "sub": (nodes.subscript, ""),
    "sup": (nodes.superscript, ""),
    "kbd": (nodes.inline, "kbd"),
    **dict.fromkeys(("del", "s", "strike"), (nodes.inline, "strike")),
    **dict.fromkeys(("u", "ins"), (nodes.inline, "underline")),
}
"""Inline elements that become a docutils node, and the node's class attribute."""

CODE = frozenset({"code", "samp", "tt"})
QUOTATION = {"q": ("\u201c", "\u201d")}

PLAIN = frozenset({
    "abbr", "acronym", "bdi", "bdo", "big", "data", "font", "label", "mark", "nobr", "rb",
    "rtc", "small", "span", "time",
})  # fmt: skip
"""Inline elements that are replaced by their content."""

INLINE_CHILD, BLOCK_CHILD = "x-inline-child", "x-block-child"
"""Tags that stand for docutils nodes in HTML, with the index of the node in ``value``."""

INLINE = frozenset(
    {*STYLED, *CODE, *QUOTATION, *PLAIN, INLINE_CHILD}
    | {"a", "br", "img", "wbr", "input", "picture"}
)

SECTIONING = frozenset({
    "address", "article", "aside", "body", "center", "details", "div", "fieldset",
    "figcaption", "footer", "form", "header", "hgroup", "html", "main", "nav", "section",
    "tbody", "td", "th", "li", "dt", "dd", "caption", "legend", "search", "menu", "tr",
    "thead", "tfoot",
})  # fmt: skip
"""Elements with block-level content, among them those whose required parent may be missing."""

TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})

EMBEDDED = {
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "source": "src",
}
"""Elements with embedded content, and the attribute with its address."""

SILENT = frozenset({
    "script", "style", "template", "noscript", "head", "meta", "link", "title", "base", "col",
    "colgroup", "track", "param", "map", "area", "datalist", "source", "rp",
})  # fmt: skip
"""Elements without printed content."""

DRAWINGS = frozenset({"svg", "canvas"})
"""Elements of drawings, which are left out with their text."""

VOID = frozenset({"br", "img", "wbr", "input", "hr", "embed", "source", "track", "meta", "link"})
