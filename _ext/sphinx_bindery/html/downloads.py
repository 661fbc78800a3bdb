"""The directive ``{book-downloads}``: buttons for the PDF and the ePub of the book, with sizes.

The books are those that the last builds left beside the folder of the site, as ``make book`` and
Read the Docs have them: ``pdf/`` and ``epub/``. The site takes copies along, so that it can be
moved anywhere; on Read the Docs it leads to the files that are offered there anyway.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.html.page_record import Written, kept_file
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_FORMATS = {"pdf": "PDF", "epub": "ePub"}
_COPIES = "_downloads"
_PAGES = "bindery_download_pages"


class book_downloads(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Holds the place until a page is written."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers can take: its format, its address on the site or its host, its size.

    size: in bytes.
    """

    name: str
    address: str
    size: int


class BookDownloads(SphinxDirective):
    """Leaves the placeholder."""

    def run(self) -> list[nodes.Node]:
        """Return it."""
        return [book_downloads()]


class DownloadPages(EnvironmentCollector):
    """Keeps in the environment which documents have the directive."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a document."""
        _pages(env).discard(docname)

    def merge_other(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take what a worker found in its documents."""
        _pages(env).update(_pages(other) & docnames)

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note a document."""
        if next(doctree.findall(book_downloads), None) is not None:
            _pages(app.env).add(app.env.current_document.docname)


class WriteDownloads(SphinxPostTransform):
    """Turns each placeholder into links; a book offers no books."""

    default_priority: ClassVar[int] = 4

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders, if the project has any."""
        if not _pages(self.env):
            return
        builder = self.env._app.builder
        page = builder.get_target_uri(self.env.current_document.docname)
        for placeholder in list(self.document.findall(book_downloads)):
            items = [
                nodes.list_item("", nodes.paragraph("", "", _link(builder, download, page)))
                for download in downloads(builder)
            ]
            found = nodes.bullet_list("", *items, bullet="*", classes=["book-downloads"])
            placeholder.replace_self([found] if items else [])


def downloads(builder: Builder) -> tuple[Download, ...]:
    """Return what the site offers: the books that are there."""
    if not is_hosted(builder):
        return ()
    hosted = read_the_docs(os.environ)
    return tuple(
        Download(name, hosted.get(name, f"{_COPIES}/{file.name}"), file.stat().st_size)
        for name, file in _books(builder).items()
    )


def read_the_docs(environ: Mapping[str, str]) -> dict[str, str]:
    """Return where Read the Docs has the books, by format; nothing elsewhere.

    https://docs.readthedocs.com/platform/stable/downloadable-documentation.html
    """
    if environ.get("READTHEDOCS") != "True":
        return {}
    language = environ.get("READTHEDOCS_LANGUAGE", "en")
    version = environ.get("READTHEDOCS_VERSION", "latest")
    return {name: f"/_/downloads/{language}/{version}/{name}/" for name in _FORMATS}


def shown_size(size: int, locale: str) -> str:
    """Return a number of bytes as readers know it from file managers, in thousands."""
    if size < 999_500:
        return f"{format_decimal(max(1, round(size / 1_000)), locale=locale)} kB"
    return f"{format_decimal(round(size / 1_000_000, 1), locale=locale)} MB"


def _books(builder: Builder) -> dict[str, Path]:
    folder = Path(builder.outdir).parent
    name = basename(builder.config)
    files = {kind: folder / kind / f"{name}.{kind}" for kind in _FORMATS}
    return {kind: file for kind, file in files.items() if file.is_file()}


def _link(builder: Builder, download: Download, page: str) -> nodes.reference:
    name = _FORMATS[download.name]
    size = shown_size(download.size, builder.config.language or "en")
    on_site = not download.address.startswith("/")
    return nodes.reference(
        "",
        "",
        nodes.inline(name, name, classes=["format"]),
        nodes.Text(" "),
        nodes.inline(size, size, classes=["size"]),
        refuri=relative_uri(page, download.address) if on_site else download.address,
        internal=True,
    )


def _pages(env: BuildEnvironment) -> set[str]:
    if not hasattr(env, _PAGES):
        setattr(env, _PAGES, set())
    pages: set[str] = getattr(env, _PAGES)
    return pages


class Offer:
    """Keeps the pages with the directive, and the copies, as the books are now."""

    def __init__(self) -> None:
        self.written = Written("downloads")

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the pages that show another size, or another book."""
        if not is_hosted(app.builder):
            return []
        shown = sha256(repr([astuple(book) for book in downloads(app.builder)]).encode())
        now = dict.fromkeys(sorted(_pages(env)), shown.hexdigest())
        return self.written.differing(app.builder, lambda: now)

    def publish(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: copy the books that pages link to, remove what is no more."""
        if exception or not is_hosted(app.builder):
            return
        offered = downloads(app.builder) if _pages(app.env) else ()
        books = _books(app.builder)
        copies = {
            book.address: books[book.name] for book in offered if not book.address.startswith("/")
        }
        kept = kept_file(app.builder, "copies")
        before = json.loads(kept.read_text("utf-8")) if kept.is_file() else []
        for address in before:
            if address not in copies:
                Path(app.outdir, address).unlink(missing_ok=True)
        for address, book in copies.items():
            copy = Path(app.outdir, address)
            if not copy.is_file() or _state(copy) != _state(book):
                copy.parent.mkdir(exist_ok=True)
                shutil.copy2(book, copy)
        if sorted(copies) != before:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(sorted(copies)), encoding="utf-8")


def _state(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def setup(app: Sphinx) -> None:
    """Register the directive and what keeps it up to date."""
    offer = Offer()
    app.add_node(book_downloads)
    app.add_directive("book-downloads", BookDownloads)
    app.add_env_collector(DownloadPages)
    app.add_post_transform(WriteDownloads)
    app.connect("env-updated", offer.outdated)
    app.connect("doctree-resolved", offer.written.note)
    app.connect("build-finished", offer.publish)
    app.connect("build-finished", offer.written.keep)
