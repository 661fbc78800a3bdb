"""The places of warnings about nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes


def with_line(node: nodes.Node) -> nodes.Node:
    """Return the innermost node around a node whose line is known; inline nodes may have none."""
    place = node
    while not place.line and place.parent:
        place = place.parent
    return place if place.line else node
