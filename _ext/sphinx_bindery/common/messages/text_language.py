"""The language of generated texts: that of the book, or that of the post that they are for.

Sphinx has one translation for each catalogue, in the language of the book. While the byline of a
post in another language is rendered, the same functions return messages in its language.
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
"""The catalogue that is in another language than the book at present, and its translations."""


def get_translation(catalogue: str) -> Callable[[str], str]:
    """Return the counterpart of :func:`sphinx.locale.get_translation` for such texts."""
    of_book = locale.get_translation(catalogue)

    def translate(message: str) -> str:
        other = _OTHER.get()
        return other[1].gettext(message) if other and other[0] == catalogue else of_book(message)

    return translate


def get_context_translation(catalogue: str) -> Callable[[str, str], str]:
    """Return the function for messages that one word of English is not enough for.

    It takes the context, such as ``several``, and the message.
    """

    def translate(context: str, message: str) -> str:
        return locale.get_translator(catalogue).pgettext(context, message)

    return translate


def get_plural_translation(catalogue: str) -> PluralTranslation:
    """Return the counterpart of :func:`get_translation` for plural forms.

    The number is not inserted: ``.format(number=number)`` does that.
    """

    def translate(singular: str, plural: str, number: int) -> str:
        other = _OTHER.get()
        of_book = locale.get_translator(catalogue)
        translations = other[1] if other and other[0] == catalogue else of_book
        return translations.ngettext(singular, plural, number)

    return translate


@contextmanager
def in_language(
    catalogue: str, folders: Iterable[str | PathLike[str]], name: str
) -> Iterator[None]:
    """Return a context in which the messages of a catalogue are in another language.

    Args:
        catalogue: The name of the catalogue.
        folders: The folders of catalogues by language, in the order of precedence.
        name: The language in the names of folders; empty for that of the book.
    """
    if not name:
        yield
        return
    paths = [
        path for folder in folders for path in gettext.find(catalogue, folder, [name], all=True)
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
