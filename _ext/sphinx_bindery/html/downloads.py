"""The directive ``{book-downloads}``: links to the PDF and the ePub of the book, with their sizes.

The books are those that the last builds left next to the folder of the site, in ``pdf/`` and
``epub/``. The site contains copies of them, so that it can be moved as a whole. On Read the Docs
the links lead to the files that the host offers anyway.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_FORMATS = {"pdf": "PDF", "epub": "ePub"}
_FOLDER = "_downloads"
_DOCNAMES = "bindery_download_docnames"


class book_downloads(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The placeholder of the links."""


@dataclass(frozen=True, slots=True)
class Download:
    """A book that the site offers.

    Attributes:
        format: ``pdf`` or ``epub``.
        address: Relative to the root of the site, or root-relative on the host.
        size: In bytes.
    """

    format: str
    address: str
    size: int

    @property
    def is_on_site(self) -> bool:
        """Whether the site contains a copy."""
        return not self.address.startswith("/")


class BookDownloadsDirective(SphinxDirective):
    """Leave the placeholder."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        return [book_downloads()]


class DownloadsCollector(EnvironmentCollector):
    """Collect the documents that contain the directive."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Remove a document."""
        _docnames(env).discard(docname)

    def merge_other(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Add the documents that another process has read."""
        _docnames(env).update(_docnames(other) & docnames)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Add a document that contains the directive."""
        if next(doctree.findall(book_downloads), None) is not None:
            _docnames(app.env).add(app.env.current_document.docname)


class BookDownloadsTransform(SphinxPostTransform):
    """Replace the placeholders by links, and remove them from outputs that offer no books."""

    default_priority: ClassVar[int] = 4

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders of a document."""
        if not _docnames(self.env):
            return
        builder = builder_of(self.env)
        uri = builder.get_target_uri(self.env.current_document.docname)
        for placeholder in list(self.document.findall(book_downloads)):
            items = [
                nodes.list_item("", nodes.paragraph("", "", _link(builder, download, uri)))
                for download in downloads(builder)
            ]
            links = nodes.bullet_list("", *items, bullet="*", classes=["book-downloads"])
            placeholder.replace_self([links] if items else [])


def downloads(builder: Builder) -> tuple[Download, ...]:
    """Return the books that the site offers."""
    if not is_hosted(builder):
        return ()
    hosted = read_the_docs_addresses(os.environ)
    return tuple(
        Download(kind, hosted.get(kind, f"{_FOLDER}/{file.name}"), file.stat().st_size)
        for kind, file in _books(builder).items()
    )


def read_the_docs_addresses(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the books on Read the Docs by format; none on other hosts.

    https://docs.readthedocs.com/platform/stable/downloadable-documentation.html
    """
    if environ.get("READTHEDOCS") != "True":
        return {}
    language = environ.get("READTHEDOCS_LANGUAGE", "en")
    version = environ.get("READTHEDOCS_VERSION", "latest")
    return {kind: f"/_/downloads/{language}/{version}/{kind}/" for kind in _FORMATS}


def format_size(size: int, locale: str) -> str:
    """Format a number of bytes in decimal units, as file managers do."""
    if size < 999_500:
        return f"{format_decimal(max(1, round(size / 1_000)), locale=locale)} kB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=locale)} MB"


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return the pages that show other books, or other sizes."""
    if not is_hosted(app.builder):
        return []
    offered = fingerprint([astuple(download) for download in downloads(app.builder)])
    fingerprints = dict.fromkeys(sorted(_docnames(env)), offered)
    return build_record(app).outdated("downloads", lambda: fingerprints)


def copy_books(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: copy the books into the site, remove those of earlier builds."""
    if exception or not is_hosted(app.builder):
        return
    record = build_record(app)
    books = _books(app.builder)
    offered = downloads(app.builder) if _docnames(app.env) else ()
    copies = {
        download.address: books[download.format] for download in offered if download.is_on_site
    }
    earlier = record.files("downloads")
    record.expect_files("downloads", copies)
    for address in set(earlier) - copies.keys():
        Path(app.outdir, address).unlink(missing_ok=True)
    for address, book in copies.items():
        copy = Path(app.outdir, address)
        if not copy.is_file() or _size_and_time(copy) != _size_and_time(book):
            copy.parent.mkdir(exist_ok=True)
            shutil.copy2(book, copy)


def _books(builder: Builder) -> dict[str, Path]:
    folder = Path(builder.outdir).parent
    name = basename(builder.config)
    files = {kind: folder / kind / f"{name}.{kind}" for kind in _FORMATS}
    return {kind: file for kind, file in files.items() if file.is_file()}


def _link(builder: Builder, download: Download, uri: str) -> nodes.reference:
    name = _FORMATS[download.format]
    size = format_size(download.size, builder.config.language or "en")
    return nodes.reference(
        "",
        "",
        nodes.inline(name, name, classes=["format"]),
        nodes.Text(" "),
        nodes.inline(size, size, classes=["size"]),
        refuri=relative_uri(uri, download.address) if download.is_on_site else download.address,
        internal=True,
    )


def _docnames(env: BuildEnvironment) -> set[str]:
    if not hasattr(env, _DOCNAMES):
        setattr(env, _DOCNAMES, set())
    docnames: set[str] = getattr(env, _DOCNAMES)
    return docnames


def _size_and_time(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def setup(app: Sphinx) -> None:
    """Register the directive and its handlers."""
    app.setup_extension("sphinx_bindery.common.build_record")
    app.add_node(book_downloads)
    app.add_directive("book-downloads", BookDownloadsDirective)
    app.add_env_collector(DownloadsCollector)
    app.add_post_transform(BookDownloadsTransform)
    app.connect("env-updated", outdated)
    app.connect("build-finished", copy_books)
