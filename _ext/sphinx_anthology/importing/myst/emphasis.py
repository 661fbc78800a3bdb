"""The text beside emphasis, on which its delimiters depend."""

from __future__ import annotations

from bs4.element import NavigableString


def is_beside_word(sibling: object, index: int) -> bool:
    """Return whether the text beside an element has a letter or digit next to it.

    Args:
        sibling: The node beside the element.
        index: The position of the adjacent character: 0 or -1.
    """
    text = str(sibling) if isinstance(sibling, NavigableString) else ""
    return bool(text) and text[index].isalnum()
