"""The builder ``pdf``: one PDF of the whole book, by Typst."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_bindery.book import book_structure
from sphinx_bindery.common.builders import is_print_edition, page_suffix
from sphinx_bindery.common.extension_nodes.visitors import ExtensionNodes
from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.common.site_files.lookup import site_folders
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename
from sphinx_bindery.pdf.book_fonts import FontFinder
from sphinx_bindery.pdf.citations import PrintedCitations
from sphinx_bindery.pdf.extension_nodes import ExtensionNodeRenderer
from sphinx_bindery.pdf.finished_pdf import log_machine_fonts, with_characters
from sphinx_bindery.pdf.general_index import render_index
from sphinx_bindery.pdf.highlighting import TypstBridge
from sphinx_bindery.pdf.images import TYPES, BookImages
from sphinx_bindery.pdf.links import SCHEME, LinkRenderer
from sphinx_bindery.pdf.options import (
    compatible_standards,
    part_pages,
    template_options,
    unhyphenated,
    user_template,
)
from sphinx_bindery.pdf.outline import outline
from sphinx_bindery.pdf.output.pdf_file import PdfFile
from sphinx_bindery.pdf.output.print_edition import (
    SUFFIX,
    PrintEditionWriter,
    print_fields,
)
from sphinx_bindery.pdf.output.typesetting import Typesetting
from sphinx_bindery.pdf.page_setup import book_pages
from sphinx_bindery.pdf.project import TypstProject, template_fields
from sphinx_bindery.pdf.texts import printed_text
from sphinx_bindery.pdf.translator import TypstTranslator
from sphinx_bindery.pdf.translator.base import BookContext
from sphinx_bindery.pdf.translator.documents import translate_documents
from sphinx_bindery.pdf.typst.compiler import TypstCompileError
from sphinx_bindery.pdf.typst.formulas import FormulaTranslator
from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage, code_points
from sphinx_bindery.pdf_pages import follows_pdf, write_pages
from sphinx_bindery.print.cover import write_printed_cover
from sphinx_bindery.print.edition import PRESS_STANDARD, edition_errors, print_edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx_bindery.book import Book
    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf.book_fonts import BookFonts
    from sphinx_bindery.pdf.outline import OutlineItem
    from sphinx_bindery.pdf.typst.pieces import DocumentPieces
    from sphinx_bindery.print.edition import PrintEdition
    from sphinx_bindery.print.margins import BookPages


class PdfBuilder(ExtensionNodes):
    """Builder of one PDF of the whole book, with Typst.

    Each document is resolved and translated on its own, so that the time grows linearly with the
    number of documents; Typst joins them.
    """

    name = "pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types = TYPES
    # Sphinx must not download remote images: they become links.
    supported_remote_images = True
    supported_data_uri_images = False

    def get_outdated_docs(self) -> str:
        """Return Sphinx's progress message for a build of all documents."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the URI of a document, which :mod:`.links` resolves."""
        return SCHEME + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the URI of a document, which does not depend on ``from_``."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Build the book, whichever documents are outdated."""
        # Always the same folder, so that the next build removes what a killed one leaves.
        folder = Path(self.doctreedir, ".pdf").resolve()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            self._build_book(folder)
            self._keep_typst(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _build_book(self, root: Path) -> None:
        """Translate and compile the book in a folder, and write its files."""
        structure = self._structure()
        items = list(outline(structure, part_pages=part_pages(self.config)))
        book = self._context(structure, items, root)
        metadata = book_metadata(self._app)
        fields = template_fields(metadata, site=self.config.html_baseurl)
        titles = [item.part.title for item in items if item.part]
        book.glyphs.record_text(printed_text(fields, titles))
        extensions = ExtensionNodeRenderer(self._app, root / "extensions", book.images)
        documents = translate_documents(self, items, book, extensions)
        letters = self._index(items, documents.anchors, book.glyphs)
        targets = documents.anchors | {f"{structure.root}#": "contents#"}
        if letters:
            targets["genindex#"] = "genindex#"
        fonts = self._fonts(root, book.glyphs, items, metadata)
        project = TypstProject(root, metadata.modified, code_points(fonts.missing))
        self._add_content(project, items, documents.pieces, letters)
        data = {**fields, "targets": targets}
        typesetting = self._typesetting(project, book.images, fonts, metadata, data)
        try:
            result, misfits = typesetting.compile()
        except TypstCompileError as error:
            self._file.report_failure(error, project.with_sources(error.diagnostics))
            self._app.statuscode = 1
            return
        for problem in misfits:
            self._warn_option(problem)
        typesetting.report_warnings(result)
        content = with_characters(result.content) if fonts.missing else result.content
        self._write_pdf(content, documents.header_column_tables, book.images)
        self._write_companion(typesetting, fonts, metadata)
        if fonts.uses_machine:
            log_machine_fonts(content)

    def _structure(self) -> Book:
        return book_structure(
            self.env,
            self.tags,
            front=self.config.bindery_frontmatter,
            back=self.config.bindery_backmatter,
            is_printed=True,
        )

    def _context(self, structure: Book, items: Sequence[OutlineItem], root: Path) -> BookContext:
        """Return what the translators of all documents share.

        Args:
            structure: The structure of the book.
            items: Its outline.
            root: The folder of the Typst project.
        """
        config, edition = self.config, self._edition
        folders = site_folders(config, Path(self.srcdir), Path(self.confdir))
        return BookContext(
            citations=PrintedCitations(self.env),
            formulas=FormulaTranslator(),
            glyphs=GlyphCoverage(),
            highlighter=TypstBridge(config.pygments_style or "sphinx"),
            images=BookImages(folders, root, self.images),
            links=LinkRenderer(
                _docnames(items) | {structure.root, "genindex"},
                config.html_baseurl,
                page_suffix(config),
                edition.link_addresses if edition else None,
            ),
        )

    def _index(
        self, items: Sequence[OutlineItem], anchors: Mapping[str, str], glyphs: GlyphCoverage
    ) -> str:
        """Return the letters of the general index, and record their characters."""
        letters = render_index(self.env, self, _docnames(items), anchors)
        glyphs.record_new(letters)
        return letters

    def _typesetting(
        self,
        project: TypstProject,
        images: BookImages,
        fonts: BookFonts,
        metadata: BookMetadata,
        data: Mapping[str, object],
    ) -> Typesetting:
        """Return what the book is compiled from; warn about invalid options.

        Args:
            project: The Typst project.
            images: The images of the book.
            fonts: Its fonts.
            metadata: Its metadata.
            data: The template's data, apart from the options.
        """
        options, pages = self._options(fonts, metadata)
        compiler = fonts.compiler
        if edition := self._edition:
            standards = [PRESS_STANDARD]
            compiler = PrintEditionWriter(edition).prepare(images, compiler, pages.trim.width)
        else:
            standards = self._standards(fonts)
        return Typesetting(project, compiler, images, {**data, **options}, standards, pages)

    def _write_companion(
        self, typesetting: Typesetting, fonts: BookFonts, metadata: BookMetadata
    ) -> None:
        """Write the cover of a print edition, or the page numbers that the ePub asks for."""
        if edition := self._edition:
            pages = typesetting.pages
            write_printed_cover(self._app, metadata, self._file.path, pages, edition.bleed)
        elif follows_pdf(self.config):
            write_pages(self.env, typesetting.project.pages_of_targets(fonts.compiler))

    def _keep_typst(self, root: Path) -> None:
        if self.config.bindery_keep_typst:
            target = Path(self.outdir) / f"{basename(self.config)}-typst"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(root, target)

    def _options(
        self, fonts: BookFonts, metadata: BookMetadata
    ) -> tuple[dict[str, object], BookPages]:
        """Return what the template reads of the options; warn about the invalid ones."""
        edition = self._edition
        options, problems = template_options(self.config, is_printed=edition is not None)
        two = options["sides"] == "two"
        pages, wrong_pages = book_pages(self.config, fonts.character, is_two_sided=two)
        for problem in (*problems, *wrong_pages, *(edition_errors(self.config) if edition else ())):
            self._warn_option(problem)
        names = [person.name for person in (*metadata.authors, *metadata.contributors)]
        names += [*metadata.subjects, *metadata.collections]
        options["unhyphenated"] = unhyphenated(self.config, names)
        options["fonts"] = fonts.data(metadata.language)
        return options | print_fields(edition), pages

    def _standards(self, fonts: BookFonts) -> list[str]:
        """Return the standards that the PDF can conform to, and warn about the others."""
        standards, problems = compatible_standards(self.config, fonts.compiler.compatible)
        for problem in problems:
            self._warn_option(problem)
        return standards

    def _add_content(
        self,
        project: TypstProject,
        items: Sequence[OutlineItem],
        pieces: Sequence[DocumentPieces],
        letters: str,
    ) -> None:
        """Add the template, the outline with its documents, and the index to a project."""
        template, problem = user_template(self.config, Path(self.confdir))
        if problem:
            self._warn_option(problem)
        project.copy_template(template)
        for number, (item, document) in enumerate(zip(items, pieces, strict=True), 1):
            project.start_matter(item.matter)
            if item.part is not None:
                project.add_part(item.part)
            elif item.document is not None:
                project.add_document(number, document, self._language(item))
        if letters:
            project.add_index(_("Index"), letters, len(items) + 1)

    def _language(self, item: OutlineItem) -> str:
        """Return the language of a document (BCP 47), empty if it is that of the book."""
        metadata = self.env.metadata.get(item.document.docname, {}) if item.document else {}
        return language_tag(str(metadata.get("lang", "")))

    def _fonts(
        self,
        root: Path,
        glyphs: GlyphCoverage,
        items: Sequence[OutlineItem],
        metadata: BookMetadata,
    ) -> BookFonts:
        languages = [metadata.language, *filter(None, map(self._language, items))]
        finder = FontFinder(self.config, Path(self.confdir), languages, self._warn_option)
        fonts = finder.find(root, glyphs)
        glyphs.warn_without_ligatures(fonts.compiler, fonts.text)
        return fonts

    # -- Typst to PDF -------------------------------------------------------------------------

    def _warn_option(self, message: str) -> None:
        warn_option(self.confdir, message, "pdf")

    @property
    def _file(self) -> PdfFile:
        suffix = SUFFIX if self._edition else ""
        path = Path(self.outdir, f"{basename(self.config)}{suffix}.pdf")
        return PdfFile(path, has_own_tables=bool(self.config.bindery_template))

    @property
    def _edition(self) -> PrintEdition | None:
        return print_edition(self.config) if is_print_edition(self) else None

    def _write_pdf(self, content: bytes, header_column_tables: int, images: BookImages) -> None:
        if edition := self._edition:
            self._file.write(PrintEditionWriter(edition).press_file(content, images))
        else:
            self._file.write_for_screens(content, header_column_tables)


def _docnames(items: Sequence[OutlineItem]) -> frozenset[str]:
    """Return the docnames in an outline."""
    return frozenset(item.document.docname for item in items if item.document)
