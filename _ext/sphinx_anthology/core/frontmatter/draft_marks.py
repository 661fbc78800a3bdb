"""Draft marks: keys and values of other programs, and misspellings, that mean ``draft: true``."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TRUE = frozenset({"true", "yes", "on", "1", "y", "t"})
_FALSE = frozenset({"false", "no", "off", "0", "n", "f", "never"})
_UNPUBLISHED = frozenset(
    {
        "unpublished", "private", "hidden", "unlisted", "wip", "workinprogress", "protected",
        "headless", "internal", "membersonly", "eleventyexcludefromcollections", "hide", "exclude",
        "isprivate", "ishidden", "unfinished", "donotpublish",
    }
)  # fmt: skip
_PUBLISHED = frozenset(
    {
        "published",
        "ispublished",
        "publish",
        "public",
        "ispublic",
        "visible",
        "isvisible",
        "listed",
        "render",
        "permalink",
        "ready",
        "isready",
        "live",
    }
)
_STATUS = frozenset(
    {
        "status", "state", "poststatus", "publicationstatus", "visibility", "stage", "access",
        "privacy",
    }
)  # fmt: skip
_STATES = frozenset(
    {
        "pending", "future", "scheduled", "skip", "trash", "sent", "members", "paid", "tiers",
        "restricted", "password", "autodraft", "deleted", "trashed", "idea", "todo", "inprogress",
        "inreview", "review", "notready", "incomplete", "outline", "planned", "onhold",
        *_UNPUBLISHED,
    }
)  # fmt: skip
"""Values of a status that mean a draft; in Ghost, ``sent`` is a post sent by email only."""
_PASSWORDS = frozenset({"password", "postpassword"})
_HUGO_BUILD = frozenset({"render", "list"})
"""Keys in Hugo's mapping ``build``: whether a page is written, and whether lists contain it."""
DRAFT_MARK_MESSAGE = (
    "says that the post is a draft, or hidden; write 'draft: true' on a line of its own, "
    "or remove it to publish the post"
)
"""The message about a draft mark, after its key."""

_LETTERS = frozenset("draft")
_LINE = re.compile(r"""\s*["']?(?i:draft)["']?\s*[:=]\s*["']?(?P<value>\w+)["']?\s*""")


def is_draft_mark(key: str, value: str, *, strict: bool = False) -> bool:
    """Return whether a key and its value mean that the post is not to be published.

    Case, punctuation, invisible characters and width are ignored; ``draft`` may be misspelled.

    Args:
        key: The key.
        value: Its value as text.
        strict: Whether ``draft`` needs a value that means true; else any value but a false one
            counts.
    """
    name, word = _folded(key), _folded(value)
    if _is_draft(name):
        return word in _TRUE if strict else word not in _FALSE
    if name in _STATUS:
        return word in _STATES or _is_draft(word)
    if name in _PASSWORDS:
        return bool(word) and word not in _FALSE and not strict
    if _is_like_draft(name):
        return word in _TRUE
    return (name in _UNPUBLISHED and word in _TRUE) or (name in _PUBLISHED and word in _FALSE)


def draft_marks(root: yaml.MappingNode, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line, from 0, and the key of each draft mark in front matter.

    Such a line has a duplicate key, a key of another program or a key in a mapping, or YAML parses
    it as part of the value above because of quotes or indentation. Keys that begin with ``x-`` are
    ignored.

    Args:
        root: The front matter.
        lines: Its lines.
    """
    own: set[int] = set()
    for key_node, value in root.value:
        line = key_node.start_mark.line
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        own.add(line)
        if key.startswith("x-"):
            own.update(range(line, value.end_mark.line + 1))
        elif is_draft_mark(key, _text(value)):
            yield line, key
        elif isinstance(value, yaml.MappingNode):
            for inner, inner_value in value.value:
                name, text = str(inner.value), _text(inner_value)
                is_left_out = _folded(key) == "build" and name in _HUGO_BUILD and _is_false(text)
                if is_left_out or is_draft_mark(name, text, strict=True):
                    yield inner.start_mark.line, f"{key}.{name}"
    for line, text in enumerate(lines):
        if line not in own and is_draft_line(text):
            yield line, "draft"


def is_draft_line(text: str) -> bool:
    """Return whether a line consists of ``draft: true``."""
    found = _LINE.fullmatch(text)
    return found is not None and _folded(found["value"]) in _TRUE


def _text(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "a list or a mapping"


def _is_false(text: str) -> bool:
    return _folded(text) in _FALSE


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _is_draft(name: str) -> bool:
    return name.removeprefix("is").removesuffix("s") == "draft"


def _is_like_draft(name: str) -> bool:
    # most keys are excluded by their letters, in a fraction of the time
    if len(name) not in {4, 5, 6} or len(_LETTERS.intersection(name)) < 4:
        return False
    return SequenceMatcher(None, name, "draft").ratio() >= 0.8
