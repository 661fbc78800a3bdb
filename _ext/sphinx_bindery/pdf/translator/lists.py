"""Visitors of lists."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator, children_of, is_right_to_left
from sphinx_bindery.pdf.translator.block_lengths import around, is_short
from sphinx_bindery.pdf.typst.escape import breakable, broken_string, narrow, string

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


_SHORT = 6
"""The number of lines up to which a list is not broken."""
_WIDTH = 66
"""The characters on a line."""


def _begins_with_text(children: Sequence[nodes.Node]) -> bool:
    shown = (child for child in children if not isinstance(child, nodes.Invisible))
    return isinstance(next(shown, None), nodes.paragraph)


def _is_right_to_left(node: nodes.Element) -> bool:
    """Return whether each item of a list begins with right-to-left text.

    Lists with classes, such as those of posts, have texts of the book's language beside the titles.
    """
    texts = filter(None, (item.astext().strip() for item in node.children))
    return not node.get("classes") and all(map(is_right_to_left, texts))


def _is_short(node: nodes.Element) -> bool:
    """Return whether a list in the text of a section has few lines, so that it is not broken."""
    return isinstance(node.parent, nodes.section) and is_short([node], _WIDTH, _SHORT)


class Lists(BaseTranslator):
    """Bullet, enumerated, definition, field, option and production lists."""

    def _list(self, node: nodes.Element, call: str) -> None:
        """Open a list; in right-to-left text its markers are on the right."""
        direction = self.direction_of(node)
        if direction == "right-to-left" and not _is_right_to_left(node):
            direction = ""
        opening, closing = (f"#{direction}({call}", "));") if direction else (f"#{call}", ");")
        before, after = around(is_whole=_is_short(node))
        self.block(node, f"{self.anchors_of(node)}{before}{opening}", f"{closing}{after}\n\n")

    @staticmethod
    def _tight(node: nodes.Element) -> str:
        loose = any(
            sum(not isinstance(c, nodes.Invisible | nodes.Sequential) for c in item.children) > 1
            for item in node.children
            if isinstance(item, nodes.Element)
        )
        return f"tight: {'false' if loose else 'true'}"

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        items = [item for item in node.children if isinstance(item, nodes.Element)]
        tasks = all("task-list-item" in item["classes"] for item in items)
        marker = ", marker: none" if tasks else ""
        self._list(node, f"list({self._tight(node)}{marker}, ")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        numbering = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        pattern = node.get("prefix", "") + numbering + (node.get("suffix") or ".")
        self._list(
            node,
            f"enum({self._tight(node)}, start: {node.get('start', 1)}, "
            f"numbering: {string(pattern)}, ",
        )

    def _item(self, node: nodes.Element) -> None:
        self.enclose(node, f"[{self.anchors_of(node)}", "], ")

    visit_list_item = visit_field_name = _item

    # -- definitions --------------------------------------------------------------------------

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        opening = f"{self.anchors_of(node)}#definitions({self.classes(node)}, "
        self.block(node, opening, ");\n\n")

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        terms: list[str] = []
        for child in node.children:
            if isinstance(child, nodes.term):
                terms.append(self.anchors_of(child) + self.rendered(child.children))
            elif isinstance(child, nodes.classifier) and terms:
                terms[-1] += f" #classifier[{self.rendered(child.children)}];"
        definitions = children_of(node, nodes.definition)
        children = [child for definition in definitions for child in definition.children]
        anchors = "".join(self.anchors_of(definition) for definition in definitions)
        text = anchors + self._below_term(children)
        self.write(f"terms.item([{', '.join(terms)}], [{text}]), ")
        raise nodes.SkipNode

    def _below_term(self, children: Sequence[nodes.Node]) -> str:
        """Return the markup of a definition.

        A line break rather than a new paragraph follows the term, so that no page break separates
        the two.
        """
        text = self.rendered(children).strip()
        return ("#linebreak();" if _begins_with_text(children) else "\n\n") + text

    # -- fields and options -------------------------------------------------------------------

    def _terms(self, function: str, node: nodes.Element) -> None:
        self.block(node, f"{self.anchors_of(node)}#{function}(", ");\n\n")

    def _term(self, node: nodes.Element) -> None:
        self.enclose(node, "terms.item(", "), ")

    visit_field_list = partialmethod(_terms, "field-list")
    visit_option_list = partialmethod(_terms, "option-list")
    visit_field = visit_option_list_item = _term

    def visit_field_body(self, node: nodes.field_body) -> None:
        text = self.rendered(node.children).strip()
        gap = "" if _begins_with_text(node.children) else "\n\n"
        self.write(f"[{self.anchors_of(node)}{gap}{text}], ")
        raise nodes.SkipNode

    def visit_option_group(self, node: nodes.option_group) -> None:
        options = ", ".join(option.astext() for option in node.children)
        shown = narrow(breakable(options), self.longest_word)
        self.write(f"[#{broken_string(shown, 'raw')};], ")
        raise nodes.SkipNode

    def visit_description(self, node: nodes.description) -> None:
        self.write(f"[{self._below_term(node.children)}], ")
        raise nodes.SkipNode

    visit_productionlist = partialmethod(BaseTranslator.call, "productions")

    def visit_production(self, node: nodes.Element) -> None:
        self.preformatted += 1
        self.plain_block(node)

    def depart_production(self, node: nodes.Element) -> None:
        self.preformatted -= 1
        self.close(node)
