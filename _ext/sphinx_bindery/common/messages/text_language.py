"""The language of generated texts: that of the book, or that of the post that they are for.

Sphinx loads each catalogue in the language of the book. While the byline of a post in another
language is rendered, in :func:`in_language`, the functions return messages in its language.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import locale
from sphinx_bindery.common.messages.catalogue_files import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    PluralTranslation = Callable[[str, str, int], str]
    """Takes the messages for one and for several things, and their number."""

_OTHER: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("other", default=None)
"""The name of the catalogue that is replaced by :func:`in_language`, and its translations."""


def get_translation(catalogue: str) -> Callable[[str], str]:
    """Return the counterpart of :func:`sphinx.locale.get_translation` for such texts."""
    of_book = locale.get_translation(catalogue)

    def translate(message: str) -> str:
        other = _other(catalogue)
        return other.gettext(message) if other else of_book(message)

    return translate


def get_context_translation(catalogue: str) -> Callable[[str, str], str]:
    """Return the counterpart of :func:`get_translation` for messages with a context (``msgctxt``).

    One English word can have several translations: ``Series`` is singular or plural.
    """

    def translate(context: str, message: str) -> str:
        return (_other(catalogue) or locale.get_translator(catalogue)).pgettext(context, message)

    return translate


def get_plural_translation(catalogue: str) -> PluralTranslation:
    """Return the counterpart of :func:`get_translation` for plural forms.

    The number is not inserted: ``.format(number=number)`` does that.
    """

    def translate(singular: str, plural: str, number: int) -> str:
        translations = _other(catalogue) or locale.get_translator(catalogue)
        return translations.ngettext(singular, plural, number)

    return translate


def _other(catalogue: str) -> gettext.NullTranslations | None:
    """Return the translations that replace those of a catalogue; None without any."""
    name, translations = _OTHER.get() or ("", None)
    return translations if name == catalogue else None


@contextmanager
def in_language(
    catalogue: str, folders: Iterable[str | PathLike[str]], language: str
) -> Iterator[None]:
    """Return a context in which the messages of a catalogue are in another language.

    Args:
        catalogue: The name of the catalogue.
        folders: The folders of catalogues by language, in the order of precedence.
        language: The language, as in the names of its folders; empty for that of the book.
    """
    if not language:
        yield
        return
    paths = [
        path for folder in folders for path in gettext.find(catalogue, folder, [language], all=True)
    ]
    states = tuple((path, Path(path).stat().st_mtime_ns) for path in paths)
    token = _OTHER.set((catalogue, _merged(states)))
    try:
        yield
    finally:
        _OTHER.reset(token)


@lru_cache(maxsize=64)
def _merged(states: tuple[tuple[str, int], ...]) -> gettext.NullTranslations:
    """Return the translations in several files, the first ones first; English without any."""
    merged = gettext.NullTranslations()
    for path, _time in states:
        merged.add_fallback(read_catalogue(path))
    return merged
