"""Names of languages, and the syntax of language tags."""

from __future__ import annotations

import re

from sphinx_bindery.common.dates import known_locale, locale_of
from sphinx_bindery.common.language_tag import primary_language

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
"""Syntax of a language tag (RFC 5646, 2.1), with the underscore of POSIX as an alternative.

Codes of languages have two or three letters: longer ones are possible, but none is registered, and
names such as ``English`` would match.
"""


def language_name(tag: str, language: str, shown_in: str = "") -> str:
    """Return the name of a language in the reader's language, such as ``French``.

    Args:
        tag: The language to name (BCP 47).
        language: The reader's language (BCP 47 or POSIX).
        shown_in: The language of the name, if it is not that of the reader.

    Returns:
        The name; empty if the tag is empty, unknown, or of the reader's language.
    """
    wanted = known_locale(tag) or known_locale(primary_language(tag))  # an unknown script or region
    if wanted is None or primary_language(tag) == primary_language(language):
        return ""
    return wanted.get_display_name(locale_of(shown_in or language)) or ""
