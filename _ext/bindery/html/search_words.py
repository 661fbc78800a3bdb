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
