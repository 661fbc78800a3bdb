"""Anchors: the targets of links within the same text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_anthology.importing.markdown.plain_text import plain_line
from sphinx_bindery.common.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable

_FRAGMENT = re.compile(r"\]\(\s*<?#([^\s()>]+)|href=[\"']#([^\"']+)|^\s*\[[^\]]+\]:\s*#(\S+)",
                       re.MULTILINE)  # fmt: skip
_RAW = re.compile(r"<[a-zA-Z][^>]*?\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)")


def linked_fragments(text: str) -> frozenset[str]:
    """Return the fragments of the links within a text, decoded."""
    return frozenset(unquote(next(filter(None, found))) for found in _FRAGMENT.findall(text))


def heading_ids(title: str) -> Iterable[str]:
    """Return the identifiers of a heading that GitHub, kramdown and our slugs generate."""
    words = plain_line(title).strip()
    lower = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
    letters = re.sub(r"^[^a-zA-Z]+", "", words)
    kramdown = re.sub(r"[^a-zA-Z0-9 -]", "", letters).replace(" ", "-").lower()
    return (lower, kramdown, slugify(words))


@dataclass(slots=True)
class Anchors:
    """The anchors of a text.

    Attributes:
        wanted: The fragments of its links.
        targets: The labels in MyST by fragment, for headings and blocks with identifiers.
        raw: The ids and names in raw HTML, which are kept.
        name: The prefix of the labels.
    """

    wanted: frozenset[str]
    targets: dict[str, str] = field(default_factory=dict)
    raw: frozenset[str] = frozenset()
    name: str = ""

    @classmethod
    def of(cls, text: str, name: str = "") -> Anchors:
        """Return the anchors of the raw HTML of a text; :meth:`add` adds those of blocks."""
        return cls(linked_fragments(text), raw=frozenset(_RAW.findall(text)), name=name)

    def add(self, identifiers: Iterable[str]) -> str:
        """Return the label to write before a block; empty if no link leads to it.

        Args:
            identifiers: The identifiers of the block; the first block with one keeps it.
        """
        wanted = [name for name in identifiers if name in self.wanted and name not in self.targets]
        if not wanted:
            return ""
        label = slugify(f"{self.name} {wanted[0]}") or "part"
        self.targets |= dict.fromkeys(wanted, label)
        return label

    def address(self, fragment: str) -> str:
        """Return the new address of a fragment of the text; empty for an unknown one."""
        name = unquote(fragment)
        if name in self.targets:
            return f"#{self.targets[name]}"
        return f"#{fragment}" if name in self.raw else ""
