"""Codes of languages, from the names in ABlog's front matter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.core import Locale
from babel.localedata import locale_identifiers

from sphinx_anthology.core.values.language_name import LANGUAGE_TAG
from sphinx_bindery.common.language_tag import primary_language

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_CODE = 3
"""Length of the longest language codes of ISO 639, in letters."""


def language_code(name: str, known: Mapping[str, str]) -> str:
    """Return the code of a language, or the name as it is if it is unknown.

    Args:
        name: A code, a name of ``blog_languages``, or the name in English or in the language.
        known: The names of ``blog_languages`` by their codes.
    """
    if name in known:
        return name
    by_name = {full.casefold(): code for code, full in known.items()}
    if code := by_name.get(name.casefold()):
        return code
    if len(primary_language(name)) <= _MAX_CODE and LANGUAGE_TAG.fullmatch(name):
        return name
    return _codes_by_name().get(name.casefold(), name)


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Return the codes of languages by their names in English and in the language itself."""
    own = {
        str(Locale.parse(code).languages.get(code, "")).casefold(): code
        for code in locale_identifiers()
        if "_" not in code
    }
    english = {str(name).casefold(): code for code, name in Locale("en").languages.items()}
    return own | english
