"""Text after inline elements, put into ``Span`` elements in the PDF that Typst wrote.

Typst tags a link or an emphasis, and puts the text around it directly into the paragraph. Programs
that take the text of an element before that of the elements in it read such a paragraph out of
order. A ``Span`` around the text that follows an inline element keeps it in place; it has no other
meaning (ISO 32000-1, 14.8.4.4).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, NumberTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

_FEWEST = 2
"""The fewest children of an element with text after another element."""


def add_text_spans(pdf: pikepdf.Pdf) -> int:
    """Add the spans to a tagged PDF; return their number."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return 0
    parents = NumberTree(root.ParentTree)
    elements = [item for item in pdf.objects if isinstance(item, Dictionary) and "/S" in item]
    return sum(_add_spans(pdf, element, parents) for element in elements)


def _add_spans(pdf: pikepdf.Pdf, element: pikepdf.Dictionary, parents: NumberTree) -> int:
    """Put each text after the first child element into a span; return the number of spans."""
    children: Any = element.get("/K")
    if not isinstance(children, Array) or len(children) < _FEWEST:
        return 0
    changed: list[Any] = []
    added = 0
    has_element = False
    for page, run in _runs(children, element):
        if page is None:
            has_element = has_element or any("/S" in child for child in run)
            changed += run
        elif not has_element:
            changed += run
        else:
            numbers = [child if isinstance(child, int) else int(child.MCID) for child in run]
            span = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.Span, P=element, Pg=page, K=Array(numbers))
            )
            owners = parents[int(page.StructParents)]
            for number in numbers:
                owners[number] = span
            changed.append(span)
            added += 1
    if added:
        element.K = Array(changed)
    return added


def _runs(children: pikepdf.Array, element: pikepdf.Dictionary) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the runs of texts with their page, and those of other children without one.

    A text is its number on the page of the element, or a reference to one on another page.
    """

    def page_of(child: Any) -> object:  # noqa: ANN401
        if isinstance(child, int):
            return (0, 0)
        if "/MCID" in child and "/Pg" in child and "/Stm" not in child:
            return child.Pg.objgen
        return None

    for page, run in groupby(children, key=page_of):
        texts: list[Any] = [*run]
        if page is None:
            yield None, texts
        else:
            own = isinstance(texts[0], int)
            yield (element.Pg if own else texts[0].Pg), texts
