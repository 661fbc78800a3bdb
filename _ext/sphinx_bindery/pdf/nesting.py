"""Nesting of blocks and styles, limited to what Typst can lay out.

Typst counts nested layout and show rules together, and stops at 64
(https://github.com/typst/typst/blob/v0.15.0/crates/typst-library/src/engine.rs, ``Route``). What is
nested deeper is printed at the last level that fits: items join the list around them, other blocks
leave their content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx import addnodes
from sphinx_bindery.pdf.translator.base import children_of
from sphinx_bindery.pdf.typst.source_map import location, warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIMIT = 42
"""The levels of Typst that nested blocks may use; the rest is for what they contain."""
LIST_LIMIT = 46
"""The same for lists: one fits into any block."""
STYLE_LIMIT = 54
"""The same for blocks and the nested styles in their text."""

_LISTS = (nodes.bullet_list, nodes.enumerated_list)
_LEVELS: tuple[tuple[int, tuple[type, ...]], ...] = (
    (8, (nodes.option_list,)),
    (7, (nodes.table, nodes.definition_list)),
    (6, (nodes.block_quote, nodes.field_list, nodes.figure)),
    (5, (addnodes.desc, addnodes.hlist)),
    (4, (nodes.Admonition, nodes.topic, nodes.sidebar, nodes.footnote, nodes.citation)),
    (3, _LISTS),
    (2, (nodes.container, nodes.line_block, addnodes.versionmodified, nodes.reference)),
    (1, (nodes.Inline,)),
)
"""The levels that the template uses for each node, as measured."""
_KEPT = (nodes.footnote, nodes.citation, nodes.image, nodes.raw, nodes.math, nodes.literal)
"""Nodes that are never flattened."""
_CLASSED_QUOTE = 9
"""The levels of a block quote with classes, such as an epigraph."""


def limit_nesting(document: nodes.document) -> None:
    """Flatten what is nested too deep in a resolved document, with a warning for each place."""
    for section in document.children:
        if isinstance(section, nodes.Element):
            _Limiter().fit(section, 0)


@dataclass(slots=True)
class _Limiter:
    """The flattening of one tree.

    Attributes:
        is_in_item: Whether the innermost block that uses a level is a list.
        is_flat: Whether the nodes are inside one that was flattened, and reported.
    """

    is_in_item: bool = False
    is_flat: bool = False

    def fit(self, node: nodes.Element, used: int) -> None:
        """Flatten descendants of a node that do not fit.

        Args:
            node: The node; it is changed.
            used: The levels that the node and its ancestors use.
        """
        if all(isinstance(child, nodes.Text) for child in node.children):
            return
        found = [new for child in node.children for new in self._placed(child, used)]
        if isinstance(node, _LISTS):
            found = [item for child in found for item in _separate_items(child)]
        if len(found) != len(node.children) or any(
            new is not old for new, old in zip(found, node.children, strict=True)
        ):
            node.children = []
            node.extend(found)

    def _placed(self, node: nodes.Node, used: int) -> list[nodes.Node]:
        """Return a node, with its descendants flattened, if it fits; else its replacement."""
        if not isinstance(node, nodes.Element):
            return [node]
        levels = _levels(node)
        if levels and used + levels > _limit(node) and not isinstance(node, _KEPT):
            is_list = isinstance(node, _LISTS)
            if self.is_in_item or not is_list:
                return self._flattened(node, used)
        outer = self.is_in_item
        if levels:
            self.is_in_item = isinstance(node, _LISTS)
        self.fit(node, used + levels)
        self.is_in_item = outer
        return [node]

    def _flattened(self, node: nodes.Element, used: int) -> list[nodes.Node]:
        outer = self.is_flat
        if not outer:
            warn(
                f"nesting: {node.tagname.replace('_', ' ')} is nested too deep for the PDF, so it "
                "is printed at the level around it; nest less",
                location(next((part for part in node.findall() if part.line), node)),
            )
        self.is_flat = True
        pieces = [*_content(node)]
        first = next((piece for piece in pieces if isinstance(piece, nodes.Element)), None)
        if first is not None:
            first["ids"] = [*node["ids"], *first["ids"]]
        found = [new for piece in pieces for new in self._placed(piece, used)]
        self.is_flat = outer
        return found


def _levels(node: nodes.Element) -> int:
    if isinstance(node, nodes.block_quote) and node.get("classes"):
        return _CLASSED_QUOTE
    return next((levels for levels, kinds in _LEVELS if isinstance(node, kinds)), 0)


def _limit(node: nodes.Element) -> int:
    if isinstance(node, _LISTS):
        return LIST_LIMIT
    return STYLE_LIMIT if isinstance(node, nodes.Inline) else LIMIT


def _separate_items(item: nodes.Node) -> Iterator[nodes.Node]:
    """Yield an item of a list, and after it the items of flattened lists in it."""
    if not isinstance(item, nodes.Element):
        yield item
        return
    rest: list[nodes.Node] = []
    kept = item
    children, item.children = item.children, []
    for child in children:
        if isinstance(child, nodes.list_item):
            kept.extend(rest)
            if kept.children:
                yield kept
            yield from _separate_items(child)
            kept, rest = nodes.list_item(), []
        else:
            rest.append(child)
    kept.extend(rest)
    if kept.children or not children:
        yield kept


# -- the content of a flattened node -----------------------------------------------------------


def _content(node: nodes.Element) -> Iterator[nodes.Node]:
    """Yield the nodes that replace a node, in reading order."""
    for child in _with_label(node):
        if isinstance(child, nodes.attribution):
            yield nodes.paragraph("", "— ", *child.children)
        elif isinstance(child, nodes.title | nodes.term | nodes.classifier | nodes.field_name):
            yield nodes.paragraph("", "", nodes.strong("", "", *child.children))
        elif isinstance(child, nodes.caption):
            yield nodes.paragraph("", "", *child.children)
        elif isinstance(child, nodes.option_group):
            options = ", ".join(option.astext() for option in child.children)
            yield nodes.paragraph("", "", nodes.literal(options, options))
        elif isinstance(child, _TRANSPARENT):
            yield from _content(child)
        elif not isinstance(child, nodes.colspec):
            yield child


_TRANSPARENT = (
    nodes.definition_list_item, nodes.definition, nodes.field, nodes.field_body,
    nodes.option_list_item, nodes.description, nodes.legend, nodes.tgroup, nodes.thead, nodes.tbody,
    nodes.row, nodes.entry, addnodes.desc_content, addnodes.hlistcol,
)  # fmt: skip


def _with_label(node: nodes.Element) -> Sequence[nodes.Node]:
    """Return the children of a node; for an admonition without a title, also its label."""
    is_labeled = isinstance(node, nodes.Admonition) and not isinstance(node, nodes.TextElement)
    if is_labeled and not children_of(node, nodes.title):
        label = str(admonitionlabels.get(node.tagname, node.tagname.title()))
        return [nodes.title("", label), *node.children]
    return node.children
