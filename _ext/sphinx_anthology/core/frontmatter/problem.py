"""Problems: mistakes in front matter, as values that callers report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.text_length import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_PUBLISHED = "the post is not published until this is fixed"
"""Appended to the message about a post whose draft status cannot be read."""

_MAX_SHOWN = 80
"""Length of a value in a message, in characters."""


class Kind(StrEnum):
    """The subtypes of the warnings of type ``anthology``."""

    DATE = "date"
    KEY = "key"
    TYPE = "type"
    SERIES = "series"
    TAG = "tag"
    AUTHOR = "author"
    SLUG = "slug"
    SUFFIX = "suffix"
    ALIAS = "alias"
    IMAGE = "image"
    REF = "ref"
    DRAFT = "draft"
    TEMPLATE = "template"
    YAML = "yaml"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file.

    Attributes:
        kind: The subtype of the warning.
        line: The line of the file, from 1.
        message: What is wrong, and what to write instead.
        unknown_key: The key, if it is unknown, or not used because of another spelling.
    """

    kind: Kind
    line: int
    message: str
    unknown_key: str = ""


def not_published(problem: Problem) -> Problem:
    """Return a problem whose message also states that the post is not published."""
    return replace(problem, message=f"{problem.message} ({NOT_PUBLISHED})")


def shown(text: str) -> str:
    """Return a value as messages show it: in quotes, and shortened."""
    return repr(shorten(text, _MAX_SHOWN))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` with the most similar known word, empty if none is similar.

    Case is ignored.
    """
    folded = {other.casefold(): str(other) for other in sorted(known)}
    nearest = get_close_matches(word.casefold(), folded, n=1)
    return f" (did you mean {folded[nearest[0]]!r}?)" if nearest else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the most similar known word for a message, or all if none is similar."""
    return did_you_mean(word, known) or f"; write one of {', '.join(known)}"
