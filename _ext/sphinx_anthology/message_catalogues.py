"""The message catalogues for the texts of sphinx_anthology: its own, and those of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.messages.text_language import in_language

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sphinx.environment import BuildEnvironment

NAME = "anthology"
"""The text domain of the catalogues."""
LOCALE = Path(__file__).parent / "locale"
"""The folder of our own catalogues."""


def catalogue_languages(env: BuildEnvironment) -> frozenset[str]:
    """Return the languages of the catalogues, and English, the language of the messages."""
    paths = (path for folder in _folders(env) for path in folder.glob(f"*/LC_MESSAGES/{NAME}.mo"))
    return frozenset({"en", *(path.parts[-3] for path in paths)})


def messages_in(env: BuildEnvironment, language: str) -> AbstractContextManager[None]:
    """Return a context in which our messages are in another language than the book.

    Args:
        env: The environment.
        language: One of :func:`catalogue_languages`; empty for that of the book.
    """
    return in_language(NAME, _folders(env), language)


def _folders(env: BuildEnvironment) -> list[Path]:
    """Return the folders of catalogues: those of the project first, then our own."""
    return [*(Path(env.srcdir, folder) for folder in env.config.locale_dirs), LOCALE]
