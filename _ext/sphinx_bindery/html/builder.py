"""The builders ``html`` and ``dirhtml``: Sphinx's, at a cost that a large site can pay.

What they write is what Sphinx's write. What Sphinx does again where nothing has changed, they
leave; what it does in one process while another waits, they share.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import progress_message, status_iterator
from sphinx.util.inventory import InventoryFile

from sphinx_bindery.html.file_times import FileTimes
from sphinx_bindery.html.page_record import as_read, kept_file
from sphinx_bindery.speedups.object_cache import KnownDomains
from sphinx_bindery.speedups.parallel_reading import ParallelReading
from sphinx_bindery.speedups.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.speedups.workers import Say

_logger = logging.getLogger(__name__)

_FEW = 5
"""So many documents are written without other processes."""

_CHUNK = 96
"""So many a process writes at most: with each fork, memory that either changes is copied anew."""


class SiteBuilder(ParallelReading, StandaloneHTMLBuilder):
    """Writes a site, each page in a file of its name."""

    _is_as_it_was = False
    _static_files: FileTimes | None = None
    _domains: KnownDomains | None = None

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Take what Sphinx gives."""
        super().__init__(app, env)
        self._titles: dict[int, tuple[nodes.title, dict[str, str]]] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write: all where the words that are searched are not there.

        Sphinx would write an index of those alone that have changed, and fails where none has.
        """
        outdated = [*super().get_outdated_docs()]
        has_words = not self.search or (self.outdir / self.searchindex_filename).is_file()
        yield from outdated if has_words else self.env.found_docs

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare, and find out whether there is nothing to write."""
        kept = self._kept_names()
        known = kept.is_file() and kept.read_text("utf-8") == as_read(self)
        self._is_as_it_was = known and not docnames and all(p.is_file() for p in self._made())
        if not self._is_as_it_was:
            kept.unlink(missing_ok=True)  # until the build has ended
        self._static_files = FileTimes(self._static_dir)
        super().prepare_writing(docnames)

    def _kept_names(self) -> Path:
        return kept_file(self, "documents")

    def _made(self) -> Iterable[Path]:
        """Yield the files that are made of all documents."""
        yield self.outdir / ".buildinfo"
        yield self.outdir / "objects.inv"
        if self.use_index:
            yield self.get_output_path("genindex")
        if self.search:
            yield self.get_output_path("search")
            yield self.outdir / self.searchindex_filename
            if self.config.html_use_opensearch:
                yield self._static_dir / "opensearch.xml"
        yield from map(self.get_output_path, self.config.html_additional_pages)

    # -- writing --------------------------------------------------------------------------------

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        """Resolve documents here, as Sphinx has it; write them here and in other processes.

        Sphinx writes none here, and keeps all that are resolved until a process is free.
        """
        if len(docnames) <= _FEW:
            self._write_serial(docnames)
            return
        self._write_serial(docnames[:1])  # compiles the templates for all processes
        coming = deque(docnames[1:])
        chunk = max(2, min(_CHUNK, len(coming) // (4 * nproc)))
        resolved: deque[tuple[str, nodes.document]] = deque()
        progress = status_iterator(
            tuple(coming), __("writing output... "), "darkgreen", len(coming), self.config.verbosity
        )
        with Workers(nproc) as workers:
            while coming or resolved:
                workers.listen(lambda _docname: next(progress))
                if workers.are_free and (len(resolved) >= chunk or not coming):
                    size = chunk if coming else -(-len(resolved) // 2)
                    part = [resolved.popleft() for _ in range(size)]
                    workers.start(partial(self._write_part, part))
                elif coming and len(resolved) < 2 * chunk:
                    resolved.append(self._resolve(coming.popleft()))
                else:
                    self.phase = BuildPhase.WRITING
                    self.write_doc(*resolved.popleft())
                    next(progress)
            workers.join(lambda _docname: next(progress))
        _logger.info("")  # ends the line of progress

    def _resolve(self, docname: str) -> tuple[str, nodes.document]:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.write_doc_serialized(docname, doctree)
        return docname, doctree

    def _write_part(self, part: Sequence[tuple[str, nodes.document]], say: Say) -> None:
        self.phase = BuildPhase.WRITING
        for docname, doctree in part:
            self.write_doc(docname, doctree)
            say(docname)

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return the HTML of a node; each plain title is written on its page and on others."""
        if not isinstance(node, nodes.title) or any(
            not isinstance(child, nodes.Text) for child in node.children
        ):
            return super().render_partial(node)
        if id(node) not in self._titles:
            self._titles[id(node)] = node, super().render_partial(node)
        return self._titles[id(node)][1]

    # -- what is made of all documents ----------------------------------------------------------

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Load the last search index, if it may change."""
        if not self._is_as_it_was:
            super().load_indexer(docnames)

    def gen_indices(self) -> None:
        """Write the indices, if they may have changed or one is not there."""
        pages = [self.get_output_path(name) for name, *_index in self.domain_indices]
        if not self._is_as_it_was or not all(page.is_file() for page in pages):
            super().gen_indices()

    def gen_additional_pages(self) -> None:
        """Write the page of the search and those of the project, if they may have changed."""
        if not self._is_as_it_was:
            super().gen_additional_pages()

    def write_buildinfo(self) -> None:
        """Write what tells one configuration from another, if it may have changed."""
        if not self._is_as_it_was:
            super().write_buildinfo()

    def handle_finish(self) -> None:
        """Write the words that are searched and the inventory, if they may have changed."""
        if not self._is_as_it_was:
            self._domains = KnownDomains(self.env.domains)
            if self.indexer is not None:
                self.indexer._domains = self._domains  # type: ignore[assignment]
            super().handle_finish()
            kept = self._kept_names()
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(as_read(self), encoding="utf-8")

    @progress_message(__("dumping object inventory"))
    def dump_inventory(self) -> None:
        """Write the inventory."""
        domains = self._domains or KnownDomains(self.env.domains)
        told = SimpleNamespace(config=self.config, domains=domains)
        InventoryFile.dump(self.outdir / INVENTORY_FILENAME, cast("BuildEnvironment", told), self)

    def cleanup(self) -> None:
        """Clean up, when Sphinx and the theme have made files of their own anew."""
        super().cleanup()
        if self._static_files is not None:
            self._static_files.give_back()


class FoldersBuilder(SiteBuilder, DirectoryHTMLBuilder):
    """Writes a site, each page in a folder of its name."""

    name = DirectoryHTMLBuilder.name


_BUILDERS: dict[type[Builder], type[Builder]] = {
    StandaloneHTMLBuilder: SiteBuilder,
    DirectoryHTMLBuilder: FoldersBuilder,
}


def setup(app: Sphinx) -> None:
    """Put the builders in the places of Sphinx's, but for one where another extension's stands."""
    for theirs, ours in _BUILDERS.items():
        if app.registry.builders.get(theirs.name) is theirs:
            app.add_builder(ours, override=True)
