"""The Typst project of a book: a main file, one file for each document, and the template's data."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.book import Matter
from sphinx_bindery.common.dates import format_period, format_years
from sphinx_bindery.pdf.typst.compiler import TypstCompileError
from sphinx_bindery.pdf.typst.escape import shortened, string
from sphinx_bindery.pdf.typst.source_map import SourceLocation, SourceMap, unmark, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sphinx_bindery.book import Book, Chapter
    from sphinx_bindery.common.typst_diagnostics import Diagnostic
    from sphinx_bindery.metadata import BookMetadata
    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.typst.compiler import CompiledPdf, TypstCompiler

TEMPLATE = Path(__file__).parent / "template"
MAIN = "main.typ"
HEAD_LENGTH = 34
"""The maximum length of the title of a book or a part in a running head, in characters."""
_IMPORT = '#import "/template.typ": *\n'


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The position of a document in the book.

    Attributes:
        docname: The document.
        title: Its title in the toctree, used where the document has none.
        level: Its level in the outline, from 1.
        depth: 0 for a chapter, else how many levels it is below its chapter.
        sequence: The number of the opening (part page or chapter) that it belongs to, from 1.
        first: Whether it is the first document of its matter and follows no part page.
    """

    docname: str
    title: str
    level: int
    depth: int = 0
    sequence: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page with the title of a part."""

    title: str
    sequence: int


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A part page or a document, and the matter that it belongs to."""

    matter: Matter
    part: PartPage | None = None
    document: DocumentContext | None = None


def outline(book: Book) -> Iterator[OutlineItem]:
    """Yield the part pages and documents of a book in reading order."""
    sequence = 0
    for part in book.parts:
        level = 1
        first = not part.title
        if part.title and part.chapters:
            sequence += 1
            level = 2
            yield OutlineItem(part.matter, part=PartPage(part.title, sequence))
        for chapter in part.chapters:
            sequence += 1
            for document in _documents(chapter, level, sequence):
                yield OutlineItem(part.matter, document=replace(document, first=first))
                first = False


def _documents(
    chapter: Chapter, level: int, sequence: int, depth: int = 0
) -> Iterator[DocumentContext]:
    yield DocumentContext(chapter.docname, chapter.title, level, depth, sequence)
    for child in chapter.children:
        yield from _documents(child, level + 1, sequence, depth + 1)


@dataclass(slots=True)
class TypstProject:
    """The files of a Typst project, and the source maps of their lines.

    Attributes:
        root: The project's folder.
        timestamp: The creation date in the PDF.
        characters: A ``str.translate`` table applied to all text.
        maps: The source maps of the files, by path relative to the root.
    """

    root: Path
    timestamp: datetime
    characters: Mapping[int, str] = field(default_factory=dict)
    maps: dict[str, SourceMap] = field(default_factory=dict)
    _main: list[str] = field(default_factory=list)
    _matter: Matter | None = None

    def copy_template(self, user_template: Path | None) -> None:
        """Copy the template, and a user's file whose functions override it."""
        shutil.copytree(TEMPLATE, self.root / "bindery")
        imports = '#import "/bindery/book.typ": *\n'
        if user_template is not None:
            shutil.copyfile(user_template, self.root / "user.typ")
            imports += '#import "/user.typ": *\n'
        (self.root / "template.typ").write_text(imports, encoding="utf-8")
        self._main.append(_IMPORT + "#show: book\n#opening-pages();\n")

    def start_matter(self, matter: Matter) -> None:
        """Start front, body or back matter, unless it has started already."""
        if matter is not self._matter:
            self._matter = matter
            self._main.append(f"#show: {matter.value}-matter\n")

    def add_part(self, page: PartPage) -> None:
        """Add a part page."""
        self._main.append(
            f"#part-page({string(page.title.translate(self.characters))}, "
            f"head: {string(shortened(page.title, HEAD_LENGTH).translate(self.characters))}, "
            f"sequence: {page.sequence});\n"
        )

    def add_document(self, number: int, text: str, language: str = "") -> None:
        """Add a document.

        Args:
            number: Position in the book, from 1.
            text: Markup with source marks.
            language: BCP 47 tag, empty for the language of the book.
        """
        clean, found = unmark(text)
        name = f"chapters/{number:04}.typ"
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_IMPORT + clean.translate(self.characters), encoding="utf-8")
        lines = [line + _IMPORT.count("\n") for line in found.lines]
        self.maps[name] = SourceMap(lines, found.locations)
        include = f'include "{name}"'
        self._main.append(
            f"#in-language({string(language)}, {include})\n" if language else f"#{include}\n"
        )

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
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        (self.root / "book.json").write_text(text.translate(self.characters), encoding="utf-8")

    def compile(
        self,
        compiler: TypstCompiler,
        images: BookImages,
        data: Mapping[str, object],
        standards: Sequence[str],
    ) -> CompiledPdf:
        """Write and compile the project.

        Unreadable images are left out, and so is a standard that the book violates; each with a
        warning.

        Args:
            compiler: The compiler.
            images: The images of the project.
            data: The template's data.
            standards: The PDF standards to conform to.

        Raises:
            TypstCompileError: The book has other errors.
        """
        self.write(data)
        try:
            return compiler.compile(MAIN, standards, self.timestamp)
        except TypstCompileError as error:
            unreadable = [] if data["unreadable"] else images.warn_unreadable(compiler.image_error)
            if unreadable:
                data = {**data, "unreadable": unreadable}
            elif standards and all(found.is_standard_violation for found in error.diagnostics):
                # Typst repeats a violation for each of the elements that one node becomes.
                for message, place in self.with_sources(error.diagnostics):
                    warn(f"{message}; the PDF is made without bindery_pdf_standard", place)
                standards = ()
            else:
                raise
        return self.compile(compiler, images, data, standards)

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


def template_fields(metadata: BookMetadata, *, site: str = "") -> dict[str, object]:
    """Return the metadata of a book as the template reads them.

    Args:
        metadata: The metadata.
        site: Address of the HTML site, empty if there is none.
    """
    language, _, region = metadata.language.replace("_", "-").partition("-")
    modified = metadata.modified
    return {
        "title": metadata.title,
        "head": shortened(metadata.title, HEAD_LENGTH),
        "subtitle": metadata.subtitle,
        "authors": [author.name for author in metadata.authors],
        "contributors": [f"{person.task}: {person.name}" for person in metadata.contributors],
        "publisher": metadata.publisher,
        "lang": language.lower() or "en",
        "region": region.upper() if len(region) == 2 else "",
        "description": metadata.description,
        "rights": metadata.rights,
        "license": metadata.license,
        "license_address": metadata.license_address,
        "version": metadata.version,
        "keywords": [*metadata.subjects],
        "series": ", ".join(filter(None, (*metadata.collections[:1], metadata.position))),
        "years": format_years(metadata.published_from, metadata.published),
        "published": format_period(metadata.published_from, metadata.published, metadata.language),
        "site": site,
        "identifier": metadata.identifier,
        "modified": [*modified.timetuple()[:6]],
    }
