"""The book as one Typst project: a main file, one file for each chapter, and its data."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.book import Matter
from sphinx_bindery.pdf.document_context import Place
from sphinx_bindery.pdf.typst.escape import shortened, string
from sphinx_bindery.pdf.typst.source_map import Location, SourceMap, unmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_bindery.book import Book, Chapter, Part
    from sphinx_bindery.pdf.typst.compiler import Report

TEMPLATE = Path(__file__).parent / "template"
MAIN = "main.typ"
_HEAD = '#import "/template.typ": *\n'


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page with the title of a part on it."""

    title: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next in the book: a part's page, or a document in its matter."""

    matter: Matter
    part: PartPage | None = None
    place: Place | None = None


def steps(book: Book) -> Iterator[Step]:
    """Yield the pages of parts and the documents, in reading order, with their places."""
    sequence = 0
    for part in book.parts:
        level = 1
        first = not part.title
        if part.title and part.chapters:
            sequence += 1
            level = 2
            yield Step(part.matter, part=PartPage(part.title, sequence))
        for chapter in part.chapters:
            sequence += 1
            for step in _documents(part, chapter, level, sequence):
                yield (
                    step
                    if step.place is None
                    else replace(step, place=replace(step.place, first=first))
                )
                first = False


def _documents(
    part: Part, chapter: Chapter, level: int, sequence: int, depth: int = 0
) -> Iterator[Step]:
    place = Place(
        docname=chapter.docname,
        title=chapter.title,
        level=level,
        depth=depth,
        sequence=sequence,
    )
    yield Step(part.matter, place=place)
    for child in chapter.children:
        yield from _documents(part, child, level + 1, sequence, depth + 1)


@dataclass(slots=True)
class Project:
    """Writes a Typst project into a folder, and knows where each line of it comes from."""

    root: Path
    characters: Mapping[int, str] = field(default_factory=dict)
    maps: dict[str, SourceMap] = field(default_factory=dict)
    _main: list[str] = field(default_factory=list)
    _matter: Matter | None = None

    def begin(self, user_template: Path | None) -> None:
        """Copy the template, and the user's own over it."""
        shutil.copytree(TEMPLATE, self.root / "bindery")
        imports = '#import "/bindery/book.typ": *\n'
        if user_template is not None:
            shutil.copyfile(user_template, self.root / "user.typ")
            imports += '#import "/user.typ": *\n'
        (self.root / "template.typ").write_text(imports, encoding="utf-8")
        self._main.append(_HEAD + "#show: book\n#opening-pages();\n")

    def enter(self, matter: Matter) -> None:
        """Go on to another division of the book."""
        if matter is not self._matter:
            self._matter = matter
            self._main.append(f"#show: {matter.value}-matter\n")

    def part(self, page: PartPage) -> None:
        """Add the page of a part."""
        self._main.append(
            f"#part-page({string(page.title.translate(self.characters))}, "
            f"head: {string(shortened(page.title, 34).translate(self.characters))}, "
            f"sequence: {page.sequence});\n"
        )

    def chapter(self, number: int, text: str, language: str = "") -> None:
        """Add a document's markup, its marks of sources still in it.

        Args:
            number: of the document in the book.
            text: the markup.
            language: of the document (BCP 47), empty for that of the book.
        """
        clean, found = unmark(text)
        name = f"chapters/{number:04}.typ"
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_HEAD + clean.translate(self.characters), encoding="utf-8")
        lines = [line + 1 for line in found.lines]
        self.maps[name] = SourceMap(lines, found.locations)
        include = f'include "{name}"'
        told = f"#in-language({string(language)}, {include})\n"
        self._main.append(told if language else f"#{include}\n")

    def index(self, title: str, letters: str, sequence: int) -> None:
        """Add the general index."""
        first = self._matter is not Matter.BACK
        self.enter(Matter.BACK)
        self._main.append(
            f"#general-index({string(title)}, sequence: {sequence}, "
            f"first: {'true' if first else 'false'},\n"
            f"{letters.translate(self.characters)});\n"
        )

    def origin(self, places: Iterable[tuple[str, int]]) -> Location | None:
        """Return the author's place of the first of Typst's places that has one."""
        for name, line in places:
            if (found := self.maps.get(name)) and (place := found.at(line)):
                return place
        return None

    def located(self, reports: Iterable[Report]) -> list[tuple[str, Location | None]]:
        """Return each different message with the author's place of it."""
        found = ((report.message, self.origin(report.places)) for report in reports)
        return list(dict.fromkeys(found))

    def finish(self, data: Mapping[str, object]) -> None:
        """Write the main file and the data that the template reads."""
        text = "".join(self._main) + "#closing-pages();\n"
        (self.root / MAIN).write_text(text, encoding="utf-8")
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        (self.root / "book.json").write_text(text.translate(self.characters), encoding="utf-8")


def docnames(found: Iterable[Step]) -> list[str]:
    """Return the docnames of the steps that are documents."""
    return [step.place.docname for step in found if step.place is not None]
