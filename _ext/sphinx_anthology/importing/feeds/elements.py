"""Elements of Atom and RSS: children by name, HTML in them, the base of relative addresses."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from sphinx_anthology.importing.feeds.html_text import absolute, plain, text_as_html
from sphinx_anthology.importing.xml_items import all_text, short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

XML = "{http://www.w3.org/XML/1998/namespace}"
_HTML = frozenset({"html", "text/html", "application/xhtml+xml", "xhtml"})
_PLAIN = frozenset({"", "text", "text/plain"})


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children with one of the short names, with or without the prefix of Atom."""
    for child in element:
        if short_name(child.tag).removeprefix("atom:") in names:
            yield child


def text(element: etree._Element, *names: str) -> str:
    """Return the first text of a child with one of the short names, in the order of the names."""
    found = (all_text(child) for name in names for child in children(element, name))
    return next(filter(None, found), "")


def texts(element: etree._Element, *names: str) -> tuple[str, ...]:
    """Return the texts of all children with one of the short names, each as one line."""
    found = (" ".join(all_text(child).split()) for child in children(element, *names))
    return tuple(filter(None, found))


def base_of(element: etree._Element) -> str:
    """Return the base of relative addresses in an element, by ``xml:base``; empty without one."""
    base = ""
    for ancestor in [*reversed([*element.iterancestors()]), element]:
        if own := ancestor.get(f"{XML}base"):
            try:
                base = urljoin(base, own.strip())
            except ValueError:
                continue
    return base


def inner_html(element: etree._Element) -> str:
    """Return the content of an element with XHTML, or with HTML that is not escaped."""
    for child in element.iterdescendants("*"):
        for name in ("href", "src"):
            if (address := child.get(name)) and (base := base_of(child)):
                child.set(name, absolute(address.strip(), base))
        # broken XML may have names that HTML does not allow, such as <x:>
        name = child.tag.rpartition("}")[2].rpartition(":")[2]
        child.tag = name if re.fullmatch(r"[A-Za-z][\w-]*", name) else "span"
    etree.cleanup_namespaces(element)
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts).strip()


def atom_html(element: etree._Element) -> str | None:
    """Return a text construct of Atom as HTML; None for other media types."""
    kind = (element.get("type") or "").lower().partition(";")[0].strip()
    if kind in {"xhtml", "application/xhtml+xml"} or (kind in _PLAIN | _HTML and len(element)):
        return inner_html(element)
    found = all_text(element)
    if kind in _HTML or (not kind and "</" in found):
        return found
    return text_as_html(found) if kind in _PLAIN else None


def atom_line(element: etree._Element | None) -> str:
    """Return a text construct of Atom, such as a title, as one line of plain text."""
    if element is None:
        return ""
    kind = (element.get("type") or "").lower()
    found = all_text(element)
    is_html = kind in {"html", "text/html"} and not len(element)
    return plain(found) if is_html else " ".join(found.split())


def rss_html(element: etree._Element) -> str:
    """Return the HTML in an element of RSS, escaped or not."""
    return inner_html(element) if len(element) else all_text(element)


def web_addresses(*addresses: str) -> tuple[str, ...]:
    """Return those addresses that begin with ``http://`` or ``https://``."""
    return tuple(
        filter(lambda address: address.lower().startswith(("http://", "https://")), addresses)
    )
