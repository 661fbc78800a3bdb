"""Sphinx's search index, with less work, and none that grows with the square of the site."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx.search import IndexBuilder, WordStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_STEMS = 100_000
"""Of so many words, the last that were met: those of some languages have no end."""


class SearchWords(IndexBuilder):
    """The words of all documents."""

    def __init__(
        self, env: BuildEnvironment, lang: str, options: dict[str, str], scoring: str
    ) -> None:
        """Take what Sphinx gives; take the stem of a word once for all documents."""
        super().__init__(env, lang, options, scoring)
        self.lang.stem = lru_cache(_STEMS)(self.lang.stem)  # type: ignore[method-assign]

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        """Return the words of a document, each once: no index counts them."""
        store = super()._word_collector(doctree)
        store.words = list(dict.fromkeys(store.words))
        return store

    def prune(self, docnames: Iterable[str]) -> None:
        """Drop all documents but these.

        Sphinx asks of each word, with all docnames in a list or a mapping, which of them have it
        (https://github.com/sphinx-doc/sphinx/issues/11120); of a set it asks the shorter way round.
        """
        kept = set(docnames)
        if not self._titles.keys() <= kept:
            super().prune(kept)

    def get_terms(
        self, fn2index: dict[str, int]
    ) -> tuple[dict[str, list[int] | int], dict[str, list[int] | int]]:
        """Return for each word of texts and of titles the numbers of its documents, or the one."""
        number, known = fn2index.__getitem__, fn2index.keys()
        told: tuple[dict[str, list[int] | int], dict[str, list[int] | int]] = ({}, {})
        for terms, mapping in zip(told, (self._mapping, self._title_mapping), strict=True):
            for word, docnames in mapping.items():
                numbers = sorted(map(number, docnames if docnames <= known else docnames & known))
                if len(docnames) != 1:
                    terms[word] = numbers
                elif numbers:
                    terms[word] = numbers[0]
        return told
