"""The shape of frames, players and pictures whose width and height are in pixels.

On a page that is narrower, a browser reduces the width of a frame, but not its height. With an
aspect ratio in its style, it reduces both.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_bindery.common.site_files.raw_addresses import replace_attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

_ELEMENTS = frozenset({"embed", "iframe", "img", "object", "video"})
_HAS_ELEMENT = re.compile(f"<(?:{'|'.join(sorted(_ELEMENTS))})\\b", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*(?:!important)?\s*", re.IGNORECASE)


def keep_shapes(
    _app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after the feed content is cached: add aspect ratios."""
    body = context.get("body")
    if body and _HAS_ELEMENT.search(body):
        context["body"] = with_shapes(body)


def with_shapes(body: str) -> str:
    """Return the HTML of a page with aspect ratios of frames, players and pictures."""
    return replace_attributes(body, _style)


def _style(tag: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the style of an element with both sizes in pixels; nothing for any other."""
    if tag not in _ELEMENTS or "thumbnail" in attributes.get("class", "").split():
        return {}  # lists cut pictures to one shape
    style = attributes.get("style", "")
    width, height = (_pixels(name, style, attributes) for name in ("width", "height"))
    if not (width and height) or "aspect-ratio" in style:
        return {}
    before = f"{style.rstrip().removesuffix(';')}; " if style.strip() else ""
    return {"style": escape(f"{before}aspect-ratio: {width} / {height}; height: auto")}


def _pixels(name: str, style: str, attributes: Mapping[str, str]) -> str:
    """Return a size in pixels; empty if it has another unit or none is given."""
    declarations = (part.partition(":") for part in style.split(";"))
    declared = [value for key, _colon, value in declarations if key.strip().lower() == name]
    found = _PIXELS.fullmatch(declared[-1] if declared else attributes.get(name, ""))
    return found[1] if found and float(found[1]) else ""
