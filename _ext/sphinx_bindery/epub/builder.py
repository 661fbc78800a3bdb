"""The builder ``epub``: the book as one EPUB 3.3 file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from sphinx_bindery.book import Book, Chapter, Matter, Part, book_structure
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.epub.image_files import ImageFiles
from sphinx_bindery.epub.package.assembly import Assembly
from sphinx_bindery.epub.package.contents import matters
from sphinx_bindery.epub.package.paths import document_path
from sphinx_bindery.epub.raw_html import gather_runs
from sphinx_bindery.epub.translator import EpubTranslator
from sphinx_bindery.epub.xhtml.attributes import is_language
from sphinx_bindery.epub.xhtml.content_model import conform
from sphinx_bindery.epub.xhtml.markup import parse_body, serialise
from sphinx_bindery.epub.xhtml.pages import Look, compose, kind_of
from sphinx_bindery.epub.xhtml.vocabulary import LANGUAGE
from sphinx_bindery.mathml import RENDERER
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)


class EpubBuilder(Epub3Builder):
    """Writes every document of the book to a working folder, and one file from all of them.

    The working folder is emptied before and removed after the build, so that neither what an
    earlier build left nor what another builder did can show in the book.
    """

    name = "epub"
    default_translator_class = EpubTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/gif",
    ]
    # Addresses on the web become links and data URIs files, without Sphinx's help: it would load
    # the first over the network and stop at a malformed one of the second.
    supported_remote_images = True
    supported_data_uri_images = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self.target = Path(app.outdir, f"{basename(app.config)}.epub")
        super().__init__(app, env)
        self.application = app
        self.outdir = self.doctreedir / ".epub"
        self._images_dir = Path(self.outdir, "_images")
        self.book = Book(self.config.root_doc, ())
        self.matters: dict[str, Matter] = {}

    # What Sphinx asks of a builder of HTML.

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return a theme that loads nothing: pages of the book have none."""
        return "epub", {}

    @property
    def math_renderer_name(self) -> str:
        """Return MathML's name: nothing else works without scripts or pictures."""
        return RENDERER

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all documents: what was built before, and by whom, makes no difference."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the path of a document's page in the package."""
        return document_path(docname)

    # Writing.

    def copy_assets(self) -> None:
        """Copy nothing: the book has no assets but what its pages show."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002 -- always all
        """Write the pages of all documents that are in the book, and of no other."""
        shutil.rmtree(self.outdir, ignore_errors=True)
        self._images_dir.mkdir(parents=True)
        config = self.config
        book = book_structure(
            self.env,
            self.tags,
            front=config.bindery_frontmatter,
            back=config.bindery_backmatter,
        )
        self.book = _with_text(book, self._page_title(book.root))
        self.matters = matters(self.book)
        super().write_documents(set(self.book.docnames()))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page to the working folder."""
        gather_runs(doctree)
        known = {
            self.images[image["uri"]]: image["uri"]
            for image in doctree.findall(nodes.image)
            if image["uri"] in self.images
        }
        body = parse_body(self._translate(docname, doctree))
        path = document_path(docname)
        images = ImageFiles(
            docname,
            source=Path(self.srcdir),
            output=Path(self.outdir),
            statics=tuple(Path(self.confdir, name) for name in self.config.html_static_path),
            known=known,
        )
        matter = self.matters.get(docname, Matter.FRONT)
        page = compose(
            conform(body, images.path),
            title=self._page_title(docname),
            path=path,
            look=self._look(docname),
            matter=matter,
            kind=kind_of(docname, matter),
        )
        file = Path(self.outdir, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(serialise(page))

    def _page_title(self, docname: str) -> str:
        title = self.env.titles.get(docname)
        return docname if title is None else title.astext()

    def _translate(self, docname: str, doctree: nodes.document) -> str:
        doctree.settings = self.docsettings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        depth = "../" * document_path(docname).count("/")
        self.imgpath = f"{depth}_images"
        self.dlpath = f"{depth}_downloads"
        self.current_docname = docname
        visitor: Any = self.create_translator(doctree, self)
        doctree.walkabout(visitor)
        return "".join(visitor.fragment)

    def _look(self, docname: str) -> Look:
        told = str(self.env.metadata.get(docname, {}).get("lang", "")).replace("_", "-")
        language = told if re.fullmatch(LANGUAGE, told) and is_language(told) else ""
        return Look(language or (self.config.language or "en").replace("_", "-"))

    def finish(self) -> None:
        """Assemble the file; replace the one that is there only where its bytes differ."""
        data = Assembly(self, book_metadata(self.application)).archive()
        write_if_changed(self.target, data)
        _logger.info("the book is %s", self.target.name)

    def cleanup(self) -> None:
        """Remove the working folder."""
        super().cleanup()
        shutil.rmtree(self.outdir, ignore_errors=True)


def _with_text(book: Book, title: str) -> Book:
    """Return the book; where no toctree names a document, the root is its one chapter."""
    if any(True for _ in book.docnames()):
        return book
    return Book(book.root, (Part(None, Matter.BODY, (Chapter(book.root, title),)),))
