"""Link reference definitions and footnotes of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_anthology.importing.markdown.regions import Reference
    from sphinx_anthology.importing.myst.rewriter import Rewriter

FOOTNOTE = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
"""The beginning of a footnote definition."""

_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\[(?P<label>[^\]]*)\])?(?!\()")


def normalized(label: str) -> str:
    """Return a label as CommonMark normalizes it for comparison."""
    return normalizeReference(label)


@dataclass(frozen=True, slots=True)
class References:
    """The link reference definitions of a text.

    Attributes:
        found: The definitions by label.
        of_pictures: The labels that pictures use; their addresses are inlined.
        targets: The new addresses of the other labels; empty for links that must become text.
    """

    found: Mapping[str, Reference] = field(default_factory=dict)
    of_pictures: frozenset[str] = frozenset()
    targets: Mapping[str, str] = field(default_factory=dict)


def resolve_references(text: str, found: Mapping[str, Reference], rewriter: Rewriter) -> References:
    """Resolve the new addresses of definitions."""
    pictures = {
        normalized(image["label"] or image["alt"])
        for image in (_IMAGE.finditer(text) if found else ())
    }
    of_pictures = frozenset(label for label in pictures if label in found)
    targets = {
        label: rewriter.link(entry.address)
        for label, entry in found.items()
        if label not in of_pictures
    }
    return References(found, of_pictures, targets)


def whole_footnotes(texts: Iterable[str]) -> frozenset[str]:
    """Return the names of footnotes with a definition and a reference; others cause warnings."""
    defined: set[str] = set()
    used: set[str] = set()
    for text in texts:
        defined.update(FOOTNOTE.findall(text))
        used.update(_MARK.findall(_CODE.sub("", FOOTNOTE.sub("", text))))
    return frozenset(defined & used)
