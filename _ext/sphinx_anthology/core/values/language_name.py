"""The language of a post in words, where it is not that of the book."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
"""The shape of a language tag (RFC 5646, 2.1), with POSIX's underscore for a hyphen."""


def shown_language(tag: str, language: str) -> str:
    """Return the name of a language in another, as in ``French``.

    Args:
        tag: the language to name (BCP 47); nothing is returned where it is empty, is that of the
            reader, or has no name that is known.
        language: the reader's (BCP 47 or POSIX).
    """
    wanted, reader = _locale(tag), _locale(language) or Locale("en")
    if wanted is None or _primary(tag) == _primary(language):
        return ""
    return wanted.get_display_name(reader) or ""


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag.replace("-", "_")) if tag else None
    except (ValueError, UnknownLocaleError):
        return None
