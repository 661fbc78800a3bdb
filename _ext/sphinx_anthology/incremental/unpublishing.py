"""Removal of unpublished posts from an output.

Sphinx keeps the pages of removed documents in an incremental build: a post that became a draft
would stay readable at its address, and its terms in the search index. Sphinx keeps the doctree too,
by default in a folder of the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.incremental.outdated import LISTINGS, PAGES
from sphinx_bindery.common.files import remove_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.build_record import BuildRecord

_IMAGES = "images and downloads"


def remove_unpublished(record: BuildRecord, app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: remove the pages of removed documents, and their doctrees.

    These are the pages that this builder wrote, and those of unpublished posts that an earlier
    build with another cache may have left. An extra file or a listing page that now has the same
    path is kept.
    """
    domain = anthology_domain(env)
    builder = app.builder
    outdir = Path(builder.outdir)
    kept = {outdir / name for names in record.files_before.values() for name in names}
    if isinstance(builder, StandaloneHTMLBuilder):
        kept |= {Path(builder.get_output_path(name)) for name in record.fingerprints(LISTINGS)}
    removed = record.fingerprints(PAGES).keys() - env.all_docs.keys()
    for docname in sorted(removed | domain.unpublished):
        for path in _output_files(builder, docname):
            if path not in kept:
                remove_file(path, outdir)
        remove_file(Path(env.doctreedir, f"{docname}.doctree"), Path(env.doctreedir))


def remove_unused_files(record: BuildRecord, app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: remove images and downloads that no document uses any more.

    Other extensions put files into the same folders, so only recorded files are removed.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    now = {f"{builder.imagedir}/{name}" for _docnames, name in env.images.values()}
    now |= {f"_downloads/{path}" for _docnames, path in env.dlfiles.values()}
    for name in set(record.files(_IMAGES)) - now:
        remove_file(Path(builder.outdir, name), Path(builder.outdir))
    record.expect_files(_IMAGES, now)


def _output_files(builder: Builder, docname: str) -> Iterator[Path]:
    """Yield the files that a builder writes for a document, if it writes one for each."""
    outdir = Path(builder.outdir)
    if isinstance(builder, StandaloneHTMLBuilder):
        yield Path(builder.get_output_path(docname))
        for suffix in builder.config.source_suffix:
            for link_suffix in {"", builder.config.html_sourcelink_suffix}:
                yield outdir / "_sources" / f"{docname}{suffix}{link_suffix}"
    elif suffix := getattr(builder, "out_suffix", ""):
        yield outdir / f"{docname}{suffix}"


def prune_search_index(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: remove terms without documents from Sphinx's search index.

    Sphinx keeps the terms of removed documents (``IndexBuilder.prune``;
    https://github.com/sphinx-doc/sphinx/issues/11120 is about its cost) and the order of the index
    that it loaded. It has no public interface to the terms.
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
