"""Language tags (BCP 47), from POSIX locales as Sphinx and other programs use them."""

from __future__ import annotations

_SCRIPTS = {"cyrillic": "Cyrl", "devanagari": "Deva", "iqtelif": "Latn", "latin": "Latn"}
"""The scripts that modifiers of POSIX locales name (ISO 15924); tags omit other modifiers."""
_REGION_LENGTH = 2


def language_tag(language: str) -> str:
    """Return the BCP 47 tag of a language that may be written as a POSIX locale.

    ``pt_BR.UTF-8`` is ``pt-BR``, and ``sr@latin``, as Sphinx writes it, is ``sr-Latn``. Anything
    else is returned as it is.
    """
    name, _at, modifier = language.partition("@")
    code, *subtags = name.partition(".")[0].replace("_", "-").split("-")
    if script := _SCRIPTS.get(modifier.lower()):
        subtags.insert(0, script)
    return "-".join((code, *subtags))


def primary_language(language: str) -> str:
    """Return the code of a language in lower case, without its script and region."""
    return language_tag(language).partition("-")[0].lower()


def region(language: str) -> str:
    """Return the region of a language as two capital letters; empty without one."""
    _code, *subtags = language_tag(language).split("-")
    return next((tag.upper() for tag in subtags if len(tag) == _REGION_LENGTH), "")
