"""The builders ``html`` and ``dirhtml``, which leave alone what is up to date.

They write the bytes that Sphinx's builders write. A build after which nothing has changed writes
no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_bindery.html.file_times import FileTimes
from sphinx_bindery.html.page_record import as_read, kept_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class SiteBuilder(StandaloneHTMLBuilder):
    """HTML builder that writes only outdated files."""

    _is_up_to_date = False
    _static_files: FileTimes | None = None

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write: all of them if the search index is missing.

        Sphinx would write an index of the changed documents alone, and none if there are none.
        """
        outdated = [*super().get_outdated_docs()]
        has_index = not self.search or (self.outdir / self.searchindex_filename).is_file()
        yield from outdated if has_index else self.env.found_docs

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare for writing, and find out whether there is anything to write."""
        kept = self._kept_names()
        known = kept.is_file() and kept.read_text("utf-8") == as_read(self)
        self._is_up_to_date = (
            known and not docnames and all(path.is_file() for path in self._general_files())
        )
        if not self._is_up_to_date:
            kept.unlink(missing_ok=True)  # until the build has ended
        self._static_files = FileTimes(self.outdir / "_static")
        super().prepare_writing(docnames)

    def _kept_names(self) -> Path:
        return kept_file(self, "documents")

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
        """Load the search index, unless it is up to date."""
        if not self._is_up_to_date:
            super().load_indexer(docnames)

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
            kept = self._kept_names()
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(as_read(self), encoding="utf-8")

    def cleanup(self) -> None:
        """Give static files with the same bytes their old times, once all are written."""
        super().cleanup()
        if self._static_files is not None:
            self._static_files.give_back()


class DirectorySiteBuilder(SiteBuilder, DirectoryHTMLBuilder):
    """HTML builder that writes each page to a folder of its own."""

    name = DirectoryHTMLBuilder.name


_BUILDERS: dict[type[Builder], type[Builder]] = {
    StandaloneHTMLBuilder: SiteBuilder,
    DirectoryHTMLBuilder: DirectorySiteBuilder,
}


def setup(app: Sphinx) -> None:
    """Replace Sphinx's own builders, but no builder of another extension."""
    for theirs, ours in _BUILDERS.items():
        if app.registry.builders.get(theirs.name) is theirs:
            app.add_builder(ours, override=True)
