"""Excerpts: the first paragraph of a document, with marks for its cross-references.

The text of a cross-reference is available after all documents are read. Until then an excerpt has
its xref target between two NUL characters, which no text can contain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.text_length import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "\0"
_TARGET = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_MAX_LENGTH = 300
"""Length of an excerpt, in characters."""


def mark_target(target: str) -> str:
    """Return the mark for a cross-reference to an xref target."""
    return f"{_MARK}{target}{_MARK}"


def cut_excerpt(text: str) -> str:
    """Truncate a marked text to the maximum length, without splitting a mark."""
    kept, length = [], 0
    for number, part in enumerate(text.split(_MARK)):
        if number % 2:
            kept.append(mark_target(part))
        else:
            kept.append(part[: _MAX_LENGTH + 1 - length])
            length += len(part)
        if length > _MAX_LENGTH:
            break
    return "".join(kept)


def resolve_excerpt(excerpt: str, text_of: Callable[[str], str]) -> str:
    """Return an excerpt with the texts of its cross-references, truncated.

    Args:
        excerpt: The marked text.
        text_of: Returns the text of a cross-reference to an xref target.
    """
    return shorten(_TARGET.sub(lambda found: text_of(found[1]), excerpt), _MAX_LENGTH)
