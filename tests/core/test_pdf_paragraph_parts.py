"""The parts in which a paragraph of thousands of inline elements is laid out."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_bindery.pdf.translator.blocks import MAX_INLINE_NODES, paragraph_parts


@pytest.mark.parametrize(
    ("between", "codes", "lengths"),
    [
        (" ", 0, [0]),
        (" ", 3, [6]),
        (" ", MAX_INLINE_NODES // 2, [MAX_INLINE_NODES]),
        (",\n", MAX_INLINE_NODES, [MAX_INLINE_NODES, MAX_INLINE_NODES]),
        (" ", MAX_INLINE_NODES // 2 + 1, [MAX_INLINE_NODES, 2]),
        (",", MAX_INLINE_NODES + 1, [2 * MAX_INLINE_NODES, 2]),
    ],
)
def test_paragraphs_are_split_at_white_space(between: str, codes: int, lengths: list[int]) -> None:
    children = [
        node for _ in range(codes) for node in (nodes.literal("", "x"), nodes.Text(between))
    ]
    parts = paragraph_parts(nodes.paragraph("", "", *children))
    assert [len(part) for part in parts] == lengths
    assert [node for part in parts for node in part] == children
