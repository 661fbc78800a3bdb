"""What is withdrawn is gone from the site: the pages of posts that are no more, and their words.

Sphinx leaves both behind in an incremental build, so that a post which has become a draft stays
readable at its address, and its words stay in the search index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def remove_pages(builder: Builder, docnames: Iterable[str]) -> None:
    """Remove what an earlier build of the site wrote for documents that are no more."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for docname in docnames:
        builder.get_output_path(docname).unlink(missing_ok=True)
        for source in (builder.outdir / "_sources").glob(f"{docname}.*"):
            source.unlink()


def forget_words(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: drop the words that no document has any more; add no page.

    Sphinx writes what it loaded of the last index in the order in which it comes, and keeps words
    whose documents are gone (``sphinx/search/__init__.py: IndexBuilder.prune``). The index has no
    public way to its words.
    """
    index = getattr(app.builder, "indexer", None)
    if index is not None:
        for words in (index._mapping, index._title_mapping):
            for word in [word for word, docnames in words.items() if not docnames]:
                del words[word]
        entries = index._index_entries
        for docname in sorted(entries):
            entries[docname] = entries.pop(docname)
    return []
