"""What is withdrawn is gone from the site: the pages of posts that are no more, and their words.

Sphinx leaves both behind in an incremental build, so that a post which has become a draft stays
readable at its address, and its words stay in the search index. It leaves the doctree, too, by
default in a folder of the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.files import remove_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.incremental.build_record import Memory


def remove_pages(memory: Memory, app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: remove the pages that are no more, and their doctrees.

    That is what this builder wrote for documents that are gone, and for posts held back: of those
    whatever an earlier build with another cache may have left. What else the site has at such an
    address, such as a redirect, is not theirs: who wrote it makes it anew or removes it.
    """
    domain = anthology_domain(env)
    builder = app.builder
    outdir = Path(builder.outdir)
    others = {outdir / name for names in memory.before.beside.values() for name in names}
    if isinstance(builder, StandaloneHTMLBuilder):
        others |= {Path(builder.get_output_path(name)) for name in memory.before.listed}
    gone = memory.before.shown.keys() - env.all_docs.keys()
    for docname in sorted(gone | domain.unpublished):
        for path in _written(builder, docname):
            if path not in others:
                remove_file(path, outdir)
        remove_file(Path(env.doctreedir, f"{docname}.doctree"), Path(env.doctreedir))


def remove_files(memory: Memory, app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: remove the pictures and downloads that no document has any more.

    Only those that the last build had: extensions put files there, too.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    now = {f"{builder.imagedir}/{name}" for _docnames, name in env.images.values()}
    now |= {f"_downloads/{path}" for _docnames, path in env.dlfiles.values()}
    for name in set(memory.before.copied) - now:
        remove_file(Path(builder.outdir, name), Path(builder.outdir))
    memory.now.copied = sorted(now)


def _written(builder: Builder, docname: str) -> Iterator[Path]:
    """Yield the files that the builder writes for a document, if it writes one for each."""
    outdir = Path(builder.outdir)
    if isinstance(builder, StandaloneHTMLBuilder):
        yield Path(builder.get_output_path(docname))
        for suffix in builder.config.source_suffix:
            for link_suffix in {"", builder.config.html_sourcelink_suffix}:
                yield outdir / "_sources" / f"{docname}{suffix}{link_suffix}"
    elif suffix := getattr(builder, "out_suffix", ""):
        yield outdir / f"{docname}{suffix}"


def forget_words(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: drop the words that no document has any more; add no page.

    Sphinx writes what it loaded of the last index in the order in which it comes, and keeps words
    whose documents are gone (``IndexBuilder.prune``; https://github.com/sphinx-doc/sphinx/issues/11120
    is about its cost). The index has no public way to its words.
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
