"""Attributes that a page may carry, and ids that are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .markup import local_name
from .vocabulary import (
    ATTRIBUTES,
    EPUB,
    EPUB_TYPES,
    GLOBAL_ATTRIBUTES,
    ROLES,
    STYLES,
    VALUES,
    XML,
)

_STYLE_VALUE = re.compile(r"[\w\s.%-]+")


def safe_id(value: str) -> str:
    """Return an id that every reading system can follow: no spaces, no colons."""
    return re.sub(r"[\s:]+", "-", value.strip())


@dataclass(slots=True)
class Attributes:
    """Copies attributes from element to element, one page long: each id is given once."""

    ids: set[str] = field(default_factory=set)

    def copy(self, source: etree._Element, made: etree._Element) -> None:
        """Copy what ``made`` may carry, and what it needs for its language and role."""
        name = local_name(made)
        allowed = GLOBAL_ATTRIBUTES | ATTRIBUTES.get(name, frozenset())
        for attribute, value in source.items():
            if attribute in allowed and _holds(attribute, value):
                made.set(attribute, value)
        self.take_id(made, source.get("id") or (source.get("name") if name == "a" else None))
        if (style := safe_style(source.get("style", ""))) and name != "a":
            made.set("style", style)
        if name in ROLES.get(source.get("role", ""), ()):
            made.set("role", source.get("role", ""))
        if (kind := source.get(f"{{{EPUB}}}type")) in EPUB_TYPES:
            made.set(f"{{{EPUB}}}type", kind)
        if (language := made.get("lang")) is not None:
            made.set(f"{{{XML}}}lang", language)
        if name == "data" and "value" not in made.attrib:
            made.set("value", "")
        if name == "bdo" and "dir" not in made.attrib:
            made.set("dir", "auto")

    def take_id(self, made: etree._Element, value: str | None) -> None:
        """Give ``made`` the id, unless the page has it already."""
        made.attrib.pop("id", None)
        identifier = safe_id(value or "")
        if identifier and identifier not in self.ids:
            self.ids.add(identifier)
            made.set("id", identifier)


def safe_style(text: str) -> str:
    """Return the declarations of a ``style`` attribute that leave the reader's settings alone."""
    kept = []
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in STYLES and _STYLE_VALUE.fullmatch(value.strip()):
            kept.append(f"{name.strip().lower()}: {value.strip()}")
    return "; ".join(kept)


def _holds(attribute: str, value: str) -> bool:
    pattern = VALUES.get(attribute)
    if attribute == "class":
        return bool(value.strip())
    return pattern is None or re.fullmatch(pattern, value) is not None
