"""The parts in which a paragraph of thousands of inline elements is laid out."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_bindery.pdf.translator.blocks import MAX_LEAVES, paragraph_parts


@pytest.mark.parametrize(
    ("between", "codes", "lengths"),
    [
        (" ", 0, [0]),
        (" ", 3, [6]),
        (" ", MAX_LEAVES // 2, [MAX_LEAVES]),
        (",\n", MAX_LEAVES, [MAX_LEAVES, MAX_LEAVES]),
        (" ", MAX_LEAVES // 2 + 1, [MAX_LEAVES, 2]),
        (",", MAX_LEAVES + 1, [2 * MAX_LEAVES, 2]),
    ],
)
def test_paragraphs_are_split_at_white_space(between: str, codes: int, lengths: list[int]) -> None:
    children = [
        node for _ in range(codes) for node in (nodes.literal("", "x"), nodes.Text(between))
    ]
    parts = paragraph_parts(nodes.paragraph("", "", *children))
    assert [len(part) for part in parts] == lengths
    assert [node for part in parts for node in part] == children


def test_nested_elements_count() -> None:
    link = nodes.reference("", "", *(nodes.literal("", "x") for _ in range(10)))
    children = [node for _ in range(MAX_LEAVES // 5) for node in (link.deepcopy(), nodes.Text(" "))]
    parts = paragraph_parts(nodes.paragraph("", "", *children))
    assert len(parts) == 3
    assert [node for part in parts for node in part] == children
