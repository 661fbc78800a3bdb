"""What is in a PDF, read back from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.testing.util import SphinxTestApp

Outline = list[tuple[str, "Outline"]]


@dataclass(frozen=True)
class ReadPdf:
    """One PDF file."""

    path: Path

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, on one line."""
        return [" ".join(page.extract_text().split()) for page in PdfReader(self.path).pages]

    @property
    def labels(self) -> list[str]:
        return [str(page.label) for page in self.pdf.pages]

    @property
    def outline(self) -> Outline:
        def below(items: list[pikepdf.OutlineItem]) -> Outline:
            return [(item.title, below(item.children)) for item in items]

        with self.pdf.open_outline() as outline:
            return below(outline.root)

    @property
    def xmp(self) -> dict[str, object]:
        with self.pdf.open_metadata(update_docinfo=False) as metadata:
            return {key.rpartition("}")[2]: value for key, value in metadata.items()}

    @cached_property
    def elements(self) -> list[pikepdf.Dictionary]:
        """The structure elements: the tags."""
        return list(_elements(self.pdf.Root.StructTreeRoot.K))

    @property
    def tags(self) -> Counter[str]:
        return Counter(str(element.S)[1:] for element in self.elements)

    @property
    def annotations(self) -> list[pikepdf.Dictionary]:
        return [link for page in self.pdf.pages for link in page.get("/Annots", [])]

    @property
    def addresses(self) -> set[str]:
        """The addresses of the web that links lead to."""
        actions = (link["/A"] for link in self.annotations if "/A" in link)
        return {str(action["/URI"]) for action in actions if "/URI" in action}

    @property
    def destinations(self) -> set[str]:
        return set(pikepdf.NameTree(self.pdf.Root.Names.Dests))

    @property
    def fonts(self) -> list[pikepdf.Dictionary]:
        found = {}
        for page in self.pdf.pages:
            for font in page.get("/Resources", {}).get("/Font", {}).values():
                found[font.objgen] = font
        return list(found.values())


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def built(app: SphinxTestApp) -> ReadPdf:
    """Build the PDF of an application, and return it."""
    app.build(force_all=True)
    (file,) = Path(app.outdir).glob("*.pdf")
    return ReadPdf(file)
