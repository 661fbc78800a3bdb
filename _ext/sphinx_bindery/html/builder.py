"""The builders ``html`` and ``dirhtml``, which leave alone what is up to date.

They write the bytes that Sphinx's builders write. A build after which nothing has changed writes
no file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_bindery.common import build_record
from sphinx_bindery.html.toctree_pages import inputs_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


LIVE_TAG = "live"
"""Sphinx's tag of builds by ``make live``: after the first, the search index is not updated."""

_SECTION = "general"
"""The section of the build record for files that are made from all documents together."""


def _read_files(folder: Path) -> dict[Path, tuple[os.stat_result, bytes]]:
    """Return the status and the bytes of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat(), path.read_bytes()) for path in files}


class SiteBuilder(StandaloneHTMLBuilder):
    """HTML builder that writes only outdated files."""

    _is_up_to_date = False
    _keeps_index = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self._static_files: dict[Path, tuple[os.stat_result, bytes]] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write: all of them if the search index is missing.

        Sphinx would write an index of the changed documents alone, and none if there are none.
        """
        outdated = [*super().get_outdated_docs()]
        has_index = not self.search or (self.outdir / self.searchindex_filename).is_file()
        yield from outdated if has_index else self.env.found_docs

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare for writing, and find out whether there is anything to write."""
        record, inputs = build_record.build_record(self._app), inputs_fingerprint(self)
        record.outdated(_SECTION, dict, source=inputs, is_complete=True)
        self._is_up_to_date = (
            record.is_up_to_date(_SECTION)
            and not docnames
            and all(path.is_file() for path in self._general_files())
        )
        if not self._is_up_to_date:
            record.touch()
        has_index = (self.outdir / self.searchindex_filename).is_file()
        self._keeps_index = self._is_up_to_date or (has_index and self.tags.has(LIVE_TAG))
        self._static_files = _read_files(self.outdir / "_static")
        super().prepare_writing(docnames)

    def _general_files(self) -> Iterator[Path]:
        """Yield the files that are made from all documents together."""
        yield self.outdir / ".buildinfo"
        yield self.outdir / "objects.inv"
        if self.use_index:
            yield self.get_output_path("genindex")
        if self.search:
            yield self.get_output_path("search")
            yield self.outdir / self.searchindex_filename
            if self.config.html_use_opensearch:
                yield self.outdir / "_static" / "opensearch.xml"
        yield from map(self.get_output_path, self.config.html_additional_pages)

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Load the search index, unless it is kept."""
        if not self._keeps_index:
            super().load_indexer(docnames)

    def dump_search_index(self) -> None:
        """Write the search index, unless it is kept."""
        if not self._keeps_index:
            super().dump_search_index()

    def gen_indices(self) -> None:
        """Write the general index and those of the domains, unless they are up to date."""
        pages = [self.get_output_path(name) for name, *_index in self.domain_indices]
        if not self._is_up_to_date or not all(page.is_file() for page in pages):
            super().gen_indices()

    def gen_additional_pages(self) -> None:
        """Write the search page and the project's own templates, unless they are up to date."""
        if not self._is_up_to_date:
            super().gen_additional_pages()

    def write_buildinfo(self) -> None:
        """Write the fingerprint of the configuration, unless it is up to date."""
        if not self._is_up_to_date:
            super().write_buildinfo()

    def handle_finish(self) -> None:
        """Write the search index and the inventory, unless they are up to date."""
        if not self._is_up_to_date:
            super().handle_finish()

    def cleanup(self) -> None:
        """Restore the times of static files that were written again with the same bytes.

        Hosts compare times to find out which files are new.
        """
        super().cleanup()
        for path, (status, data) in self._static_files.items():
            if (
                path.is_file()
                and path.stat().st_mtime_ns != status.st_mtime_ns
                and path.read_bytes() == data
            ):
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        self._static_files = {}


class DirectorySiteBuilder(SiteBuilder, DirectoryHTMLBuilder):
    """HTML builder that writes each page to a folder of its own."""

    name = DirectoryHTMLBuilder.name


_BUILDERS: dict[type[Builder], type[Builder]] = {
    StandaloneHTMLBuilder: SiteBuilder,
    DirectoryHTMLBuilder: DirectorySiteBuilder,
}


def setup(app: Sphinx) -> None:
    """Replace Sphinx's own builders, but no builder of another extension."""
    app.setup_extension(build_record.__name__)
    for theirs, ours in _BUILDERS.items():
        if app.registry.builders.get(theirs.name) is theirs:
            app.add_builder(ours, override=True)
