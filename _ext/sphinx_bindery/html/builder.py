"""The builders ``html`` and ``dirhtml``, which write only outdated files; and ``singlehtml``.

Their output is the same as that of Sphinx's builders. A build without changes writes no file.

A page with a toctree is written again only when the content of its toctrees changes. Sphinx writes
it again whenever a document directly in a toctree changes: a page that lists ten thousand posts,
after any edit. It does not write it again for documents deeper in the toctree.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from sphinx import addnodes
from sphinx_bindery.common import build_record
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.common.collation.general_index import create_index
from sphinx_bindery.common.extension_nodes.visitors import ExtensionNodes
from sphinx_bindery.html.picture_files import copy_picture, is_copied_as_is
from sphinx_bindery.html.search.index_entries import SearchIndexFormat
from sphinx_bindery.pictures import is_svg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


LIVE_TAG = "live"
"""The tag of builds by ``make live``; after the first, the search index is not updated."""

_SECTION = "general"
"""The section of the build record for files that are generated from all documents."""


def inputs_fingerprint(builder: StandaloneHTMLBuilder) -> str:
    """Return the fingerprint of the inputs: times of reading, options and our own code."""
    info, code = builder.build_info, Path(__file__).parents[1].rglob("*.py")
    options = info.config_hash, info.tags_hash, builder.config.html_theme
    times = [(str(path), path.stat().st_mtime_ns) for path in sorted(code)]
    return fingerprint((sorted(builder.env.all_docs.items()), options, times))


def _read_files(folder: Path) -> dict[Path, tuple[os.stat_result, bytes]]:
    """Return the status and the bytes of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat(), path.read_bytes()) for path in files}


class SiteBuilder(ExtensionNodes, StandaloneHTMLBuilder):
    """HTML builder that writes only outdated files."""

    _is_up_to_date = False
    _keeps_index = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self._static_files: dict[Path, tuple[os.stat_result, bytes]] = {}
        self.indexer_format = SearchIndexFormat()

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write: all of them if the search index is missing.

        Sphinx would index only the changed documents, and write no index without any.
        """
        outdated = [*super().get_outdated_docs()]
        has_index = not self.search or (self.outdir / self.searchindex_filename).is_file()
        yield from outdated if has_index else self.env.found_docs

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Prepare for writing, and determine whether the output is up to date."""
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
        """Yield the files that are generated from all documents."""
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
            self.indexer_format.leave_out(docnames)

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index a page, even if nodes of extensions lack docutils' basic attributes."""
        try:
            super().index_page(pagename, doctree, title)
        except KeyError:
            complete = doctree.deepcopy()
            for node in complete.findall(nodes.Element):
                for name in nodes.Element.basic_attributes:
                    node.attributes.setdefault(name, [])
            super().index_page(pagename, complete, title)

    def dump_search_index(self) -> None:
        """Write the search index, unless it is kept."""
        if not self._keeps_index:
            super().dump_search_index()

    def copy_image_files(self) -> None:
        """Copy the images of pages; remove from SVG what runs a script or loads a file."""
        images = self.images
        self.images = {path: name for path, name in images.items() if is_copied_as_is(name)}
        super().copy_image_files()
        self.images = images
        for path, name in images.items():
            if not is_copied_as_is(name):
                copy_picture(Path(self.srcdir, path), Path(self._images_dir, name))

    def copy_download_files(self) -> None:
        """Copy downloadable files; clean SVG like :meth:`copy_image_files`, as browsers open it."""
        files = self.env.dlfiles
        pictures = {path: files[path][1] for path in files if is_svg(path.name)}
        others = {path: entry for path, entry in files.items() if path not in pictures}
        self.env.dlfiles = type(files)(others)
        super().copy_download_files()
        self.env.dlfiles = files
        for path, name in pictures.items():
            copy_picture(Path(self.srcdir, path), Path(self._downloads_dir, name))

    def gen_indices(self) -> None:
        """Write the general index and those of the domains, unless they are up to date."""
        pages = [self.get_output_path(name) for name, *_index in self.domain_indices]
        if not self._is_up_to_date or not all(page.is_file() for page in pages):
            super().gen_indices()

    def write_genindex(self) -> None:
        """Write the general index in the alphabetical order of the language."""
        index = create_index(self.env, self)
        counts = [
            sum(1 + len(subentries) for _term, (_links, subentries, _key) in entries)
            for _heading, entries in index
        ]
        is_split = self.config.html_split_index
        context = {
            "genindexentries": index,
            "genindexcounts": counts,
            "split_index": is_split,
        }
        self.handle_page(
            "genindex", context, "genindex-split.html" if is_split else "genindex.html"
        )
        if is_split:
            self.handle_page("genindex-all", context, "genindex.html")
            for (heading, entries), count in zip(index, counts, strict=True):
                own = {"key": heading, "entries": entries, "count": count}
                self.handle_page(f"genindex-{heading}", context | own, "genindex-single.html")

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
        """Restore the modification times of static files that were rewritten with the same bytes.

        Hosts compare modification times to find changed files.
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


class SinglePageBuilder(ExtensionNodes, SingleFileHTMLBuilder):
    """Sphinx's builder of one page, with the visitors of all extensions."""

    name = SingleFileHTMLBuilder.name


class ToctreePages:
    """The outdated pages with toctrees, in place of those in Sphinx's ``files_to_rebuild``."""

    def __init__(self) -> None:
        self._files_to_rebuild: dict[str, set[str]] | None = None

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-get-updated``, after sections are numbered: return the outdated pages."""
        builder = app.builder
        if not is_html_site(builder):
            return []
        record = build_record.build_record(app)
        compute = partial(toctree_fingerprints, env)
        return record.outdated("toctrees", compute, source=inputs_fingerprint(builder))

    def hide(self, app: Sphinx, builder: Builder) -> None:
        """Handle ``write-started``: empty ``files_to_rebuild``, so that Sphinx adds no page."""
        if is_html_site(builder) and self._files_to_rebuild is None:
            self._files_to_rebuild = app.env.files_to_rebuild
            app.env.files_to_rebuild = {}

    def restore(self, app: Sphinx, *_arguments: object) -> list[object]:
        """Handle the first event after Sphinx has chosen the pages: restore ``files_to_rebuild``.

        It is also a handler of ``html-collect-pages``, and adds no page there.
        """
        if self._files_to_rebuild is not None:
            app.env.files_to_rebuild = self._files_to_rebuild
            self._files_to_rebuild = None
        return []


def toctree_fingerprints(env: BuildEnvironment) -> dict[str, str]:
    """Return the fingerprint of the toctrees of each document that has some, by docname."""
    known: dict[str, str] = {}

    def document_fingerprint(docname: str) -> str:
        if docname not in known:
            known[docname] = ""  # ends the recursion in circular toctrees
            below = [document_fingerprint(name) for name in env.toctree_includes.get(docname, ())]
            known[docname] = fingerprint((_headings(env, docname), below))
        return known[docname]

    return {
        docname: fingerprint([document_fingerprint(name) for name in names])
        for docname, names in sorted(env.toctree_includes.items())
    }


def _headings(env: BuildEnvironment, docname: str) -> object:
    """Return the title, number, depth and headings of a document, which toctrees show."""
    toc = env.tocs.get(docname)
    return (
        str(env.titles.get(docname)),
        env.toc_secnumbers.get(docname),
        env.metadata.get(docname, {}).get("tocdepth"),
        None if toc is None else _content(toc),
    )


def _content(node: nodes.Node) -> object:
    """Return the content of a part of a table of contents; ``str`` would be slower."""
    if not isinstance(node, nodes.Element):
        return node.astext()
    if isinstance(node, nodes.reference):
        return node.get("anchorname"), [_content(child) for child in node.children]
    if isinstance(node, nodes.list_item | nodes.bullet_list | addnodes.compact_paragraph):
        return [_content(child) for child in node.children]
    attributes = sorted((name, repr(value)) for name, value in node.attributes.items())
    return node.tagname, attributes, [_content(child) for child in node.children]


_BUILDERS: dict[type[Builder], type[Builder]] = {
    StandaloneHTMLBuilder: SiteBuilder,
    DirectoryHTMLBuilder: DirectorySiteBuilder,
    SingleFileHTMLBuilder: SinglePageBuilder,
}


def setup(app: Sphinx) -> None:
    """Replace Sphinx's own builders, but no builder of another extension; connect the handlers."""
    app.setup_extension(build_record.__name__)
    for theirs, ours in _BUILDERS.items():
        if app.registry.builders.get(theirs.name) is theirs:
            app.add_builder(ours, override=True)
    pages = ToctreePages()
    app.connect("env-get-updated", pages.outdated)
    app.connect("write-started", pages.hide)
    for event in ("doctree-resolved", "html-collect-pages", "build-finished"):
        app.connect(event, pages.restore)
