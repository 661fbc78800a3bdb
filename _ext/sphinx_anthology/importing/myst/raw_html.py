"""HTML without a counterpart in MyST: only safe attributes are kept, and links are rewritten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

    from sphinx_anthology.importing.myst.rewriter import Rewriter

_ATTRIBUTES = frozenset({"colspan", "rowspan", "href", "alt", "title", "lang", "dir"})


def raw_html(element: Tag, rewriter: Rewriter) -> str:
    """Return an element as a block of HTML, without blank lines, which would end it."""
    for child in [element, *element.find_all(True)]:
        child.attrs = {
            name: value for name, value in child.attrs.items() if name in _ATTRIBUTES and value
        }
        if child.name == "img":
            child.name = "em"
            child.string = str(child.attrs.pop("alt", "") or "")
        if child.name == "a" and child.get("href"):
            child["href"] = rewriter.link(str(child["href"])) or "#"
    return re.sub(r"\n\s*\n", "\n", str(element))
