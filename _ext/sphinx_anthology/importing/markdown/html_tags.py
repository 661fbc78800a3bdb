"""Tags of raw HTML in Markdown."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

TAG = re.compile(
    r"</(?P<end>[A-Za-z][A-Za-z0-9-]*)\s*>"
    r"|<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+[A-Za-z_:@][\w.:@-]*"
    r"(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*)\s*/?>"
)
"""A start or end tag of CommonMark (0.31, 6.6)."""

_ATTRIBUTE = re.compile(
    r"([A-Za-z_:@][\w.:@-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr"}
)  # fmt: skip
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "details", "dialog", "div", "dl",
     "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
     "html", "main", "nav", "ol", "pre", "section", "table", "tbody", "thead", "title", "ul"}
)  # fmt: skip
"""Elements that contain blocks and have an end tag."""

PHRASING = frozenset(
    {"a", "abbr", "acronym", "area", "audio", "b", "bdi", "bdo", "big", "br", "button", "canvas",
     "center", "cite", "code", "data", "datalist", "dd", "del", "dfn", "dt", "em", "embed",
     "figcaption", "font", "hr", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend",
     "li", "map", "mark", "math", "meter", "nobr", "object", "option", "output", "p", "param",
     "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "small",
     "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "td",
     "template", "textarea", "tfoot", "th", "time", "tr", "track", "tt", "u", "var", "video",
     "wbr"}
)  # fmt: skip
"""Other elements in the text of a block. A tag with an unknown name is shown as text."""

STRUCTURE = frozenset(
    {"base", "basefont", "caption", "col", "colgroup", "dir", "frame", "frameset", "hgroup", "link",
     "menu", "menuitem", "meta", "noframes", "noscript", "optgroup", "search"}
)  # fmt: skip
"""The remaining elements of HTML."""

_OPTIONAL_END = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "option"})


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a start tag, with names in lower case."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


class _Balance(HTMLParser):
    """A parser that matches start and end tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_balanced = True

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self.open and self.open[-1] != tag and self.open[-1] in _OPTIONAL_END:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.is_balanced = False


def is_balanced(html: str) -> bool:
    """Return whether the start and end tags in a fragment of HTML match."""
    parser = _Balance()
    parser.feed(html)
    parser.close()
    return parser.is_balanced and all(tag in _OPTIONAL_END for tag in parser.open)
