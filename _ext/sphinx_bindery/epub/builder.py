"""The ``epub`` builder: the book as an EPUB 3.3 file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging

from sphinx_bindery.book import Book, Chapter, Matter, Part, book_structure
from sphinx_bindery.book_file import write_book
from sphinx_bindery.common.builders import DRAWING_FOLDERS, page_suffix
from sphinx_bindery.common.collation.general_index import create_index
from sphinx_bindery.common.extension_nodes.visitors import ExtensionNodes
from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.plain_text import with_formulas_as_text
from sphinx_bindery.common.site_files.lookup import site_folders
from sphinx_bindery.epub.images import ImageFiles
from sphinx_bindery.epub.package.assembly import assemble
from sphinx_bindery.epub.package.publication import Publication, document_path
from sphinx_bindery.epub.translator import EpubTranslator, group_raw_html
from sphinx_bindery.epub.xhtml.attributes import is_language
from sphinx_bindery.epub.xhtml.content_model import conform
from sphinx_bindery.epub.xhtml.markup import parse_body, serialize
from sphinx_bindery.epub.xhtml.pages import PageStyle, compose_page
from sphinx_bindery.epub.xhtml.vocabulary import LANGUAGE
from sphinx_bindery.formulas.renderer import RENDERER
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename
from sphinx_bindery.pdf_pages import follows_pdf, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.pdf_pages import PdfPage

_logger = logging.getLogger(__name__)


class EpubBuilder(ExtensionNodes, Epub3Builder):
    """Builder that writes the pages of all documents to a working folder, and packages them.

    The working folder is ``outdir``: other extensions expect it, with the folders of an HTML site,
    from the first event to the last. It is emptied before the build and removed after it, so that
    no file of an earlier build or of another builder gets into the book. Files that other
    extensions write to it are packaged if pages refer to them.
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
    # Sphinx would download remote images, and fail on malformed data URIs. Remote images become
    # links; ImageFiles writes data URIs as files.
    supported_remote_images = True
    supported_data_uri_images = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self.target = Path(app.outdir, f"{basename(app.config)}.epub")
        super().__init__(app, env)
        self.application = app
        self.outdir = self.doctreedir / ".epub"
        self._static_dir = Path(self.outdir, "_static")
        self._sources_dir = Path(self.outdir, "_sources")
        self._downloads_dir = Path(self.outdir, "_downloads")
        self._images_dir = Path(self.outdir, "_images")
        self.structure = Book(self.config.root_doc, ())
        self._matters: dict[str, Matter] = {}

    def init(self) -> None:
        """Empty the working folder, before the first event."""
        shutil.rmtree(self.outdir, ignore_errors=True)
        self._make_folders()
        super().init()

    def _make_folders(self) -> None:
        for folder in (
            self._static_dir,
            self._sources_dir,
            self._downloads_dir,
            self._images_dir,
        ):
            folder.mkdir(parents=True, exist_ok=True)

    # The interface of HTML builders.

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return Sphinx's ``epub`` theme without options; the pages do not use a theme."""
        return "epub", {}

    @property
    def math_renderer_name(self) -> str:
        """The MathML renderer, as reading systems may not run scripts."""
        return RENDERER

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield all documents; the book is always written as a whole."""
        yield from sorted(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the path of a document's page in the package."""
        return document_path(docname)

    # Writing.

    def copy_assets(self) -> None:
        """Copy nothing; :meth:`write_doc` copies the images that a page shows."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write the pages of all documents in the book, whichever are outdated."""
        self._make_folders()  # removed if the application has built before
        config = self.config
        book = book_structure(
            self.env, self.tags, front=config.bindery_frontmatter, back=config.bindery_backmatter
        )
        if not any(book.docnames()):  # without toctrees the root document is the only chapter
            chapter = Chapter(book.root, self._page_title(book.root))
            book = Book(book.root, (Part(None, Matter.BODY, (chapter,)),))
        self.structure = book
        self._matters = book.matters()
        super().write_documents(set(book.docnames()))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the page of a document to the working folder."""
        group_raw_html(doctree)
        known = {
            f"{self.imagedir}/{self.images[image['uri']]}": image["uri"]
            for image in doctree.findall(nodes.image)
            if image["uri"] in self.images
        }
        body = parse_body(self._translate(docname, doctree))
        images = ImageFiles(
            docname,
            folders=site_folders(self.config, Path(self.srcdir), Path(self.confdir)),
            output=Path(self.outdir),
            drawn=tuple(
                Path(folder).parent / name
                for folder in (self._app.outdir, self.doctreedir)
                for name in DRAWING_FOLDERS
            ),
            known=known,
        )
        page = compose_page(
            conform(body, images.copy),
            docname,
            title=self._page_title(docname),
            style=self._page_style(docname),
            matter=self._matters.get(docname, Matter.FRONT),
        )
        file = Path(self.outdir, document_path(docname))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(serialize(page))

    def _page_title(self, docname: str) -> str:
        title = self.env.titles.get(docname)
        return docname if title is None else with_formulas_as_text(title).astext()

    def _translate(self, docname: str, doctree: nodes.document) -> str:
        doctree.settings = self.docsettings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        to_root = "../" * document_path(docname).count("/")
        self.imgpath = f"{to_root}_images"
        self.dlpath = f"{to_root}_downloads"
        self.current_docname = docname
        visitor: Any = self.create_translator(doctree, self)
        doctree.walkabout(visitor)
        return "".join(visitor.fragment)

    def _page_style(self, docname: str) -> PageStyle:
        lang = language_tag(str(self.env.metadata.get(docname, {}).get("lang", "")))
        is_valid = re.fullmatch(LANGUAGE, lang) and is_language(lang)
        return PageStyle(lang if is_valid else language_tag(self.config.language or "en"))

    def finish(self) -> None:
        """Package the book; an unchanged file is not written again."""
        write_book(self.target, assemble(self._publication()))
        _logger.info("the book is %s", self.target.name)

    def _publication(self) -> Publication:
        config, env = self.config, self.env
        site_url: str = config.html_baseurl
        suffix = page_suffix(config)
        return Publication(
            metadata=book_metadata(self.application),
            structure=self.structure,
            config=config,
            folder=Path(self.outdir),
            conf_dir=Path(self.confdir),
            section_numbers={
                docname: numbers[""]
                for docname, numbers in env.toc_secnumbers.items()
                if "" in numbers
            },
            index=create_index(env, self) if self.use_index else [],
            site_pages={
                document_path(docname): f"{site_url.rstrip('/')}/{quote(docname)}{suffix}"
                for docname in env.all_docs
                if site_url
            },
            pdf_pages=self._pdf_pages(),
        )

    def _pdf_pages(self) -> dict[str, PdfPage]:
        """Return the pages of the PDF by ``path#id`` of a block; empty for virtual pages."""
        if not follows_pdf(self.config):
            return {}
        pages = read_pages(self.env)
        if not pages:
            message = (
                "bindery_epub_page_list: %s has no pages of a PDF of these texts, so virtual pages "
                "are counted; build the PDF first, with the same folder (sphinx-build -d)"
            )
            _logger.warning(message, self.doctreedir, type="bindery", subtype="pages")
        places = ((*name.rpartition("#"), page) for name, page in pages.items())
        return {f"{document_path(name)}#{block}": page for name, _, block, page in places}

    def cleanup(self) -> None:
        """Remove the working folder."""
        super().cleanup()
        shutil.rmtree(self.outdir, ignore_errors=True)
