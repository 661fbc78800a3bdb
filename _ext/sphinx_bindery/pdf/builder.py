"""The builder ``pdf``: one PDF of the whole book, by Typst."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.locale import _
from sphinx.util import get_filetype
from sphinx.util.display import progress_message, status_iterator

from sphinx_bindery.book import book_structure
from sphinx_bindery.common.builders import is_print_edition
from sphinx_bindery.common.extension_nodes.visitors import ExtensionNodes
from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.common.site_files.lookup import site_folders
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename
from sphinx_bindery.pdf.book_fonts import FontFinder
from sphinx_bindery.pdf.citations import PrintedCitations
from sphinx_bindery.pdf.extension_nodes import ExtensionNodeRenderer
from sphinx_bindery.pdf.fonts import log_machine_fonts, with_text
from sphinx_bindery.pdf.general_index import render_index
from sphinx_bindery.pdf.highlighting import TypstBridge
from sphinx_bindery.pdf.images import TYPES, BookImages
from sphinx_bindery.pdf.links import SCHEME, LinkRenderer
from sphinx_bindery.pdf.nesting import limit_nesting
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
    PRESS_STANDARD,
    SUFFIX,
    PrintEditionWriter,
    print_fields,
)
from sphinx_bindery.pdf.page_setup import book_pages, compile_for_page_count
from sphinx_bindery.pdf.project import TypstProject, template_fields
from sphinx_bindery.pdf.translator import TypstTranslator
from sphinx_bindery.pdf.translator.base import BookContext
from sphinx_bindery.pdf.typst.compiler import TypstCompileError
from sphinx_bindery.pdf.typst.formulas import FormulaTranslator
from sphinx_bindery.pdf.typst.glyphs import GlyphCoverage, code_points
from sphinx_bindery.pdf.typst.pieces import DocumentPieces
from sphinx_bindery.pdf.typst.source_map import warn
from sphinx_bindery.pdf_pages import follows_pdf, write_pages
from sphinx_bindery.print.cover import write_printed_cover
from sphinx_bindery.print.edition import edition_errors, print_edition
from sphinx_bindery.raw_html import replace_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf.book_fonts import BookFonts
    from sphinx_bindery.pdf.outline import DocumentContext, OutlineItem
    from sphinx_bindery.pdf.typst.compiler import CompiledPdf
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
        config, edition = self.config, self._edition
        structure = book_structure(
            self.env,
            self.tags,
            front=config.bindery_frontmatter,
            back=config.bindery_backmatter,
            is_printed=True,
        )
        items = list(outline(structure, part_pages=part_pages(config)))
        docnames = frozenset(item.document.docname for item in items if item.document)
        book = BookContext(
            citations=PrintedCitations(self.env),
            formulas=FormulaTranslator(),
            glyphs=GlyphCoverage(),
            highlighter=TypstBridge(config.pygments_style or "sphinx"),
            images=BookImages(
                site_folders(config, Path(self.srcdir), Path(self.confdir)), root, self.images
            ),
            links=LinkRenderer(
                docnames | {structure.root, "genindex"},
                config.html_baseurl,
                config.html_link_suffix or config.html_file_suffix or ".html",
                edition.link_addresses if edition else None,
            ),
        )
        metadata = book_metadata(self._app)
        fields = template_fields(metadata, site=config.html_baseurl)
        titles = [item.part.title for item in items if item.part]
        # keywords are in the metadata alone
        printed = {key: value for key, value in fields.items() if key != "keywords"}
        book.glyphs.record_text(json.dumps([printed, titles], ensure_ascii=False))
        extensions = ExtensionNodeRenderer(self._app, root / "extensions", book.images)
        texts, anchors, header_column_tables = self._translate(items, book, extensions)
        letters = render_index(self.env, self, docnames, anchors)
        book.glyphs.record_new(letters)
        if letters:
            anchors["genindex#"] = "genindex#"
        anchors[f"{structure.root}#"] = "contents#"
        languages = [metadata.language, *filter(None, map(self._language, items))]
        fonts = self._fonts(root, book.glyphs, languages)
        project = TypstProject(root, metadata.modified, code_points(fonts.missing))
        self._add_content(project, items, texts, letters)
        options, pages = self._options(edition, fonts, metadata)
        standards = [PRESS_STANDARD] if edition else self._standards(fonts)
        compiler = fonts.compiler
        if edition:
            compiler = PrintEditionWriter(edition).prepare(book.images, compiler, pages.trim.width)
        data = {**fields, **options, "targets": anchors}

        def typeset(page: dict[str, object]) -> CompiledPdf:
            content = {**data, "page": page}
            return project.compile(compiler, book.images, content, standards)

        try:
            with progress_message("typesetting"):
                is_auto = options["recto"] == "auto"
                result, misfits = compile_for_page_count(pages, typeset, may_be_short=is_auto)
        except TypstCompileError as error:
            self._file.report_failure(error, project.with_sources(error.diagnostics))
            self._app.statuscode = 1
        else:
            for problem in misfits:
                self._warn_option(problem)
            found = project.with_sources(result.warnings)
            book.images.report_warnings(found, compiler.image_warnings)
            content = with_text(result.content) if fonts.missing else result.content
            self._write_pdf(content, header_column_tables, book.images)
            if edition:
                write_printed_cover(self._app, metadata, self._file.path, pages, edition.bleed)
            elif follows_pdf(config):
                write_pages(self.env, project.pages_of_targets(fonts.compiler))
            if fonts.uses_machine:
                log_machine_fonts(content)

    def _keep_typst(self, root: Path) -> None:
        if self.config.bindery_keep_typst:
            target = Path(self.outdir) / f"{basename(self.config)}-typst"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(root, target)

    def _options(
        self, edition: PrintEdition | None, fonts: BookFonts, metadata: BookMetadata
    ) -> tuple[dict[str, object], BookPages]:
        """Return what the template reads of the options; warn about the invalid ones."""
        options, problems = template_options(self.config, is_printed=edition is not None)
        two = options["sides"] == "two"
        pages, wrong_pages = book_pages(self.config, fonts.character, is_two_sided=two)
        for problem in (*problems, *wrong_pages, *(edition_errors(self.config) if edition else ())):
            self._warn_option(problem)
        names = [*(person.name for person in (*metadata.authors, *metadata.contributors))]
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

    # -- doctrees to Typst --------------------------------------------------------------------

    def _translate(
        self,
        items: Sequence[OutlineItem],
        book: BookContext,
        extensions: ExtensionNodeRenderer,
    ) -> tuple[list[DocumentPieces], dict[str, str], int]:
        """Translate the documents of a book.

        Returns:
            The markup of each outline item (none for a part page), the labels of all anchors by
            the label that references use, and the number of tables with a header column.
        """
        texts: list[DocumentPieces] = []
        anchors: dict[str, str] = {}
        tables = 0
        for item in status_iterator(
            items,
            "translating... ",
            "darkgreen",
            len(items),
            self.config.verbosity,
            stringify_func=lambda item: item.document.docname if item.document else item.part.title,
        ):
            if item.document is None:
                texts.append(DocumentPieces(()))
                continue
            translator = self._translate_document(item.document, book, extensions)
            blocks = translator.recorder.blocks
            texts.append(DocumentPieces.of(translator.astext(), blocks))
            anchors.update(translator.anchors)
            tables += translator.header_column_tables
        return texts, anchors, tables

    def _translate_document(
        self, context: DocumentContext, book: BookContext, extensions: ExtensionNodeRenderer
    ) -> TypstTranslator:
        docname = context.docname
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.post_process_images(doctree)
        extensions.replace(doctree, docname)
        book.citations.replace(doctree, docname)
        kind = get_filetype(self.config.source_suffix, self.env.doc2path(docname))
        replace_html(
            doctree,
            resolve_image=partial(book.images.resolve_html, docname=docname),
            warn=warn,
            is_markdown=kind != "restructuredtext",
        )
        limit_nesting(doctree)
        translator = cast("TypstTranslator", self.create_translator(doctree, self, context, book))
        doctree.walkabout(translator)
        return translator

    def _add_content(
        self,
        project: TypstProject,
        items: Sequence[OutlineItem],
        texts: Sequence[DocumentPieces],
        letters: str,
    ) -> None:
        template, problem = user_template(self.config, Path(self.confdir))
        if problem:
            self._warn_option(problem)
        project.copy_template(template)
        for number, (item, text) in enumerate(zip(items, texts, strict=True), 1):
            project.start_matter(item.matter)
            if item.part is not None:
                project.add_part(item.part)
            elif item.document is not None:
                project.add_document(number, text, self._language(item))
        if letters:
            project.add_index(_("Index"), letters, len(items) + 1)

    def _language(self, item: OutlineItem) -> str:
        """Return the language of a document (BCP 47), empty if it is that of the book."""
        metadata = self.env.metadata.get(item.document.docname, {}) if item.document else {}
        return str(metadata.get("lang", "")).replace("_", "-")

    def _fonts(self, root: Path, glyphs: GlyphCoverage, languages: Sequence[str]) -> BookFonts:
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
