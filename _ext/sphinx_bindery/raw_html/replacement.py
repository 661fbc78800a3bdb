"""The raw HTML of a document replaced by nodes that every writer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.blocks import read_blocks
from sphinx_bindery.raw_html.inline import Reading
from sphinx_bindery.raw_html.inline_tags import is_tag, pair_tags

if TYPE_CHECKING:
    from collections.abc import Callable


def replace_html(
    document: nodes.Element,
    *,
    picture: Callable[[str], str | None],
    warn: Callable[[str, nodes.Node], None],
) -> None:
    """Replace the raw HTML in a document, after its images were found.

    Args:
        document: a resolved document, or a part of one; it is changed.
        picture: returns the address of a picture's file from what the HTML says of it.
        warn: tells of what is not understood, at a node.
    """
    reading = Reading(picture, warn)
    found = [node for node in document.findall(nodes.raw) if is_tag(node)]
    for parent in {id(node.parent): node.parent for node in found}.values():
        if isinstance(parent, nodes.TextElement):
            pair_tags(parent, reading)
    for node in found:
        parent = node.parent
        if parent is None or isinstance(parent, nodes.TextElement) or node not in parent.children:
            continue
        reading.at(node)
        parent.replace(node, read_blocks(node.astext(), reading))
