"""Fences of colons as other programs write them, such as ``:::tip A title``.

Docusaurus, VitePress and Starlight have boxes with a title (``:::tip[A title]``), Pandoc and Quarto
attributes in braces (``::: {.callout-note #id}``, https://pandoc.org/MANUAL.html#divs-and-spans).
MyST drops the title, and reads the attributes as the name of a directive, whose text it drops.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DIRECTIVE: Final = "bindery-callout"
BOXES: Final = frozenset(
    {
        *("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"),
        *("details", "info", "spoiler", "success"),
    }
)
"""Names of fences that are boxes, with and without a title."""

_NAMED = re.compile(r"(?P<name>[A-Za-z][\w-]*+)\s*+(?:\[(?P<label>.*)\]|(?P<title>[^\[{].*))?")
_IN_BRACES = re.compile(r"\{[^{}]*\}")
_ATTRIBUTES = re.compile(r"\{\s*[#.][\w:.-][^{}]*\}")
_ATTRIBUTE = re.compile(
    r"""(?P<mark>[\#.])(?P<word>[\w:-]+)
    |title="(?P<title>[^"]*)"
    |(?<![\w:-])[\w:-]++=(?:"[^"]*"|[^\s"}]*)""",
    re.VERBOSE,
)


def rewrite_fences(state: StateCore) -> None:
    """Rewrite the fences of a text in the terms of MyST, as a core rule of markdown-it."""
    for token in state.tokens:
        if token.type == "colon_fence":
            _rewrite(token)


def _rewrite(token: Token) -> None:
    """Write a fence as the directive of a callout, or its attributes as those of a token."""
    info = token.info.strip()
    if _ATTRIBUTES.fullmatch(info):
        _rewrite_attributes(token, info)
    elif (found := _NAMED.fullmatch(_without_attributes(info))) is not None:
        title = (found["label"] or found["title"] or "").strip()
        if found["name"].lower() in BOXES or re.search(r"[^\W\d]", title):
            _write_callout(token, found["name"], title)


def _without_attributes(info: str) -> str:
    """Return the first line of a fence without the attributes in braces at its end."""
    start = info.rfind("{")
    is_end = start > 0 and _IN_BRACES.fullmatch(info, start)
    return info[:start].rstrip() if is_end else info


def _rewrite_attributes(token: Token, info: str) -> None:
    """Rewrite a fence with attributes of Pandoc in braces."""
    classes, identifier, title = [], "", ""
    for found in _ATTRIBUTE.finditer(info):
        if found["mark"] == ".":
            classes.append(found["word"])
        elif found["mark"]:
            identifier = found["word"]
        elif found["title"]:
            title = found["title"]
    names = [name.removeprefix("callout-").lower() for name in classes]
    if kind := next((name for name in names if name in BOXES), ""):
        _write_callout(token, kind, title)
        return
    token.info = ""
    if classes:
        token.attrJoin("class", " ".join(classes))
    if identifier:
        token.attrSet("id", identifier)


def _write_callout(token: Token, kind: str, title: str) -> None:
    """Write a fence as the directive of a callout."""
    token.info = f"{{{DIRECTIVE}}} {kind} {title}".rstrip()
    if token.content.startswith((":", "---")):  # else options of the directive
        token.content = f"\n{token.content}"
