"""Template tags without counterpart, on their way through the conversion of a text.

A tag such as ``{{ page.x }}`` would break links and HTML around it. It is kept as one word of
private characters and hexadecimal digits, and restored at the end: as code in code, and as escaped
text elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_START, _END = "\ue0fe", "\ue0ff"
OURS = "\ue0fd"
"""What begins the info string of a code fence that is a directive of MyST, written by us."""

BLANK = "\ue0fc"
"""A blank line within an HTML element that it does not end."""

_KEPT = re.compile(f"{_START}([0-9a-f]*){_END}")
_PRIVATE = re.compile(f"[{OURS}{BLANK}{_START}{_END}]")


def without_private(text: str) -> str:
    """Return the text of an author without the characters that have a meaning here."""
    return _PRIVATE.sub("", text)


def keep(tag: str) -> str:
    """Return a word that stands for a tag."""
    return f"{_START}{tag.encode(errors='replace').hex()}{_END}"


def restore(text: str, shown: Callable[[str], str] = str) -> str:
    """Return a text with its tags again.

    Args:
        text: The text.
        shown: Returns how a tag is written.
    """
    if _START not in text:
        return text
    return _KEPT.sub(lambda found: shown(bytes.fromhex(found[1]).decode()), text)


def has_kept(text: str) -> bool:
    """Return whether a text has a tag."""
    return _START in text


def tag_message(tag: str) -> str:
    """Return the notice about a tag without counterpart."""
    return f"{' '.join(tag.split())!r}: a template tag without counterpart is text now; edit it"
