"""Empty labels and bodies of list items, removed from the tags of the PDF that Typst wrote.

Typst tags the marker of an item that has none, and the body of an item that is a list alone. A screen
reader would announce both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    import pikepdf

_KINDS = ("/Lbl", "/LBody")


def remove_empty_tags(pdf: pikepdf.Pdf) -> int:
    """Remove these elements; return their number."""
    empty = [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary)
        and item.get("/S") in _KINDS
        and not _children(item)
        and not {"/Alt", "/ActualText"} & set(item.keys())
    ]
    for element in empty:
        parent = element.P
        parent.K = Array([child for child in _children(parent) if child != element])
    return len(empty)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    children = element.get("/K", Array())
    return [*children] if isinstance(children, Array) else [children]
