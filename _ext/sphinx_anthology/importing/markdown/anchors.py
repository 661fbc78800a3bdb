"""Places within a text that links of the same text lead to."""

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
    """Return the fragments that links of a text have, decoded."""
    return frozenset(unquote(next(filter(None, found))) for found in _FRAGMENT.findall(text))


def heading_ids(title: str) -> Iterable[str]:
    """Return the identifiers that programs make of a heading: GitHub's and kramdown's."""
    words = plain_line(title).strip()
    lower = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
    letters = re.sub(r"^[^a-zA-Z]+", "", words)
    kramdown = re.sub(r"[^a-zA-Z0-9 -]", "", letters).replace(" ", "-").lower()
    return (lower, kramdown, slugify(words))


@dataclass(slots=True)
class Anchors:
    """The places of a text.

    Attributes:
        wanted: The fragments that its links have.
        targets: The labels of MyST for fragments that headings and attributes have.
        raw: The ids and names of raw HTML, which stay.
        name: What the labels begin with.
    """

    wanted: frozenset[str]
    targets: dict[str, str] = field(default_factory=dict)
    raw: frozenset[str] = frozenset()
    name: str = ""

    @classmethod
    def of(cls, text: str, name: str = "") -> Anchors:
        """Return the anchors of a text, whose labels begin with a name, without its headings'."""
        return cls(linked_fragments(text), raw=frozenset(_RAW.findall(text)), name=name)

    def add(self, identifiers: Iterable[str]) -> str:
        """Return the label to write before a block with some identifiers; empty if none is linked.

        Args:
            identifiers: The identifiers that it has; the first block with one keeps it.
        """
        wanted = [name for name in identifiers if name in self.wanted and name not in self.targets]
        if not wanted:
            return ""
        label = slugify(f"{self.name} {wanted[0]}") or "part"
        self.targets |= dict.fromkeys(wanted, label)
        return label

    def address(self, fragment: str) -> str:
        """Return the address of a fragment within the document; empty if nothing has it."""
        name = unquote(fragment)
        if name in self.targets:
            return f"#{self.targets[name]}"
        return f"#{fragment}" if name in self.raw else ""
