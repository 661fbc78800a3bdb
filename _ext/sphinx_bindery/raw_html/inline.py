"""Conversion of inline HTML to docutils nodes, and helpers for all elements.

The content of an unsupported element is kept, with a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import TYPE_CHECKING

from docutils import nodes
from lxml import html as lxml_html

from sphinx_bindery.raw_html.vocabulary import (
    BLOCK_CHILD,
    CODE,
    DRAWINGS,
    EMBEDDED,
    INLINE,
    INLINE_CHILD,
    QUOTATION,
    SECTIONING,
    SILENT,
    STYLED,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

MAX_DEPTH = 40
"""The greatest depth of nested styles; Typst's parser has a limit."""

_LENGTH = re.compile(r"\s*(\d{1,4}(?:\.\d+)?)\s*(px|%)?\s*")


@dataclass(slots=True)
class HtmlConverter:
    """Converter of the raw HTML of one document.

    Attributes:
        resolve_image: Returns the path of an image for a ``src`` attribute, None without a file.
        warn: Logs a warning at a node.
        children: The nodes that the tags ``INLINE_CHILD`` and ``BLOCK_CHILD`` stand for.
        is_generated: Whether an extension has written the HTML. Then unknown elements give no
            warnings, since the author cannot change them.
    """

    resolve_image: Callable[[str], str | None]
    warn: Callable[[str, nodes.Node], None]
    children: Sequence[nodes.Node] = ()
    is_generated: bool = False
    _raw: nodes.Node | None = None
    _warned: set[str] = field(default_factory=set)

    def start(self, node: nodes.Node) -> None:
        """Set the raw node that is converted next, at which warnings are logged."""
        self._raw = node
        self._warned.clear()

    def warn_once(self, message: str) -> None:
        """Warn, once for each message and piece of HTML."""
        if message not in self._warned and self._raw is not None:
            self._warned.add(message)
            self.warn(message, self._raw)

    def with_source(self, node: nodes.Element) -> nodes.Element:
        """Return ``node`` with the source location of the raw HTML."""
        if self._raw is not None:
            node.source, node.line = self._raw.source, self._raw.line
        return node

    def inline_element(self, element: _Element, depth: int = 0) -> list[nodes.Node]:
        """Convert an inline element to nodes."""
        name = tag_name(element)
        if name in {INLINE_CHILD, BLOCK_CHILD}:
            return self.child(element)
        if name == "br":
            return [nodes.raw("", "<br>", format="html")]
        if name == "img":
            return self.image(element)
        if name in EMBEDDED and name not in SILENT:
            return self.embedded(element)
        if name in SILENT or name == "wbr":
            return []
        if name not in INLINE | SECTIONING | TITLES:
            self.warn_unknown(element)
        if name in DRAWINGS:
            return []
        return inline_node(element, self.inline_content(element, depth + 1), self, depth)

    def child(self, element: _Element) -> list[nodes.Node]:
        """Return the node that a tag stands for, in a list; it is empty for a tag by an author."""
        number = element.get("value") or ""
        if number.isdecimal() and int(number) < len(self.children):
            return [self.children[int(number)]]
        return []

    def inline_html(self, text: str) -> list[nodes.Node]:
        """Convert a piece of HTML to inline nodes."""
        return self.inline_content(lxml_html.fragment_fromstring(text, create_parent="div"))

    def inline_content(self, element: _Element, depth: int = 0) -> list[nodes.Node]:
        """Convert the content of an element to inline nodes."""
        found: list[nodes.Node] = []
        for piece in child_pieces(element):
            if isinstance(piece, str):
                found.append(nodes.Text(piece))
            else:
                found += self.inline_element(piece, depth)
        return found

    def image(self, element: _Element) -> list[nodes.Node]:
        """Convert an ``img`` element to an image, or to its alternative text if it has no file."""
        address = (element.get("src") or "").strip()
        alternative = element.get("alt") or ""
        if not address:
            return [nodes.Text(alternative)] if alternative else []
        path = self.resolve_image(address) or (address if "://" in address else None)
        if path is None:
            self.warn_once(
                f"{shortened_repr(address)}: there is no such image in the source folder, so its "
                "alternative text is printed; write the path of an image"
            )
            return [nodes.Text(alternative)]
        image = nodes.image(uri=path, alt=alternative)
        for side in ("width", "height"):
            if match := _LENGTH.fullmatch(element.get(side) or ""):
                image[side] = match[1] + (match[2] or "")
        return [self.with_source(image)]

    def embedded(self, element: _Element) -> list[nodes.Node]:
        """Convert an element with embedded content to a link to the content."""
        name = tag_name(element)
        sources = [element, *element.iterchildren("source")]
        found = (source.get(EMBEDDED[tag_name(source)]) for source in sources)
        address = next((address.strip() for address in found if address), "")
        text_content = "".join(map(str, element.itertext())).strip()
        if not address:
            self.warn_unknown(element)
            return [nodes.Text(text_content)] if text_content else []
        address = f"https:{address}" if address.startswith("//") else address
        if name == "object" and "://" not in address and (path := self.resolve_image(address)):
            return [self.with_source(nodes.image(uri=path, alt=text_content))]
        text = (element.get("title") or "").strip() or (text_content if name == "object" else "")
        return [nodes.reference("", text or address, refuri=address)]

    def warn_unknown(self, element: _Element) -> None:
        """Warn about an element that has no conversion."""
        name = tag_name(element)
        if name not in DRAWINGS:
            if self.is_generated:
                return
            self.warn_once(unsupported(name))
        elif element.get("aria-hidden") != "true":
            self.warn_once(
                f"<{name}>: this drawing is left out of the PDF; write it to an image file"
            )


def inline_node(
    element: _Element, children: Sequence[nodes.Node], converter: HtmlConverter, depth: int = 0
) -> list[nodes.Node]:
    """Return the nodes of an inline element around its children."""
    name = tag_name(element)
    result: list[nodes.Node] = [*targets(element)]
    if name == "a" and (element.get("href") or "").strip() and children:
        address = str(element.get("href")).strip()
        node: nodes.Element = nodes.reference("", "", refuri=address)
        if address.startswith("%"):  # a document, as the builders for LaTeX and PDF address it
            node["internal"] = True
    elif name in CODE:
        text = "".join(child.astext() for child in children)
        return [*result, nodes.literal("", text)] if text else result
    elif name in STYLED and depth < MAX_DEPTH:
        kind, class_name = STYLED[name]
        node = kind("", "", classes=[class_name] if class_name else [])
    else:
        if name in STYLED:
            converter.warn_once(
                f"<{name}>: styles are nested too deep, so this is plain; nest less"
            )
        before, after = QUOTATION.get(name, ("", ""))
        plain = [*_text(before), *children, *_text(after)]
        return [*result, *_in_language(element, plain)]
    node.extend(_in_language(element, children))
    return [*result, converter.with_source(node)]


def _in_language(element: _Element, children: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    """Return the content of an element, in an inline node with the language of its ``lang``."""
    language = (element.get("lang") or "").strip()
    if not language or not children:
        return children
    return [nodes.inline("", "", *children, classes=[f"language-{language}"])]


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)] if text else []


def targets(element: _Element) -> Iterator[nodes.target]:
    """Yield a target for an element's id, or for the name of an ``a`` element."""
    name = element.get("id") or (element.get("name") if tag_name(element) == "a" else None)
    if name:
        yield nodes.target("", "", ids=[name])


def tag_name(element: _Element) -> str:
    """Return the tag name of an element in lower case."""
    return str(element.tag).lower()


def child_pieces(element: _Element) -> Iterator[str | _Element]:
    """Yield the child texts and child elements of an element in document order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def strip_blanks(line: list[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space and line breaks at their ends."""
    kept = list(dropwhile(is_blank, line))
    return list(dropwhile(is_blank, reversed(kept)))[::-1]


def is_blank(node: nodes.Node) -> bool:
    """Return whether an inline node is white space or a line break."""
    if isinstance(node, nodes.target):
        return False
    return isinstance(node, nodes.raw) or not (node.astext().strip() or has_image(node))


def has_image(node: nodes.Node) -> bool:
    """Return whether a node contains an image."""
    return next(iter(node.findall(nodes.image)), None) is not None


def is_inline(element: _Element) -> bool:
    """Return whether an element and all its descendants are inline; sources show nothing."""
    return tag_name(element) in INLINE and all(
        tag_name(child) == "source" or is_inline(child) for child in element
    )


def shortened_repr(address: str) -> str:
    """Return an address for a warning, shortened to 80 characters."""
    return repr(address if len(address) <= 80 else address[:79] + "…")


def unsupported(name: str) -> str:
    """Return the warning about an HTML element that has no conversion."""
    return (
        f"<{name}>: this HTML element is not supported in a PDF, so only its text is printed; "
        "write Markdown, or another element"
    )
