"""The Typst project of a book: a main file, one file for each document, and the template's data."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.locale import get_translation

from sphinx_bindery.book import Matter
from sphinx_bindery.common.dates import format_period, format_years, with_digits
from sphinx_bindery.common.language_tag import primary_language, region
from sphinx_bindery.pdf.texts import template_texts
from sphinx_bindery.pdf.typst.compiler import TypstCompileError
from sphinx_bindery.pdf.typst.escape import shortened, string
from sphinx_bindery.pdf.typst.pieces import DocumentPieces, culprits
from sphinx_bindery.pdf.typst.source_map import SourceLocation, SourceMap, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sphinx_bindery.common.typst_diagnostics import Diagnostic
    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.outline import PartOpening
    from sphinx_bindery.pdf.typst.compiler import CompiledPdf, TypstCompiler

_ = get_translation("bindery")

TEMPLATE = Path(__file__).parent / "template"
MAIN = "main.typ"
_PAGES = "target-pages.typ"
_PAGES_SOURCE = f"""#include "{MAIN}"
#context [#metadata(json("book.json").targets.pairs().map(((name, target)) => {{
  let found = query(label(target))
  if found.len() != 1 {{ return none }}
  let place = found.first().location()
  let pattern = place.page-numbering()
  let number = numbering(if pattern == none {{ "1" }} else {{ pattern }}, ..counter(page).at(place))
  (name, place.page(), number)
}}).filter(it => it != none))<target-pages>]
"""
USER_TEMPLATE = "user.typ"
HEAD_LENGTH = 34
"""The maximum length of the title of a book or a part in a running head, in characters."""
_METADATA = ("title", "authors", "description", "keywords")
_IMPORT = '#import "/template.typ": *\n'


@dataclass(slots=True)
class TypstProject:
    """The files of a Typst project, and the source maps of their lines.

    Attributes:
        root: The project's folder.
        timestamp: The creation date in the PDF.
        characters: A ``str.translate`` table applied to all text.
        documents: The documents, by the path of their file relative to the root.
        maps: The source maps of these files.
        unreadable: The images that Typst cannot read, found while compiling.
        claims_standards: Whether the PDF conforms to the standards, as far as compiling has shown.
    """

    root: Path
    timestamp: datetime
    characters: Mapping[int, str] = field(default_factory=dict)
    documents: dict[str, DocumentPieces] = field(default_factory=dict)
    maps: dict[str, SourceMap] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    claims_standards: bool = True
    _main: list[str] = field(default_factory=list)
    _matter: Matter | None = None

    def copy_template(self, user_template: Path | None) -> None:
        """Copy the template, and a user's file whose functions override it."""
        shutil.copytree(TEMPLATE, self.root / "bindery")
        imports = '#import "/bindery/book.typ": *\n'
        if user_template is not None:
            shutil.copyfile(user_template, self.root / USER_TEMPLATE)
            imports += f'#import "/{USER_TEMPLATE}": *\n'
        (self.root / "template.typ").write_text(imports, encoding="utf-8")
        self._main.append(_IMPORT + "#show: book\n#opening-pages();\n")

    def start_matter(self, matter: Matter) -> None:
        """Start front, body or back matter, unless it has started already."""
        if matter is not self._matter:
            self._matter = matter
            self._main.append(f"#show: {matter.value}-matter\n")

    def add_part(self, page: PartOpening) -> None:
        """Add the title of a part."""
        self._main.append(
            f"#part-page({string(page.title.translate(self.characters))}, "
            f"head: {string(shortened(page.title, HEAD_LENGTH).translate(self.characters))}, "
            f"sequence: {page.sequence}, has-page: {'true' if page.has_page else 'false'});\n"
        )

    def add_document(self, number: int, document: DocumentPieces, language: str = "") -> None:
        """Add a document.

        Args:
            number: Position in the book, from 1.
            document: The pieces of its markup.
            language: BCP 47 tag, empty for the language of the book.
        """
        name = f"chapters/{number:04}.typ"
        self.documents[name] = document
        self._write_document(name)
        include = f'include "{name}"'
        if language:
            tag = string(language)
            include = f"in-language({tag}, paragraphs({tag}, {include}))"
        self._main.append(f"#{include}\n")

    def _write_document(self, name: str) -> None:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        text, self.maps[name] = self.documents[name].joined(_IMPORT)
        path.write_text(text.translate(self.characters), encoding="utf-8")

    def add_index(self, title: str, letters: str, sequence: int) -> None:
        """Add the general index.

        Args:
            title: Its title.
            letters: The arguments of the template's ``general-index``.
            sequence: The number of its opening.
        """
        first = self._matter is not Matter.BACK
        self.start_matter(Matter.BACK)
        self._main.append(
            f"#general-index({string(title)}, sequence: {sequence}, "
            f"first: {'true' if first else 'false'},\n"
            f"{letters.translate(self.characters)});\n"
        )

    def write(self, data: Mapping[str, object]) -> None:
        """Write the main file and the template's data."""
        text = "".join(self._main) + "#closing-pages();\n"
        (self.root / MAIN).write_text(text, encoding="utf-8")
        printed = json.loads(json.dumps(data, ensure_ascii=False).translate(self.characters))
        # viewers show the metadata in fonts of theirs
        metadata = {key: data[key] for key in _METADATA}
        text = json.dumps(
            {**printed, "metadata": metadata}, ensure_ascii=False, indent=1, sort_keys=True
        )
        (self.root / "book.json").write_text(text, encoding="utf-8")

    def compile(
        self,
        compiler: TypstCompiler,
        images: BookImages,
        data: Mapping[str, object],
        standards: Sequence[str],
    ) -> CompiledPdf:
        """Write and compile the project.

        Unreadable images are left out, and blocks that Typst cannot compile, or that violate a
        standard, become plain text. If that does not help, the standard is left out. Each
        of these steps gives a warning.

        Args:
            compiler: The compiler.
            images: The images of the project.
            data: The template's data.
            standards: The PDF standards to conform to.

        Raises:
            TypstCompileError: The book has other errors.
        """
        self.write({**data, "unreadable": self.unreadable})
        standards = standards if self.claims_standards else ()
        try:
            return compiler.compile(MAIN, standards, self.timestamp)
        except TypstCompileError as error:
            found = [] if self.unreadable else images.warn_unreadable(compiler.image_error)
            if found:
                self.unreadable = found
            elif self._replace_blocks(compiler, standards, error):
                pass
            elif standards and all(it.is_standard_violation for it in error.diagnostics):
                # Typst repeats a violation for each of the elements that one node becomes.
                for message, place in self.with_sources(error.diagnostics):
                    warn(f"{message}; the PDF is made without bindery_pdf_standard", place)
                self.claims_standards = False
            else:
                raise
        return self.compile(compiler, images, data, standards)

    def pages_of_targets(self, compiler: TypstCompiler) -> list[tuple[str, int, str]]:
        """Return the targets of links in a book that compiles, each with its page.

        Returns:
            The name of the target, the place of its page from 1, and the number on the page.
        """
        (self.root / _PAGES).write_text(_PAGES_SOURCE, encoding="utf-8")
        found = cast("list[list[Any]]", compiler.query(_PAGES, "target-pages"))
        return [(str(name), int(place), str(number)) for name, place, number in found]

    def _replace_blocks(
        self, compiler: TypstCompiler, standards: Sequence[str], error: TypstCompileError
    ) -> bool:
        """Replace the blocks that an error is about by their text; return whether there are any."""
        found = dict(filter(None, map(self._block_at, error.diagnostics)))
        if not found:
            found = self._find_blocks(compiler, standards, _message(error))
        for (name, index), message in found.items():
            document = self.documents[name]
            document.replaced.add(index)
            self._write_document(name)
            if block := document.pieces[index].block:
                warn(f"Typst: {message}; the block is printed as plain text", block.place)
        return bool(found)

    def _block_at(self, diagnostic: Diagnostic) -> tuple[tuple[str, int], str] | None:
        """Return the file and the index of the block that a diagnostic is about, with a message."""
        for name, line in diagnostic.locations:
            if name == USER_TEMPLATE:
                return None
            index = self.documents[name].at(line) if name in self.documents else None
            if index is not None:
                return (name, index), diagnostic.message
        return None

    def _find_blocks(
        self, compiler: TypstCompiler, standards: Sequence[str], message: str
    ) -> dict[tuple[str, int], str]:
        """Return the messages about the blocks without which the book compiles, by file and index.

        Args:
            compiler: The compiler.
            standards: The PDF standards to conform to.
            message: The message about blocks that fail only together.
        """
        messages: dict[tuple[str, int], str] = {}
        before = {name: set(document.replaced) for name, document in self.documents.items()}
        blocks = [
            (name, index)
            for name, document in self.documents.items()
            for index in document.replaceable
        ]

        def fails(kept: Collection[tuple[str, int]]) -> bool:
            for name, document in self.documents.items():
                others = {index for file, index in blocks if file == name} - {
                    index for file, index in kept if file == name
                }
                if document.replaced != before[name] | others:
                    document.replaced = before[name] | others
                    self._write_document(name)
            try:
                compiler.compile(MAIN, standards, self.timestamp)
            except TypstCompileError as error:
                messages.update(dict.fromkeys(kept, _message(error)) if len(kept) == 1 else {})
                return True
            return False

        found = [] if not blocks or fails(()) else culprits(blocks, fails)
        fails(blocks)  # writes the files of all blocks again
        return {block: messages.get(block, message) for block in found}

    def source_of(self, diagnostic: Diagnostic) -> SourceLocation | None:
        """Return the first source location among the locations of a diagnostic."""
        for name, line in diagnostic.locations:
            if (found := self.maps.get(name)) and (place := found.at(line)):
                return place
        return None

    def with_sources(
        self, diagnostics: Iterable[Diagnostic]
    ) -> list[tuple[str, SourceLocation | None]]:
        """Return the distinct messages of diagnostics with their source locations."""
        found = ((diagnostic.message, self.source_of(diagnostic)) for diagnostic in diagnostics)
        return list(dict.fromkeys(found))


def _message(error: TypstCompileError) -> str:
    return error.diagnostics[0].message if error.diagnostics else str(error)


def template_fields(metadata: BookMetadata, *, site: str = "") -> dict[str, object]:
    """Return the metadata of a book as the template reads them.

    Args:
        metadata: The metadata.
        site: Address of the HTML site, empty if there is none.
    """
    modified = metadata.modified
    return {
        "title": metadata.title,
        "head": shortened(metadata.title, HEAD_LENGTH),
        "subtitle": metadata.subtitle,
        "authors": [author.name for author in metadata.authors],
        "named_authors": [*metadata.named_authors],
        "credits": [*metadata.credits],
        "contributors": [person.credit for person in metadata.named_contributors],
        "publisher": metadata.publisher,
        "language": metadata.language,
        "lang": primary_language(metadata.language) or "en",
        "digit": with_digits("1", metadata.language),
        "region": region(metadata.language),
        "description": metadata.description,
        "rights": metadata.rights,
        "license": metadata.license,
        "license_address": metadata.license_address,
        "version": metadata.version,
        "keywords": [*metadata.subjects],
        "series": _(", ").join(filter(None, (*metadata.collections[:1], metadata.position))),
        "years": format_years(metadata.published_from, metadata.published, metadata.language),
        "published": format_period(metadata.published_from, metadata.published, metadata.language),
        "originals": format_period(metadata.originals_from, metadata.originals, metadata.language),
        "texts": template_texts(metadata),
        "site": site,
        "identifier": metadata.identifier,
        "modified": [*modified.timetuple()[:6]],
    }
