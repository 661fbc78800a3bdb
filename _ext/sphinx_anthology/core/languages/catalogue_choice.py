"""The choice of a message catalogue for a text in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.dates import known_locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel import Locale

_DEFAULT_SCRIPTS = {"zh": "Hans"}
"""The script of a tag without one, for languages with several scripts."""


def choose_catalogue(tag: str, available: Iterable[str]) -> str:
    """Return the message catalogue for a language; empty if there is none.

    Args:
        tag: The language (BCP 47 or POSIX), such as ``de-AT``, which uses that of ``de``.
        available: The languages that have catalogues.

    Returns:
        The catalogue of the language itself, else of another variant of it in the same script.
    """
    wanted = known_locale(tag)
    if wanted is None:
        return ""
    found = []
    for name in sorted(available):
        locale = known_locale(name)
        if locale and locale.language == wanted.language and _script(locale) == _script(wanted):
            found.append((locale.territory != wanted.territory, bool(locale.territory), name))
    return min(found, default=(False, False, ""))[2]


def _script(locale: Locale) -> str:
    return locale.script or _DEFAULT_SCRIPTS.get(locale.language, "")
