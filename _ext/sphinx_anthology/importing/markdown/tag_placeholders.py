"""Placeholders for template tags without counterpart, during the conversion of a text.

A tag such as ``{{ page.x }}`` would break links and HTML around it. Its placeholder is one word of
private use characters and hexadecimal digits. The tag is restored at the end: as code in code, and
as escaped text elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_START, _END = "\ue0fe", "\ue0ff"
OURS = "\ue0fd"
"""The beginning of the info string of a fence that we write as a directive of MyST."""

BLANK = "\ue0fc"
"""A placeholder for a blank line within an HTML element, which it must not end."""

_KEPT = re.compile(f"{_START}([0-9a-f]*){_END}")
_PRIVATE = re.compile(f"[{OURS}{BLANK}{_START}{_END}]")


def without_private(text: str) -> str:
    """Return a text without the private use characters of placeholders."""
    return _PRIVATE.sub("", text)


def keep(tag: str) -> str:
    """Return the placeholder for a template tag."""
    return f"{_START}{tag.encode(errors='replace').hex()}{_END}"


def restore(text: str, shown: Callable[[str], str] = str) -> str:
    """Return a text with template tags in place of placeholders.

    Args:
        text: The text.
        shown: Converts a template tag.
    """
    if _START not in text:
        return text
    return _KEPT.sub(lambda found: shown(bytes.fromhex(found[1]).decode()), text)


def has_kept(text: str) -> bool:
    """Return whether a text has a placeholder."""
    return _START in text


def tag_message(tag: str) -> str:
    """Return the notice about a template tag without counterpart."""
    shown = " ".join(tag.split())
    return f"{shown!r}: a template tag without counterpart; it is kept as text, edit it"
