"""Estimates of how many lines a block takes, to keep short ones on one page."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDENT = 4
"""The width that a list takes from its text, in characters."""
_NARROWEST = 4
_CONTAINERS = (nodes.list_item, nodes.definition_list_item, nodes.definition, nodes.compound)
_LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
_TEXTS = (nodes.paragraph, nodes.title, nodes.term, nodes.rubric)


def estimated_lines(blocks: Iterable[nodes.Node], width: int) -> int | None:
    """Return about how many lines blocks take, None if one of them has no known height.

    Args:
        blocks: Nodes of block-level text.
        width: The characters that fit on a line.
    """
    total = 0
    for block in blocks:
        lines = _lines(block, max(width, _NARROWEST))
        if lines is None:
            return None
        total += lines
    return total


def is_short(blocks: Iterable[nodes.Node], width: int, most: int) -> bool:
    """Return whether blocks take about ``most`` lines or fewer; False if that is not known."""
    lines = estimated_lines(blocks, width)
    return lines is not None and lines <= most


def around(*, is_whole: bool) -> tuple[str, str]:
    """Return the Typst code before and after a block, which keeps it on one page if it is whole."""
    return ("#whole[", "];") if is_whole else ("", "")


def _lines(block: nodes.Node, width: int) -> int | None:
    if isinstance(block, nodes.Invisible):
        return 0
    if isinstance(block, nodes.literal_block | nodes.doctest_block):
        return sum(1 + len(line) // width for line in block.astext().splitlines())
    if isinstance(block, _TEXTS):
        has_tall_part = any(True for _ in block.findall(nodes.image))
        return None if has_tall_part else max(1, ceil(len(block.astext()) / width))
    if isinstance(block, _LISTS):
        return estimated_lines(block.children, width - _INDENT)
    if isinstance(block, _CONTAINERS):
        return estimated_lines(block.children, width)
    return None
