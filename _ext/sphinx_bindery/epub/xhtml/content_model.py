"""Build a valid XHTML tree out of any tree: every element where it may stand, nothing that acts.

What is out of place is moved or unwrapped, never lost: its text stays, and so do the ids that
links lead to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from sphinx_bindery.epub.raw_html import LINE
from sphinx_bindery.epub.xhtml.attributes import Attributes
from sphinx_bindery.epub.xhtml.foreign_content import copy_island
from sphinx_bindery.epub.xhtml.markup import (
    NAMESPACES,
    local_name,
    new_root,
    remove_attribute,
    text_of,
)
from sphinx_bindery.epub.xhtml.post_processing import check_definitions, finish, order_headings
from sphinx_bindery.epub.xhtml.vocabulary import (
    DROPPED,
    FLOW_ONLY,
    HEADINGS,
    KNOWN,
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
"""Takes the address of an image, and its line in the source where that is known; returns where it
stands in the package, None if not there."""


def conform(body: etree._Element, image_source: ImageSource) -> etree._Element:
    """Return a new ``body`` with the same contents, valid as XHTML.

    Args:
        body: what :func:`sphinx_bindery.epub.xhtml.markup.parse_body` returned.
        image_source: finds the images that pages show.
    """
    result = new_root(xhtml("body"), NAMESPACES)
    _Conformer(image_source, _holders_of_blocks(body)).contents(body, result, _Place())
    order_headings(result)
    for definitions in list(result.iter(xhtml("dl"))):
        check_definitions(definitions)
    return result


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next element would stand: among text only, or inside a link."""

    phrasing: bool = False
    linked: bool = False


def _holders_of_blocks(body: etree._Element) -> frozenset[etree._Element]:
    holders: set[etree._Element] = set()
    for element in body.iter(xhtml("*")):
        name = local_name(element)
        if RENAMED.get(name, name) in FLOW_ONLY:
            for ancestor in element.iterancestors():
                if ancestor in holders:
                    break
                holders.add(ancestor)
    return frozenset(holders)


@dataclass(slots=True)
class _Conformer:
    image_source: ImageSource
    holders: frozenset[etree._Element]
    attributes: Attributes = field(default_factory=Attributes)

    def contents(self, source: etree._Element, target: etree._Element, place: _Place) -> None:
        """Copy the text and the children of ``source`` to the end of ``target``."""
        _append_text(target, source.text)
        for child in source:
            self.element(child, target, place)
            _append_text(target, child.tail)

    def element(self, source: etree._Element, target: etree._Element, place: _Place) -> None:
        """Copy one element to the end of ``target``, or what can stand in its place."""
        namespace = etree.QName(source).namespace
        if namespace in {MATHML, SVG}:
            copy_island(source, target, self.attributes)
            return
        name = local_name(source)
        special = _SPECIAL.get(name)
        if special is not None:
            special(self, source, target, place)
        elif name not in DROPPED:
            self._ordinary(source, RENAMED.get(name, name), target, place)

    def _ordinary(
        self, source: etree._Element, name: str, target: etree._Element, place: _Place
    ) -> None:
        if name == "a" and place.linked:
            name = "span"
        if name == "aside" and "footnote" not in source.get("class", "").split():
            name = "div"
        parents = PARENTS.get(name)
        if parents is not None and local_name(target) not in parents:
            name = "span" if place.phrasing else "div"
        elif place.phrasing and name in FLOW_ONLY:
            name = "span"
        elif not place.phrasing and source in self.holders and name in PHRASING_CONTENT:
            if name in {"p", "span"}:
                name = "div"
            elif name not in {"pre", *HEADINGS}:
                self.contents(source, target, place)
                return
        if name not in KNOWN:
            self.contents(source, target, place)
            return
        made = etree.SubElement(target, xhtml(name))
        self.attributes.copy(source, made)
        if name in VOID:
            return
        inner = replace(
            place,
            phrasing=place.phrasing or name in PHRASING_CONTENT or name == "span",
            linked=place.linked or name == "a",
        )
        if name in WRAPPERS:
            self._structured(source, made, inner)
        else:
            self.contents(source, made, inner)
        finish(made)

    def _structured(self, source: etree._Element, made: etree._Element, place: _Place) -> None:
        """Copy contents of a list or table: what is no item or row is put into one."""
        parent = local_name(made)
        wrapper: etree._Element | None = None
        anchors: list[etree._Element] = []
        for kind, item in _items(source, parent):
            if kind == "anchor" and isinstance(item, etree._Element):
                anchors.append(item)
                continue
            if kind == "child" and isinstance(item, etree._Element):
                self.element(item, made, place)
                if parent in {"ul", "ol", "dl"} and len(made):
                    self._anchors(anchors, made[-1])
                    anchors = []
                wrapper = None
                continue
            wrapper_name = WRAPPERS[parent]
            if wrapper_name is None:
                continue
            if wrapper is None:
                wrapper = etree.SubElement(made, xhtml(wrapper_name))
                while wrapper_name == "tr":
                    wrapper_name = "td"
                    wrapper = etree.SubElement(wrapper, xhtml("td"))
            if isinstance(item, str):
                _append_text(wrapper, item)
            else:
                self.element(item, wrapper, _Place(linked=place.linked))

    def _anchors(self, sources: list[etree._Element], target: etree._Element) -> None:
        """Put targets of links, which stood between two items, at the start of the second."""
        for source in reversed(sources):
            anchor = etree.Element(xhtml("span"))
            self.attributes.take_id(anchor, source.get("id"))
            anchor.tail, target.text = target.text, None
            target.insert(0, anchor)

    def image(self, source: etree._Element, target: etree._Element, place: _Place) -> None:
        """Copy an image that is in the package; of another one leave a link or its text."""
        address = (source.get("src") or source.get("data") or "").strip()
        text = source.get("alt")
        if text is None:
            text = " ".join(text_of(source).split())
        path = self.image_source(address, _line(source))
        if path is not None:
            made = etree.SubElement(target, xhtml("img"))
            self.attributes.copy(source, made)
            remove_attribute(made, "data")
            made.set("src", path)
            made.set("alt", text)
        elif address.startswith(("http://", "https://")) and not place.linked:
            self.link(target, address, text)
        elif text:
            made = etree.SubElement(target, xhtml("span"))
            made.set("class", "missing-image")
            made.text = text

    def player(self, source: etree._Element, target: etree._Element, place: _Place) -> None:
        """Leave a link to what a frame or a player would load; else what it offers instead."""
        candidates = (source, *source.iter(xhtml("source")))
        address = next((a for s in candidates if (a := s.get("src") or s.get("data"))), "").strip()
        if local_name(source) == "object" and self.image_source(address, _line(source)):
            self.image(source, target, place)
        elif address.startswith(("http://", "https://")) and not place.linked:
            self.link(target, address, source.get("title") or "")
        else:
            self.contents(source, target, place)

    def link(self, target: etree._Element, address: str, text: str) -> None:
        """Append a link to a place on the web."""
        made = etree.SubElement(target, xhtml("a"))
        made.set("href", address)
        made.set("class", "external")
        made.text = text.strip() or address

    def checkbox(self, source: etree._Element, target: etree._Element, _place: _Place) -> None:
        """Show a task's box as a character; other controls of forms go."""
        if source.get("type", "").lower() == "checkbox":
            _append_text(target, "☑\u00a0" if "checked" in source.attrib else "☐\u00a0")


_SPECIAL: dict[
    str, Callable[[_Conformer, etree._Element, etree._Element, _Place], None]
] = {
    "audio": _Conformer.player, "iframe": _Conformer.player, "img": _Conformer.image,
    "input": _Conformer.checkbox, "object": _Conformer.player, "video": _Conformer.player,
}  # fmt: skip


def _items(source: etree._Element, parent: str) -> list[tuple[str, str | etree._Element]]:
    """List what a structured parent holds: proper children, and stray text and elements."""
    items: list[tuple[str, str | etree._Element]] = []
    if source.text and source.text.strip():
        items.append(("stray", source.text))
    for child in source:
        name = local_name(child)
        if (parent, name) == ("dl", "div"):
            items.extend(_items(child, parent))
        else:
            proper = parent in PARENTS.get(name, frozenset())
            gone = name in DROPPED and name != "input"
            bare = not len(child) and not (child.text or "").strip()
            if bare and name in {"a", "div", "span"}:
                items.append(("anchor", child))
            elif not gone:
                items.append(("child" if proper else "stray", child))
        if child.tail and child.tail.strip():
            items.append(("stray", child.tail))
    return items


def _line(source: etree._Element) -> int | None:
    value = source.get(LINE, "")
    return int(value) if value.isdecimal() else None


def _append_text(target: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
