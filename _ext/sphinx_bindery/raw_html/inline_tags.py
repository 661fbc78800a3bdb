"""Inline tags: MyST makes a raw node of each start tag and end tag between other inline nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes
from lxml import html as lxml_html

from sphinx_bindery.raw_html.inline import inline_node, tag_name, unsupported
from sphinx_bindery.raw_html.vocabulary import EMBEDDED, INLINE, SILENT, VOID

if TYPE_CHECKING:
    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import HtmlConverter

_TAG = re.compile(r"\s*<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*)")
_COMMENT = re.compile(r"\s*<[!?]")


@dataclass(slots=True)
class _Open:
    """An element whose end tag has not been read yet."""

    name: str
    element: _Element | None
    children: list[nodes.Node] = field(default_factory=list)


def pair_tags(parent: nodes.TextElement, converter: HtmlConverter) -> None:
    """Replace the raw tags among the children of ``parent`` by nodes around their content."""
    stack = [_Open("", None)]
    for child in parent.children:
        if is_html(child):
            converter.start(child)
            _read_tag(stack, child, converter)
        else:
            stack[-1].children.append(child)
    while len(stack) > 1:
        _close_unfinished(stack, converter)
    # extend() sets the parent of each child.
    children = stack[0].children
    parent.children = []
    parent.extend(children)


def is_html(node: nodes.Node) -> bool:
    """Return whether a node is raw HTML."""
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def _read_tag(stack: list[_Open], node: nodes.Node, converter: HtmlConverter) -> None:
    text = node.astext()
    tag = _TAG.match(text)
    if tag is None:
        if not _COMMENT.match(text):
            stack[-1].children.append(nodes.Text(text))
        return
    name = tag["name"].lower()
    if tag["end"]:
        _close(stack, name, converter)
    elif name == "br" or (name == "input" and "task-list-item-checkbox" in text):
        stack[-1].children.append(node)
    else:
        element = lxml_html.fragment_fromstring(text, create_parent="div")
        if len(element) != 1 or element[0].tag != name:
            converter.warn_once(unsupported(name))
        elif name == "source" and (player := stack[-1].element) is not None:
            player.append(element[0])
        elif name in VOID:
            stack[-1].children.extend(converter.inline_element(element[0]))
        else:
            if name not in INLINE | SILENT | EMBEDDED.keys():
                converter.warn_once(
                    f"<{name}>: this HTML element is inside a line of text, so only its text is "
                    "printed; write it on lines of its own"
                )
            stack.append(_Open(name, element[0]))


def _close(stack: list[_Open], name: str, converter: HtmlConverter) -> None:
    if not any(opened.name == name for opened in stack[1:]):
        return
    while stack[-1].name != name:
        _close_unfinished(stack, converter)
    opened = stack.pop()
    if opened.element is None or name in SILENT:
        return
    if name in EMBEDDED and _has_address(opened.element):
        stack[-1].children.extend(converter.embedded(opened.element))
    else:
        stack[-1].children.extend(
            inline_node(opened.element, opened.children, converter, len(stack))
        )


def _has_address(element: _Element) -> bool:
    """Return whether a player or a frame has the address of its content, to link to."""
    sources = [element, *element.iterchildren("source")]
    return any(source.get(EMBEDDED[tag_name(source)]) for source in sources)


def _close_unfinished(stack: list[_Open], converter: HtmlConverter) -> None:
    """Move the children of an element without an end tag to the element around it."""
    opened = stack.pop()
    if opened.name in EMBEDDED and opened.element is not None and _has_address(opened.element):
        stack[-1].children.extend(converter.embedded(opened.element))
    stack[-1].children.extend(opened.children)
