"""Removal of active content from HTML for other programs, such as feed readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from sphinx_bindery.common.addresses import is_safe, is_safe_image

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ACTIVE = frozenset(
    {"animate", "animatetransform", "applet", "base", "link", "meta", "script", "set"}
)
"""Elements that run a script, change an address, or concern the page as a whole."""
_LINKS = frozenset({"action", "cite", "formaction", "href", "longdesc", "ping", "xlink:href"})
_SVG = re.compile("data:image/svg", re.IGNORECASE)
_RESOURCES = frozenset({"background", "codebase", "data", "poster", "src"})


def remove_active_content(root: HtmlElement) -> None:
    """Remove scripts, forms, event handlers and unsafe addresses; the text of links stays.

    Args:
        root: The parsed HTML, which is changed.
    """
    for element in list(root.iterdescendants()):
        name = str(element.tag).lower() if isinstance(element.tag, str) else ""
        if name in _ACTIVE:
            cast("HtmlElement", element).drop_tree()
            continue
        if name == "form":
            cast("HtmlElement", element).drop_tag()
            continue
        for attribute, value in list(element.attrib.items()):
            if _is_active(str(attribute).lower(), str(value)):
                del element.attrib[attribute]


def _is_active(attribute: str, value: str) -> bool:
    if attribute in _LINKS | _RESOURCES:
        # an SVG that is opened as a page can run scripts, an image cannot
        is_image = is_safe_image(value) and (attribute in _RESOURCES or not _SVG.match(value))
        return not (is_safe(value) or is_image)
    return attribute.startswith("on") or attribute == "srcdoc"
