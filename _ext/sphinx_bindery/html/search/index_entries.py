"""The index entries in Sphinx's search index, which Sphinx loses in incremental builds.

Sphinx writes them, but does not read them again: after an edit, the search finds the entries of the
edited document only (``IndexBuilder.load``).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO

from sphinx.search import js_index

if TYPE_CHECKING:
    from sphinx.search import IndexBuilder


class SearchIndexFormat:
    """The format of ``searchindex.js``, with index entries in the order of their documents."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def load(self, stream: TextIO) -> object:
        """Return the search index in a file."""
        self._loaded = js_index.load(stream)
        return self._loaded

    def dump(self, index: dict[str, Any], stream: TextIO) -> None:
        """Write a search index to a file."""
        for places in index["indexentries"].values():
            places.sort(key=itemgetter(0))
        js_index.dump(index, stream)

    def restore_entries(self, index: IndexBuilder | None) -> None:
        """Restore the index entries of the documents that are not written again.

        Sphinx has no public interface to them.

        Args:
            index: The loaded search index, with the documents that it keeps of the previous build.
        """
        docnames = self._loaded.get("docnames", ())
        for entry, places in self._loaded.get("indexentries", {}).items():
            for number, anchor, is_main in places:
                if index is not None and docnames[number] in index._titles:
                    entries = index._index_entries.setdefault(docnames[number], [])
                    entries.append((entry, anchor, "main" if is_main else ""))
        self._loaded = {}
