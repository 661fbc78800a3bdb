"""Line ends in source text between Chinese or Japanese characters, where a space would be wrong.

Browsers, reading systems and Typst render a line end as a space. Few of them implement the rule of
CSS (https://www.w3.org/TR/css-text-3/#line-break-transform).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")
_AMBIGUOUS = frozenset("\u2018\u2019\u201c\u201d\u2014\u2026\u00b7")
"""Punctuation that is wide in Chinese and narrow in other languages."""
_EMOJI = range(0x1F000, 0x20000)
_NO_CHARACTER = "\ufffc"
"""The object replacement character, in place of nodes without text."""


class WideLineJoins(SphinxTransform):
    """Transform that removes such line ends from the text of a document."""

    default_priority: ClassVar[int] = 846  # after translations and substitutions

    def apply(self, **_kwargs: object) -> None:
        """Remove the line ends from all paragraphs and other texts."""
        if self.document.astext().isascii():
            return
        for element in list(self.document.findall(nodes.TextElement)):
            is_outer = not isinstance(element.parent, nodes.TextElement)
            if is_outer and not isinstance(element, nodes.FixedTextElement):
                _join_lines(element)


def _join_lines(element: nodes.TextElement) -> None:
    leaves = list(_leaves(element))
    whole = "".join(text for _node, text in leaves)
    if "\n" not in whole or whole.isascii():
        return
    removed = {
        place
        for start, end in (found.span() for found in _LINE_END.finditer(whole))
        if _is_join(whole[max(start - 1, 0) : start], whole[end : end + 1])
        for place in range(start, end)
    }
    if not removed:
        return
    kept: dict[int, str] = {}
    start = 0
    for node, text in leaves:
        places = enumerate(text, start)
        kept[id(node)] = "".join(letter for place, letter in places if place not in removed)
        start += len(text)
    _replace_texts(element, kept)


def _replace_texts(element: nodes.Element, texts: Mapping[int, str]) -> None:
    """Replace texts in an element, by their ids, as docutils finds the first of equal texts."""
    for index, child in enumerate(element.children):
        if isinstance(child, nodes.Element):
            _replace_texts(child, texts)
        elif isinstance(child, nodes.Text) and texts.get(id(child), child) != child:
            element[index] = nodes.Text(texts[id(child)])


def _leaves(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield the texts in a node; tags of raw HTML, which are no text, are left out."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child, str(child)
        elif isinstance(child, nodes.raw | nodes.Invisible):
            continue
        elif isinstance(child, nodes.literal | nodes.math):
            yield child, child.astext().strip() or _NO_CHARACTER
        elif child.children:
            yield from _leaves(child)
        elif not isinstance(child, nodes.target):
            yield child, _NO_CHARACTER


def _is_join(before: str, after: str) -> bool:
    """Return whether no space belongs between the characters before and after a line end."""
    wide = [_is_wide(character) for character in (before, after)]
    return all(wide) or (any(wide) and bool({before, after} & _AMBIGUOUS))


def _is_wide(character: str) -> bool:
    """Return whether a character belongs to Chinese or Japanese text; Korean text has spaces."""
    return (
        unicodedata.east_asian_width(character or " ") in {"W", "F", "H"}
        and ord(character) not in _EMOJI
        and not unicodedata.name(character, "").startswith("HANGUL")
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(WideLineJoins)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
