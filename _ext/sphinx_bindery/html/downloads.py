"""The directive ``{book-downloads}``: links to the PDF and the ePub of the book, with their sizes.

The books are those of the last builds, in ``pdf/`` and ``epub/`` next to the folder of the site.
The site contains copies of them, so that it can be moved as a whole. On Read the Docs the links
lead to the host's own downloads.
"""

from __future__ import annotations

import filecmp
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from babel.units import format_unit
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import builder_of, is_hosted
from sphinx_bindery.common.dates import locale_of, with_digits
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_FORMATS = {"pdf": "PDF", "epub": "ePub"}
_FOLDER = "_downloads"

_MARK = "book-downloads"
"""The key in the metadata of a document that contains the directive."""


class book_downloads(nodes.General, nodes.Element):  # noqa: N801 (docutils style)
    """Placeholder of the links."""


class BookDownloadsDirective(SphinxDirective):
    """Directive that inserts the placeholder of the links."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, and mark the document."""
        self.env.metadata[self.env.current_document.docname][_MARK] = True
        return [book_downloads()]


class BookDownloadsTransform(SphinxPostTransform):
    """Post-transform that replaces the placeholders with links, and removes them elsewhere."""

    default_priority: ClassVar[int] = 4

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders of a document."""
        builder = builder_of(self.env)
        uri = builder.get_target_uri(self.env.current_document.docname)
        for placeholder in [*self.document.findall(book_downloads)]:
            items = [
                nodes.list_item("", nodes.paragraph("", "", _link(builder, address, book, uri)))
                for address, book in downloads(builder).items()
            ]
            links = nodes.bullet_list("", *items, bullet="*", classes=["book-downloads"])
            placeholder.replace_self([links] if items else [])


def downloads(builder: Builder) -> dict[str, Path]:
    """Return the books that the site offers, by address.

    Returns:
        The files of the books. The addresses are relative to the root of the site where it contains
        a copy, and root-relative where the host offers the book.
    """
    if not is_hosted(builder):
        return {}
    folder, name = Path(builder.outdir).parent, basename(builder.config)
    hosted = read_the_docs_addresses(os.environ)
    books = (folder / kind / f"{name}.{kind}" for kind in _FORMATS)
    return {
        hosted.get(book.parent.name, f"{_FOLDER}/{book.name}"): book
        for book in books
        if book.is_file()
    }


def read_the_docs_addresses(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the books on Read the Docs by format; none on other hosts.

    https://docs.readthedocs.com/platform/stable/downloadable-documentation.html
    """
    if environ.get("READTHEDOCS") != "True":
        return {}
    language = environ.get("READTHEDOCS_LANGUAGE", "en")
    version = environ.get("READTHEDOCS_VERSION", "latest")
    return {kind: f"/_/downloads/{language}/{version}/{kind}/" for kind in _FORMATS}


def format_size(size: int, language: str) -> str:
    """Format a number of bytes in kilobytes or megabytes, which are decimal units."""
    if size < 999_500:
        number: float = max(1, round(size / 1_000))
        unit = "digital-kilobyte"
    else:
        number, unit = round(size / 1_000_000, 1), "digital-megabyte"
    shown = format_unit(
        number, unit, "short", locale=locale_of(language), numbering_system="default"
    )
    return with_digits(shown, language)


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return the pages whose books or sizes have changed."""
    if not is_hosted(app.builder):
        return []
    books = downloads(app.builder)
    offered = fingerprint([(address, book.stat().st_size) for address, book in books.items()])
    fingerprints = dict.fromkeys(marked_docnames(env, _MARK), offered)
    return build_record(app).outdated("downloads", lambda: fingerprints)


def copy_books(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: copy the books into the site, remove those of earlier builds."""
    if exception or not is_hosted(app.builder):
        return
    record = build_record(app)
    offered = downloads(app.builder) if marked_docnames(app.env, _MARK) else {}
    copies = {address: book for address, book in offered.items() if not address.startswith("/")}
    earlier = record.files("downloads")
    record.expect_files("downloads", copies)
    for address in set(earlier) - copies.keys():
        Path(app.outdir, address).unlink(missing_ok=True)
    for address, book in copies.items():
        copy = Path(app.outdir, address)
        if not (copy.is_file() and filecmp.cmp(book, copy)):
            write_if_changed(copy, book.read_bytes())


def _link(builder: Builder, address: str, book: Path, uri: str) -> nodes.reference:
    name = _FORMATS[book.parent.name]
    size = format_size(book.stat().st_size, builder.config.language or "en")
    return nodes.reference(
        "",
        "",
        nodes.inline(name, name, classes=["format"]),
        nodes.Text(" "),
        nodes.inline(size, size, classes=["size"]),
        refuri=address if address.startswith("/") else relative_uri(uri, address),
        internal=True,
    )


def marked_docnames(env: BuildEnvironment, mark: str) -> list[str]:
    """Return the documents that a directive has marked, sorted.

    Args:
        env: The environment, after reading.
        mark: The key that the directive sets in the metadata of its document.
    """
    return sorted(docname for docname, metadata in env.metadata.items() if mark in metadata)


def setup(app: Sphinx) -> None:
    """Register the directive and its handlers."""
    app.setup_extension("sphinx_bindery.common.build_record")
    app.add_node(book_downloads)
    app.add_directive("book-downloads", BookDownloadsDirective)
    app.add_post_transform(BookDownloadsTransform)
    app.connect("env-updated", outdated)
    app.connect("build-finished", copy_books)
