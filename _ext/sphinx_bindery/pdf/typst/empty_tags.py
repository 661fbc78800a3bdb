"""Empty labels and bodies of list items in the tags of the PDF that Typst wrote.

Typst tags the marker of an item that has none. It puts a list in an item beside the item, so that
the body of an item that is a list alone is empty. A screen reader would announce both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    import pikepdf


def mend_empty_tags(pdf: pikepdf.Pdf) -> int:
    """Remove empty labels, and put lists into empty bodies; return the number of changes."""
    empty = [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary)
        and item.get("/S") in (Name.Lbl, Name.LBody)
        and not _children(item)
        and not {"/Alt", "/ActualText"} & set(item.keys())
    ]
    return sum(map(_mend, empty))


def _mend(element: pikepdf.Dictionary) -> bool:
    item: pikepdf.Object = element.P
    if Name.Lbl == element.S:
        _remove(element)
        return True
    siblings = _children(item.P)
    after = siblings[siblings.index(item) + 1 :]
    if not after or after[0].get("/S") != Name.L:
        return False
    _remove(after[0])
    after[0].P = element
    element.K = Array([after[0]])
    return True


def _remove(element: pikepdf.Object) -> None:
    parent = element.P
    parent.K = Array([child for child in _children(parent) if child != element])


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    children = element.get("/K", Array())
    return [*children] if isinstance(children, Array) else [children]
