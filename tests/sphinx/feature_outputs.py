"""One project in HTML, PDF and ePub, and what each output shows of a post, read back from it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pypdf import PdfReader
from pypdf.generic import Destination

from .epub_reading import Epub, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml import etree

    from .conftest import Build
    from .pdf_reading import ReadPdf

T = TypeVar("T")
ALL = ("html", "pdf", "epub")
PAGES = {
    "posts/one": "One & only",
    "posts/two": "Two",
    "posts/three": "Three",
    "posts/four": "Four",
}
PAGES |= {"lists": "Lists"}
"""The titles of the documents, which are the titles of the PDF's chapters."""
BODIES = {"posts/one": "It begins", "posts/two": "Text.", "posts/three": "Back to"}
BODIES |= {"posts/four": "Text."}
"""How the text under the byline begins."""
Index = dict[str, list[str]]
"""Each entry with its count, and the posts below it; in HTML, the address of its page."""


@dataclass(frozen=True)
class Byline:
    """The paragraphs of a byline: the fields of the first one, and the others as lines."""

    fields: list[str]
    lines: list[str]

    @classmethod
    def of(cls, first: str, *others: str) -> Byline:
        """Split the first paragraph into its fields."""
        return cls([field.strip() for field in first.split("·")], list(others))


class Chapters:
    """The chapters of a PDF, delimited by its outline."""

    def __init__(self, path: Path) -> None:
        self.reader = PdfReader(path)
        self.labels = self.reader.page_labels

    @cached_property
    def starts(self) -> dict[str, int]:
        """The first page of each entry of the outline."""
        found = {}
        waiting = list(self.reader.outline)
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, Destination):
                number = self.reader.get_destination_page_number(entry)
                assert number is not None
                found[str(entry.title)] = number
            else:
                waiting += entry
        return found

    def pages(self, title: str) -> range:
        """Return the numbers of a chapter's pages."""
        assert title in self.starts
        first = self.starts[title]
        own = {first, *(self.starts[s] for s in self.sections(title))}
        later = (n for n in self.starts.values() if n > max(own))
        return range(first, min(later, default=len(self.reader.pages)))

    def sections(self, title: str) -> list[str]:
        """Return the titles of a chapter's sections."""
        waiting = [self.reader.outline]
        while waiting:
            entries = waiting.pop()
            for entry, below in zip(entries, [*entries[1:], None], strict=True):
                if isinstance(entry, list):
                    waiting.append(entry)
                elif entry.title == title and isinstance(below, list):
                    return [str(section.title) for section in below if hasattr(section, "title")]
        return []

    def lines(self, title: str) -> list[str]:
        """Return the lines of a chapter, without its heading, running heads and page numbers."""
        found: list[str] = []
        for number in self.pages(title):
            text = self.reader.pages[number].extract_text()
            # lists have marks in front of their entries
            lines = [line.strip().removeprefix("· ") for line in text.split("\n")]
            assert lines.pop() == self.labels[number]
            head = lines.pop(0)
            assert head.endswith(title)
            found += lines
        return found

    def section(self, title: str, heading: str) -> list[str]:
        """Return the lines of a section of a chapter."""
        lines = self.lines(title)
        headings = self.sections(title)
        assert heading in headings
        following = headings[headings.index(heading) + 1 :][:1]
        start = lines.index(heading) + 1
        return lines[start : lines.index(following[0], start) if following else None]

    def links(self, title: str) -> list[str]:
        """Return what the links of a chapter lead to, in order: an address or a title."""
        return [
            str(link["/A"]["/URI"])
            if "/URI" in link.get("/A", {})
            else self._chapter_at(link["/Dest"] if "/Dest" in link else link["/A"]["/D"])
            for number in self.pages(title)
            for link in (a.get_object() for a in self.reader.pages[number].get("/Annots", ()))
        ]

    def _chapter_at(self, place: object) -> str:
        """Return the title of the chapter that a destination is in."""
        if isinstance(place, str):
            place = self.reader.named_destinations[place].dest_array
        assert isinstance(place, list)
        number = self.reader.get_page_number(place[0].get_object())
        return next(title for title in PAGES.values() if number in self.pages(title))


@dataclass(frozen=True)
class Outputs:
    """One project in three outputs."""

    html: Build
    pdf: ReadPdf
    epub: Epub

    @cached_property
    def chapters(self) -> Chapters:
        return Chapters(self.pdf.path)

    def page(self, output: str, docname: str) -> etree._Element:
        """Return a document of the site or of the ePub, parsed."""
        if output == "html":
            assert (self.html.outdir / f"{docname}.html").is_file()
            return self.html.page(docname)
        return self.epub.xml(
            only(path for path in self.epub.spine if path.endswith(f"/{docname}.xhtml"))
        )

    def site_file(self, name: str) -> bytes:
        """Return a file of the site."""
        path = self.html.outdir / name
        assert path.is_file(), name
        return path.read_bytes()

    def byline(self, output: str, docname: str) -> Byline:
        """Return the byline of a post."""
        if output == "pdf":
            lines = self.chapters.lines(PAGES[docname])
            end = only(n for n, line in enumerate(lines) if line.startswith(BODIES[docname]))
            first, *others = lines[:end]
            while first.endswith("·"):  # the first paragraph goes on in the next line
                first += others.pop(0)
            return Byline.of(first, *others)
        byline = only(of_class(self.page(output, docname), "byline"))
        return Byline.of(*(text(paragraph) for paragraph in byline))

    def links(self, output: str, docname: str, kind: str) -> list[tuple[str, str]]:
        """Return text and address of the links in the elements of a class."""
        return [
            (text(link), str(link.get("href")))
            for element in of_class(self.page(output, docname), kind)
            for link in element.iter("{*}a", "a")
        ]

    def leads_to(self, output: str, docname: str, address: str) -> str:
        """Return the heading of the page that a relative address leads to."""
        name = address.partition("#")[0]
        if not name:
            return PAGES[docname]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(docname), name))
        return heading(self.page(output, target.rpartition(".")[0]))

    def index(self, output: str, heading: str, kind: str) -> Index:
        """Return the entries of an index of terms."""
        found: Index = {}
        if output == "pdf":
            for line in self.chapters.section("Lists", heading):
                if line.endswith(")"):
                    entry = found.setdefault(line, [])
                else:
                    entry.append(line)
            return found
        for index in of_class(self.page(output, "lists"), kind):
            if "post-index" not in str(index.get("class")).split():
                continue
            for item in index:
                links = list(item.iter("{*}a", "a"))
                if str(item.tag).endswith("dd"):
                    found[next(reversed(found))] = [text(link) for link in links]
                else:
                    found[text(item)] = [str(link.get("href")) for link in links]
        return found


def only(found: Iterable[T]) -> T:
    """Return the one item of an iterable, and assert that there is one alone."""
    items = list(found)
    assert len(items) == 1, items
    return items[0]


def heading(page: etree._Element) -> str:
    """Return the text of a page's heading, without the link to itself."""
    return text(only(page.iter("{*}h1", "h1"))).removesuffix("¶")


def of_class(page: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield the elements of a class, in document order."""
    for element in page.iter():
        if isinstance(element.tag, str) and kind in str(element.get("class", "")).split():
            yield element
