"""The builder ``pdf``."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.display import progress_message, status_iterator

from sphinx_bindery.book import book_structure
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.common.source_formats import is_restructuredtext
from sphinx_bindery.metadata import book_metadata
from sphinx_bindery.options import basename
from sphinx_bindery.pdf import general_index, imprint, row_headers
from sphinx_bindery.pdf import project as assembly
from sphinx_bindery.pdf.highlighting import TypstBridge
from sphinx_bindery.pdf.images import TYPES, Pictures
from sphinx_bindery.pdf.links import Links, address
from sphinx_bindery.pdf.options import OWN_FONTS, PAPERS, SIDES, choice, colors, standards
from sphinx_bindery.pdf.translator import Place, TypstTranslator
from sphinx_bindery.pdf.typst.compilation import make_pdf
from sphinx_bindery.pdf.typst.compiler import Typesetter, TypesettingError
from sphinx_bindery.pdf.typst.formulas import Formulas
from sphinx_bindery.pdf.typst.glyphs import Glyphs, replacements
from sphinx_bindery.pdf.warnings import warn
from sphinx_bindery.raw_html import replace_html
from sphinx_bindery.speedups.parallel_reading import ParallelReading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from docutils import nodes


_logger = logging.getLogger(__name__)


class PdfBuilder(ParallelReading):
    """Sets the whole book with Typst into one PDF.

    Each document is resolved and translated by itself, so that the work grows with the number of
    documents and no more; Typst joins them.
    """

    name = "pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    default_translator_class = TypstTranslator
    supported_image_types = TYPES
    # Nothing is fetched: a picture on the web becomes a link to it.
    supported_remote_images = True
    supported_data_uri_images = False

    def init(self) -> None:
        """Make the parts that the translators share."""
        self.formulas = Formulas()
        self.glyphs = Glyphs()
        self.highlighter = TypstBridge(self.config.pygments_style or "sphinx")
        self.links = Links.of(frozenset(), self.config)

    def get_outdated_docs(self) -> str:
        """Return that every document goes into the book."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the address of a document, as :mod:`.links` reads it."""
        return address(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the address of a document: the same from everywhere."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Set the book, whatever documents have changed."""
        with TemporaryDirectory(prefix="bindery-") as folder:
            self._make(Path(folder).resolve())

    def _make(self, root: Path) -> None:
        config = self.config
        book = book_structure(
            self.env,
            self.tags,
            front=config.bindery_frontmatter,
            back=config.bindery_backmatter,
        )
        found = list(assembly.steps(book))
        members = frozenset(assembly.docnames(found))
        self.links = Links.of(members | {book.root, "genindex"}, config)
        self.pictures = Pictures(Path(self.srcdir), root, self.images)
        typesetter = self._typesetter(root)
        metadata = book_metadata(self._app)
        facts = imprint.values(metadata, site=config.html_baseurl)
        self._note_facts(facts, found)
        texts, anchors = self._translate(found)
        missing = self.glyphs.missing(typesetter.complaint)
        self.glyphs.warn(missing)
        families = self._families("text")
        self.glyphs.warn_of_unjoined(
            self.glyphs.unjoined(partial(typesetter.widths, families=families))
        )
        project = assembly.Project(root, replacements(missing))
        project.begin(self._user_template())
        for number, (step, text) in enumerate(zip(found, texts, strict=True), 1):
            project.enter(step.matter)
            if step.part is not None:
                project.part(step.part)
            else:
                project.chapter(number, text, self._language(step))
        letters = general_index.letters(self.env, self, members, anchors)
        if letters:
            project.index(_("Index"), general_index.typst(letters), len(found) + 1)
            anchors["genindex#"] = "genindex#"
        anchors[f"{book.root}#"] = "contents#"
        data = self._data(facts, anchors)
        project.finish(data)
        self._typeset(typesetter, project, data, metadata.modified)

    def _note_facts(self, facts: dict[str, object], found: list[assembly.Step]) -> None:
        parts = (step.part.title for step in found if step.part)
        for text in (*imprint.texts(facts), *parts):
            self.glyphs.note_text(text)

    # -- from doctrees to Typst ---------------------------------------------------------------

    def _translate(self, found: list[assembly.Step]) -> tuple[list[str], dict[str, str]]:
        texts: list[str] = []
        anchors: dict[str, str] = {}
        for step in status_iterator(
            found,
            "translating... ",
            "darkgreen",
            len(found),
            self.config.verbosity,
            stringify_func=lambda step: step.place.docname if step.place else step.part.title,
        ):
            if step.place is None:
                texts.append("")
                continue
            docname = step.place.docname
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.post_process_images(doctree)
            if not is_restructuredtext(self.env, docname):
                replace_html(
                    doctree, picture=partial(self.pictures.adopt, docname=docname), warn=warn
                )
            place = replace(
                step.place,
                numbers=self._numbers(docname),
                fignumbers=self.env.toc_fignumbers.get(docname, {}),
            )
            translator = self._translated(doctree, place)
            texts.append(translator.astext())
            anchors.update(translator.anchors)
        return texts, anchors

    def _translated(self, doctree: nodes.document, place: Place) -> TypstTranslator:
        translator = cast("TypstTranslator", self.create_translator(doctree, self, place))
        doctree.walkabout(translator)
        return translator

    def _language(self, step: assembly.Step) -> str:
        """Return the language that a document's metadata name, empty for that of the book."""
        known = self.env.metadata.get(step.place.docname, {}) if step.place else {}
        return str(known.get("lang", "")).replace("_", "-")

    def _numbers(self, docname: str) -> dict[str, tuple[int, ...]]:
        numbers = self.env.toc_secnumbers.get(docname, {})
        return {str(anchor): tuple(number) for anchor, number in numbers.items()}

    # -- from Typst to the PDF ----------------------------------------------------------------

    def _typesetter(self, root: Path) -> Typesetter:
        folders = [Path(self.confdir) / folder for folder in self.config.bindery_font_paths]
        for folder in folders:
            if not folder.is_dir():
                warn(f"bindery_font_paths names {str(folder)!r}, which is no folder")
        return Typesetter(
            root, [f for f in folders if f.is_dir()], self.config.bindery_system_fonts
        )

    def _families(self, kind: str) -> list[str]:
        """Return the families of a kind of text, that of Typst's own fonts at their end."""
        return [*_listed(self.config.bindery_fonts.get(kind, ())), OWN_FONTS[kind]]

    def _user_template(self) -> Path | None:
        name: str = self.config.bindery_template
        if not name:
            return None
        path = Path(self.confdir, name)
        if path.is_file():
            return path
        warn(f"bindery_template names {str(path)!r}, which is no file")
        return None

    def _data(self, facts: dict[str, object], anchors: dict[str, str]) -> dict[str, object]:
        options: dict[str, object] = {}
        for key, name, allowed in (
            ("paper", "bindery_paper", PAPERS),
            ("sides", "bindery_sides", SIDES),
        ):
            options[key], wrong = choice(self.config, name, allowed)
            if wrong:
                warn(wrong)
        options["colors"], wrong_colors = colors(self.config)
        for wrong in wrong_colors:
            warn(wrong)
        return {
            **facts,
            **options,
            "recto": self.config.bindery_recto_openings,
            "fonts": {kind: self._families(kind) for kind in OWN_FONTS},
            "contents_depth": self.config.bindery_contents_depth,
            "targets": anchors,
            "unreadable": [],
        }

    def _typeset(
        self,
        typesetter: Typesetter,
        project: assembly.Project,
        data: dict[str, object],
        modified: datetime,
    ) -> None:
        wanted, wrong = standards(self.config)
        if wrong:
            warn(wrong)
        try:
            with progress_message("typesetting"):
                made = make_pdf(
                    typesetter,
                    project,
                    self.pictures,
                    data=data,
                    standards=wanted,
                    modified=modified,
                )
        except TypesettingError as error:
            self._fail(project, error)
        else:
            for report in made.warnings:
                warn(f"Typst: {report.message}", project.origin(report.places))
            self._store(row_headers.tagged(made.content))
        if self.config.bindery_keep_typst:
            self._keep(project.root)

    def _fail(self, project: assembly.Project, error: TypesettingError) -> None:
        """Say why there is no PDF, and leave none of an earlier build that would pass for it."""
        found = project.located(error.reports)
        for message, place in found:
            _logger.error("Typst: %s", message, location=str(place) if place else None)
        if not found or any(place is None for _message, place in found):
            _logger.error("Typst made no PDF:\n%s", error)
        self._file.unlink(missing_ok=True)
        self._app.statuscode = 1

    def _keep(self, root: Path) -> None:
        target = Path(self.outdir) / f"{basename(self.config)}-typst"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root, target)

    @property
    def _file(self) -> Path:
        return Path(self.outdir, f"{basename(self.config)}.pdf")

    def _store(self, content: bytes) -> None:
        write_if_changed(self._file, content)


def _listed(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from map(str, value)
