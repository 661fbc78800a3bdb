"""Grids and rows of pictures, which are printed side by side."""

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


def sole_pictures(paragraph: nodes.paragraph) -> list[nodes.Element]:
    """Return the pictures, with their links, of a paragraph of pictures alone.

    Empty if there is one picture, or one that has a size of its own.
    """
    parts = [child for child in paragraph.children if child.astext().strip() or not _is_text(child)]
    pictures = [part for part in parts if isinstance(part, nodes.Element)]
    is_gallery = len(parts) > 1 and len(parts) == len(pictures) and all(map(_is_unsized, pictures))
    return pictures if is_gallery and isinstance(paragraph.parent, nodes.section) else []


def columns_of_row(count: int) -> int:
    """Return the number of upright pictures side by side: two or three, if none is left over."""
    return 2 if count % 3 == 1 else min(count, 3)


def image_in(picture: nodes.Element) -> nodes.image | None:
    """Return an image, or that of a link with nothing else, None for other nodes."""
    inner: nodes.Node = picture
    if isinstance(picture, nodes.reference) and len(picture.children) == 1:
        inner = picture.children[0]
    return inner if isinstance(inner, nodes.image) else None


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text)


def _is_unsized(picture: nodes.Element) -> bool:
    image = image_in(picture)
    return image is not None and not any(image.get(key) for key in ("width", "height", "scale"))
