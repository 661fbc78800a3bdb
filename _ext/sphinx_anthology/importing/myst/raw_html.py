"""HTML without a counterpart in MyST, with new addresses and safe attributes alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.myst.players import PLAYERS, media_address

if TYPE_CHECKING:
    from bs4 import Tag

    from sphinx_anthology.importing.myst.rewriter import Rewriter

_ATTRIBUTES = frozenset({
    "colspan", "rowspan", "href", "src", "alt", "title", "lang", "dir", "width", "height",
})  # fmt: skip
_SIZES = re.compile(r"[1-9]\d{0,4}")


def raw_html(element: Tag, rewriter: Rewriter) -> str:
    """Return an element as a block of HTML, without blank lines, which would end it."""
    for child in [element, *element.find_all(True)]:
        _rewrite(child, rewriter)
    html = re.sub(r"<pre>.*?</pre>", _with_line_feeds, str(element), flags=re.DOTALL)
    return re.sub(r"\n\s*\n", "\n", html)


def _with_line_feeds(found: re.Match[str]) -> str:
    """Return preformatted text on one line of source, as a blank line would end the block."""
    return found[0].replace("\n", "&#10;")


def _rewrite(child: Tag, rewriter: Rewriter) -> None:
    if child.name in PLAYERS:
        _link(child, media_address(child), rewriter)
    elif child.name == "x-note":
        child.name, child.string = "sup", f"[{child.get('name')}]"
    elif child.name == "x-formula":
        child.name = "code"
    elif child.name == "img":
        address, alt = str(child.get("src") or "").strip(), str(child.get("alt") or "")
        if path := rewriter.picture(address) if address else "":
            child["src"], child["alt"] = path, alt
        else:
            _link(child, address, rewriter, alt or address.rstrip("/").rpartition("/")[2])
    elif child.name == "a":
        address = str(child.get("href") or "").strip()
        target = rewriter.html_link(address) if address and address[0] != "#" else ""
        if not target and child.parent is not None:
            child.unwrap()
        child["href"] = target
    child.attrs = {
        name: value
        for name, value in child.attrs.items()
        if name in _ATTRIBUTES
        and (value or name == "alt")
        and (name != "src" or child.name == "img")
        and (name not in {"width", "height"} or (child.name == "img" and _is_size(value)))
    }


def _is_size(value: object) -> bool:
    return bool(_SIZES.fullmatch(str(value)))


def _link(child: Tag, address: str, rewriter: Rewriter, words: str = "") -> None:
    """Make an element a link to an address, or its words where no link is possible."""
    target = "" if not address or child.find_parent("a") else rewriter.html_link(address)
    child.name, child.attrs = ("a", {"href": target}) if target else ("em", {})
    child.string = words or address
