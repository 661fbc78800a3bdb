"""The index entries in Sphinx's search index, which Sphinx loses in incremental builds.

Sphinx writes them, but does not read them again: after an edit, the search finds the entries of the
edited document only (``IndexBuilder.load``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from sphinx.search import js_index

if TYPE_CHECKING:
    from sphinx.search import IndexBuilder


class SearchIndexFormat:
    """The format of ``searchindex.js``.

    Attributes:
        loaded: The search index of the previous build, after it was loaded.
    """

    def __init__(self) -> None:
        self.loaded: dict[str, Any] = {}

    def load(self, stream: TextIO) -> object:
        """Return the search index in a file."""
        self.loaded = js_index.load(stream)
        return self.loaded

    def dump(self, index: object, stream: TextIO) -> None:
        """Write a search index to a file."""
        js_index.dump(index, stream)


def restore_index_entries(index: IndexBuilder, form: SearchIndexFormat) -> None:
    """Restore the index entries of the documents that are not written again.

    Sphinx has no public interface to them.

    Args:
        index: The search index, with the documents that it keeps of the previous build.
        form: The format by which it was loaded.
    """
    docnames = form.loaded.get("docnames", ())
    restored: dict[str, list[tuple[str, str, str]]] = {
        docname: [] for docname in docnames if docname in index._titles
    }
    for entry, places in form.loaded.get("indexentries", {}).items():
        for number, anchor, is_main in places:
            if docnames[number] in restored:
                place = (entry, anchor, "main" if is_main else "")
                restored[docnames[number]].append(place)
    index._index_entries |= restored
    form.loaded = {}


def sort_index_entries(index: IndexBuilder) -> None:
    """Sort the index entries by document, as a build that writes all documents does."""
    index._index_entries = dict(sorted(index._index_entries.items()))
