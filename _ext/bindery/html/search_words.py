"""Sphinx's search index, pruned at a cost that grows with it and not with its square."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.search import IndexBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable


class SearchWords(IndexBuilder):
    """The words of all documents."""

    def prune(self, docnames: Iterable[str]) -> None:
        """Drop all documents but these.

        Sphinx asks of each word, with all docnames in a list or a mapping, which of them have it
        (https://github.com/sphinx-doc/sphinx/issues/11120); of a set it asks the shorter way round.
        """
        super().prune(set(docnames))

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
