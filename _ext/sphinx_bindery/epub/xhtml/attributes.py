"""Attributes of XHTML elements, and unique ids."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from babel import Locale

from sphinx_bindery.common.language_tag import primary_language
from sphinx_bindery.epub.xhtml.markup import attributes_of, local_name
from sphinx_bindery.epub.xhtml.vocabulary import (
    ATTRIBUTES,
    EPUB,
    EPUB_TYPES,
    GLOBAL_ATTRIBUTES,
    ROLES,
    STYLES,
    VALUES,
    XML,
)

if TYPE_CHECKING:
    from lxml import etree

_SCRIPT_CLASSES = frozenset({"mathjax_ignore", "notranslate", "nohighlight", "tex2jax_ignore"})
_STYLE_VALUE = re.compile(r"[\w\s.%-]+")


def safe_id(value: str) -> str:
    """Replace spaces and colons, which some reading systems do not support in ids."""
    return re.sub(r"[\s:]+", "-", value.strip())


@dataclass(slots=True)
class Attributes:
    """The attributes of the elements of a page, in which each id is assigned once."""

    ids: set[str] = field(default_factory=set)

    def copy(self, source: etree._Element, target: etree._Element) -> None:
        """Copy the attributes that are valid on ``target``, and add required ones."""
        name = local_name(target)
        allowed = GLOBAL_ATTRIBUTES | ATTRIBUTES.get(name, frozenset())
        for attribute, original in attributes_of(source):
            value = _without_script_classes(original) if attribute == "class" else original
            if attribute in allowed and _is_valid(attribute, value):
                target.set(attribute, value)
        self.assign_id(target, source.get("id") or (source.get("name") if name == "a" else None))
        if (style := safe_style(source.get("style", ""))) and name != "a":
            target.set("style", style)
        if name in ROLES.get(source.get("role", ""), ()):
            target.set("role", source.get("role", ""))
        if (kind := source.get(f"{{{EPUB}}}type")) in EPUB_TYPES:
            target.set(f"{{{EPUB}}}type", kind)
        if (language := target.get("lang")) is not None:
            target.set(f"{{{XML}}}lang", language)
        if name == "data" and "value" not in target.attrib:
            target.set("value", "")
        if name == "bdo" and "dir" not in target.attrib:
            target.set("dir", "auto")

    def assign_id(self, target: etree._Element, value: str | None) -> None:
        """Assign an id to ``target`` unless another element has it."""
        target.attrib.pop("id", "")
        identifier = safe_id(value or "")
        if identifier and identifier not in self.ids:
            self.ids.add(identifier)
            target.set("id", identifier)


def _without_script_classes(value: str) -> str:
    return " ".join(name for name in value.split() if name not in _SCRIPT_CLASSES)


def safe_style(text: str) -> str:
    """Return the declarations of a ``style`` attribute that do not override reader settings."""
    kept = []
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in STYLES and _STYLE_VALUE.fullmatch(value.strip()):
            kept.append(f"{name.strip().lower()}: {value.strip()}")
    return "; ".join(kept)


def _is_valid(attribute: str, value: str) -> bool:
    pattern = VALUES.get(attribute)
    if attribute == "class":
        return bool(value.strip())
    if pattern is not None and re.fullmatch(pattern, value) is None:
        return False
    return attribute not in {"lang", "hreflang"} or is_language(value)


def is_language(tag: str) -> bool:
    """Return whether the language of a BCP 47 tag exists."""
    return primary_language(tag) in Locale("en").languages
