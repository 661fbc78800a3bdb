"""Grids of pictures, which are printed side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = re.compile(r"sd-row-cols-md-(\d+)")
"""The class of sphinx-design for the columns on screens of medium width."""
_MOST_COLUMNS = 4
_LONGEST_CAPTION = 60
"""The characters of a text that is short enough for a narrow column."""


def grid_columns(node: nodes.Element) -> int:
    """Return the number of columns of a grid that has pictures and short captions alone, else 0."""
    found = next(filter(None, map(_COLUMNS.fullmatch, node.get("classes", ()))), None)
    items = node.children
    if found is None or not items or not all(map(_is_picture, items)):
        return 0
    columns = min(int(found[1]), len(items), _MOST_COLUMNS)
    return columns if columns > 1 else 0


def _is_picture(item: nodes.Node) -> bool:
    texts: Sequence[str] = [
        text.astext() for text in item.findall(nodes.Text) if not isinstance(text.parent, nodes.raw)
    ]
    has_picture = any(True for _ in item.findall(nodes.image))
    return has_picture and len("".join(texts)) <= _LONGEST_CAPTION
