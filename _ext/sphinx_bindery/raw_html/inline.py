"""Elements of HTML as nodes of docutils: what stands in a line of text, and what both kinds share.

A mistake in somebody's HTML is no reason to lose the text in it: what is not known is told, and
what it holds stands without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.vocabulary import (
    CODE,
    EMBEDDED,
    INLINE,
    PICTURES,
    QUOTATION,
    SECTIONING,
    SILENT,
    STYLED,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element

DEEPEST = 24
"""How deep styles may be nested before they change nothing: Typst's parser has a limit."""

_LENGTH = re.compile(r"\s*(\d{1,4}(?:\.\d+)?)\s*(px|%)?\s*")


@dataclass(slots=True)
class HtmlReader:
    """Reads the HTML of one document.

    picture: returns the address of a picture's file from what ``src`` says, None without a file.
    warn: tells of what is not understood, at a node.
    """

    resolve_image: Callable[[str], str | None]
    warn: Callable[[str, nodes.Node], None]
    _place: nodes.Node | None = None
    _told: set[str] = field(default_factory=set)

    def start(self, node: nodes.Node) -> None:
        """Go on to read what ``node`` holds."""
        self._place = node
        self._told.clear()

    def warn_once(self, message: str) -> None:
        """Tell of what is not understood, once for each piece of HTML."""
        if message not in self._told and self._place is not None:
            self._told.add(message)
            self.warn(message, self._place)

    def with_source(self, node: nodes.Element) -> nodes.Element:
        """Return ``node``, with the place of the HTML that it comes from."""
        if self._place is not None:
            node.source, node.line = self._place.source, self._place.line
        return node

    def inline_element(self, element: _Element, depth: int = 0) -> list[nodes.Node]:
        """Return an element in a line of text as nodes."""
        name = tag_name(element)
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
        if name in PICTURES:
            return []
        return inline_node(element, self.inline_content(element, depth + 1), self, depth)

    def inline_content(self, element: _Element, depth: int = 0) -> list[nodes.Node]:
        """Return the text and the elements in an element, all of them in a line of text."""
        found: list[nodes.Node] = []
        for piece in child_pieces(element):
            if isinstance(piece, str):
                found.append(nodes.Text(piece))
            else:
                found += self.inline_element(piece, depth)
        return found

    def image(self, element: _Element) -> list[nodes.Node]:
        """Return an image, or its alternative text where there is no file."""
        address = (element.get("src") or "").strip()
        alternative = element.get("alt") or ""
        if not address:
            return [nodes.Text(alternative)] if alternative else []
        path = address if "://" in address else self.resolve_image(address)
        if path is None:
            self.warn_once(
                f"the picture {shown(address)} is no file, its alternative text stands instead"
            )
            return [nodes.Text(alternative)]
        image = nodes.image(uri=path, alt=alternative)
        for side in ("width", "height"):
            if match := _LENGTH.fullmatch(element.get(side) or ""):
                image[side] = match[1] + (match[2] or "")
        return [self.with_source(image)]

    def embedded(self, element: _Element) -> list[nodes.Node]:
        """Return a link to what an element would show from elsewhere."""
        name = tag_name(element)
        sources = [element, *element.iterchildren("source")]
        found = (source.get(EMBEDDED[tag_name(source)]) for source in sources)
        address = next((address.strip() for address in found if address), "")
        inside = "".join(map(str, element.itertext())).strip()
        if not address:
            self.warn_unknown(element)
            return [nodes.Text(inside)] if inside else []
        address = f"https:{address}" if address.startswith("//") else address
        text = (element.get("title") or "").strip() or (inside if name == "object" else "")
        return [nodes.reference("", text or address, refuri=address)]

    def warn_unknown(self, element: _Element) -> None:
        """Tell that an element is not understood."""
        name = tag_name(element)
        if name not in PICTURES:
            self.warn_once(f"the HTML element {name!r} is not known, its text stands without it")
        elif element.get("aria-hidden") != "true":
            self.warn_once(f"the drawing in the HTML element {name!r} is left out")


def inline_node(
    element: _Element, children: Sequence[nodes.Node], reader: HtmlReader, depth: int = 0
) -> list[nodes.Node]:
    """Return what an element in a line of text becomes, with what it holds."""
    name = tag_name(element)
    made: list[nodes.Node] = [*targets(element)]
    if name == "a" and (element.get("href") or "").strip() and children:
        node: nodes.Element = nodes.reference("", "", refuri=str(element.get("href")).strip())
    elif name in CODE:
        text = "".join(child.astext() for child in children)
        return [*made, nodes.literal("", text)] if text else made
    elif name in STYLED and depth < DEEPEST:
        kind, class_name = STYLED[name]
        node = kind("", "", classes=[class_name] if class_name else [])
    else:
        before, after = QUOTATION.get(name, ("", ""))
        return [*made, *_text(before), *children, *_text(after)]
    node.extend(children)
    return [*made, reader.with_source(node)]


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)] if text else []


def targets(element: _Element) -> Iterator[nodes.target]:
    """Yield a target for the id of an element, or the name of an old anchor."""
    name = element.get("id") or (element.get("name") if tag_name(element) == "a" else None)
    if name:
        yield nodes.target("", "", ids=[name])


def tag_name(element: _Element) -> str:
    """Return the name of an element."""
    return str(element.tag).lower()


def child_pieces(element: _Element) -> Iterator[str | _Element]:
    """Yield the texts and elements in an element."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def strip_blanks(line: list[nodes.Node]) -> list[nodes.Node]:
    """Return a line without what is empty at its ends: blanks and breaks."""
    start, end = 0, len(line)
    while start < end and is_blank(line[start]):
        start += 1
    while end > start and is_blank(line[end - 1]):
        end -= 1
    return line[start:end]


def is_blank(node: nodes.Node) -> bool:
    """Tell whether a node shows nothing."""
    if isinstance(node, nodes.target):
        return False
    return isinstance(node, nodes.raw) or not (node.astext().strip() or has_image(node))


def has_image(node: nodes.Node) -> bool:
    """Tell whether there is a picture in a node."""
    return next(iter(node.findall(nodes.image)), None) is not None


def is_inline(element: _Element) -> bool:
    """Tell whether an element can stand in a line of text, with all that it holds."""
    return tag_name(element) in INLINE and all(is_inline(child) for child in element)


def shown(address: str) -> str:
    """Return an address as a message shows it."""
    return repr(address if len(address) <= 80 else address[:79] + "…")
