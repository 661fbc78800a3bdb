"""The content model: conversion of any element tree to valid XHTML.

An element in an invalid place is moved or unwrapped; its text and its ids are kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from sphinx_bindery.epub.xhtml.attributes import Attributes
from sphinx_bindery.epub.xhtml.foreign_content import copy_foreign_content
from sphinx_bindery.epub.xhtml.markup import NAMESPACES, local_name, new_root, text_of
from sphinx_bindery.epub.xhtml.post_processing import (
    correct_definition_list,
    order_headings,
    post_process,
)
from sphinx_bindery.epub.xhtml.vocabulary import (
    DROPPED,
    FLOW_ONLY,
    HEADINGS,
    KNOWN,
    LINE,
    MATHML,
    PARENTS,
    PHRASING_CONTENT,
    RENAMED,
    SVG,
    VOID,
    WRAPPERS,
    xhtml,
)

ImageSource = Callable[[str, int | None], str | None]
"""A function from the address and the source line of an image (None if unknown) to its address in
the package (None without an image)."""


def conform(body: etree._Element, image_source: ImageSource) -> etree._Element:
    """Return a new ``body`` with the same contents that is valid XHTML.

    Args:
        body: The result of :func:`sphinx_bindery.epub.xhtml.markup.parse_body`.
        image_source: Returns the address of an image in the package.
    """
    result = new_root(xhtml("body"), NAMESPACES)
    _Conformer(image_source, _block_containers(body)).contents(body, result, _Context())
    order_headings(result)
    for definitions in list(result.iter(xhtml("dl"))):
        correct_definition_list(definitions)
    return result


@dataclass(frozen=True, slots=True)
class _Context:
    """The context of an element: whether it allows only phrasing content, and is in a link."""

    is_phrasing: bool = False
    is_linked: bool = False


def _block_containers(body: etree._Element) -> frozenset[etree._Element]:
    """Return the elements with a block among their descendants."""
    containers: set[etree._Element] = set()
    for element in body.iter(xhtml("*")):
        name = local_name(element)
        if RENAMED.get(name, name) in FLOW_ONLY:
            for ancestor in element.iterancestors():
                if ancestor in containers:
                    break
                containers.add(ancestor)
    return frozenset(containers)


@dataclass(slots=True)
class _Conformer:
    """Converter of one page.

    Attributes:
        image_source: Returns the address of an image in the package.
        containers: The elements of the source with a block among their descendants.
        attributes: The ids that are in use.
    """

    image_source: ImageSource
    containers: frozenset[etree._Element]
    attributes: Attributes = field(default_factory=Attributes)

    def contents(self, source: etree._Element, target: etree._Element, context: _Context) -> None:
        """Append the text and the children of ``source`` to ``target``."""
        _append_text(target, source.text)
        for child in source:
            self.element(child, target, context)
            _append_text(target, child.tail)

    def element(self, source: etree._Element, target: etree._Element, context: _Context) -> None:
        """Append an element to ``target``, or its replacement."""
        namespace = etree.QName(source).namespace
        if namespace in {MATHML, SVG}:
            copy_foreign_content(source, target, self.attributes)
            return
        name = local_name(source)
        special = _SPECIAL.get(name)
        if special is not None:
            special(self, source, target, context)
        elif name not in DROPPED:
            self._ordinary(source, RENAMED.get(name, name), target, context)

    def _ordinary(
        self, source: etree._Element, name: str, target: etree._Element, context: _Context
    ) -> None:
        if name == "a" and context.is_linked:
            name = "span"
        if name == "aside" and "footnote" not in source.get("class", "").split():
            name = "div"
        parents = PARENTS.get(name)
        if parents is not None and local_name(target) not in parents:
            name = "span" if context.is_phrasing else "div"
        elif context.is_phrasing and name in FLOW_ONLY:
            name = "span"
        elif not context.is_phrasing and source in self.containers and name in PHRASING_CONTENT:
            if name in {"p", "span"}:
                name = "div"
            elif name not in {"pre", *HEADINGS}:
                self.contents(source, target, context)
                return
        if name not in KNOWN:
            self.contents(source, target, context)
            return
        copy = etree.SubElement(target, xhtml(name))
        self.attributes.copy(source, copy)
        if name in VOID:
            return
        inner = replace(
            context,
            is_phrasing=context.is_phrasing or name in PHRASING_CONTENT or name == "span",
            is_linked=context.is_linked or name == "a",
        )
        if name in WRAPPERS:
            self._structured(source, copy, inner)
        else:
            self.contents(source, copy, inner)
        post_process(copy)

    def _structured(self, source: etree._Element, copy: etree._Element, context: _Context) -> None:
        """Append the contents of a list or table; wrap stray content in an item or row."""
        parent = local_name(copy)
        wrapper: etree._Element | None = None
        anchors: list[etree._Element] = []
        for kind, item in _items(source, parent):
            if kind == "anchor" and isinstance(item, etree._Element):
                anchors.append(item)
                continue
            if kind == "child" and isinstance(item, etree._Element):
                self.element(item, copy, context)
                if anchors and parent in {"ul", "ol", "dl"} and len(copy):
                    self._anchors(anchors, copy[-1])
                    anchors = []
                wrapper = None
                continue
            wrapper_name = WRAPPERS[parent]
            if wrapper_name is None:
                continue
            if wrapper is None:
                wrapper = etree.SubElement(copy, xhtml(wrapper_name))
                if wrapper_name == "tr":
                    wrapper = etree.SubElement(wrapper, xhtml("td"))
            if isinstance(item, str):
                _append_text(wrapper, item)
            else:
                self.element(item, wrapper, _Context(is_linked=context.is_linked))

    def _anchors(self, sources: list[etree._Element], target: etree._Element) -> None:
        """Move the link targets between two items to the start of the second item."""
        for source in reversed(sources):
            anchor = etree.Element(xhtml("span"))
            self.attributes.assign_id(anchor, source.get("id"))
            anchor.tail, target.text = target.text, None
            target.insert(0, anchor)

    def image(self, source: etree._Element, target: etree._Element, context: _Context) -> None:
        """Append an image, a link to a remote image, or the text alternative of a missing one."""
        address = (source.get("src") or source.get("data") or "").strip()
        text = source.get("alt")
        if text is None:
            text = " ".join(text_of(source).split())
        path = self.image_source(address, _line(source))
        if path is not None:
            copy = etree.SubElement(target, xhtml("img"))
            self.attributes.copy(source, copy)
            copy.attrib.pop("data", "")
            copy.set("src", path)
            copy.set("alt", text)
        elif address.startswith(("http://", "https://")) and not context.is_linked:
            self.link(target, address, text)
        elif text:
            created = etree.SubElement(target, xhtml("span"))
            created.set("class", "missing-image")
            created.text = text

    def player(self, source: etree._Element, target: etree._Element, context: _Context) -> None:
        """Append a link to the content of a frame or a player, else its fallback content."""
        candidates = (source, *source.iter(xhtml("source")))
        address = next((a for s in candidates if (a := s.get("src") or s.get("data"))), "").strip()
        if local_name(source) == "object" and self.image_source(address, _line(source)):
            self.image(source, target, context)
        elif address.startswith(("http://", "https://")) and not context.is_linked:
            self.link(target, address, source.get("title") or "")
        elif text_of(source).strip():
            self.contents(source, target, context)
        else:
            created = etree.SubElement(target, xhtml("span"))
            created.text = source.get("title") or posixpath.basename(address)

    def link(self, target: etree._Element, address: str, text: str) -> None:
        """Append an external link."""
        created = etree.SubElement(target, xhtml("a"))
        created.set("href", address)
        created.set("class", "external")
        created.text = text.strip() or address

    def checkbox(self, source: etree._Element, target: etree._Element, _context: _Context) -> None:
        """Append the checkbox of a task as a character; drop other form controls."""
        if source.get("type", "").lower() == "checkbox":
            _append_text(target, "☑\u00a0" if "checked" in source.attrib else "☐\u00a0")


_SPECIAL: dict[
    str, Callable[[_Conformer, etree._Element, etree._Element, _Context], None]
] = {
    "audio": _Conformer.player, "iframe": _Conformer.player, "img": _Conformer.image,
    "input": _Conformer.checkbox, "object": _Conformer.player, "video": _Conformer.player,
}  # fmt: skip


def _items(source: etree._Element, parent: str) -> list[tuple[str, str | etree._Element]]:
    """List the contents of a list or table: valid children, link targets, and stray content."""
    items: list[tuple[str, str | etree._Element]] = []
    if source.text and source.text.strip():
        items.append(("stray", source.text))
    for child in source:
        name = local_name(child)
        if (parent, name) == ("dl", "div"):
            items.extend(_items(child, parent))
        else:
            is_valid = parent in PARENTS.get(name, frozenset())
            is_dropped = name in DROPPED and name != "input"
            is_empty = not len(child) and not (child.text or "").strip()
            if is_empty and name in {"a", "div", "span"}:
                items.append(("anchor", child))
            elif not is_dropped:
                items.append(("child" if is_valid else "stray", child))
        if child.tail and child.tail.strip():
            items.append(("stray", child.tail))
    return items


def _line(source: etree._Element) -> int | None:
    value = source.get(LINE, "")
    return int(value) if value.isdecimal() else None


def _append_text(target: etree._Element, text: str | None) -> None:
    if not text:
        return
    # len() counts all children, which takes minutes for the tokens of a long code block.
    last = next(target.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text
