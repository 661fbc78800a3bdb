"""The index entries in Sphinx's search index, which Sphinx loses in incremental builds.

Sphinx writes them, but does not read them again: after an edit, the search finds the entries of the
edited document only (``IndexBuilder.load``).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO

from sphinx.search import js_index

if TYPE_CHECKING:
    from collections.abc import Iterable


class SearchIndexFormat:
    """The format of ``searchindex.js`` with the index entries of documents not written again.

    They are in the order of their documents.
    """

    def __init__(self) -> None:
        self._kept: dict[str, list[tuple[str, str, bool]]] = {}

    def load(self, stream: TextIO) -> object:
        """Return the search index in a file."""
        index: dict[str, Any] = js_index.load(stream)
        docnames = index.get("docnames", ())
        self._kept = {docname: [] for docname in docnames}
        for entry, places in index.get("indexentries", {}).items():
            for number, anchor, is_main in places:
                self._kept[docnames[number]].append((entry, anchor, is_main))
        return index

    def leave_out(self, docnames: Iterable[str]) -> None:
        """Leave out the loaded entries of documents that are indexed again."""
        for docname in docnames:
            self._kept.pop(docname, None)

    def dump(self, index: dict[str, Any], stream: TextIO) -> None:
        """Write a search index to a file."""
        entries = index["indexentries"]
        for number, docname in enumerate(index["docnames"]):
            for entry, anchor, is_main in self._kept.get(docname, ()):
                entries.setdefault(entry, []).append((number, anchor, is_main))
        for places in entries.values():
            places.sort(key=itemgetter(0))
        js_index.dump(index, stream)
        self._kept = {}
