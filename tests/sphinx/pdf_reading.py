"""A reader of PDF files for tests."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        """The text of each page, on one line, without what nobody sees."""
        texts = (page.extract_text() for page in PdfReader(self.path).pages)
        return [" ".join(text.replace("\ufe0e", "").split()) for text in texts]

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
        return list(structure(self.pdf.Root.StructTreeRoot.K))

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
    def dangling(self) -> list[str]:
        """The links within the file that lead to no place in it."""
        pages = {page.obj.objgen for page in self.pdf.pages}
        found = []
        for link in self.annotations:
            action = link.get("/A", {})
            target = link.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None)
            if isinstance(target, pikepdf.Array):
                if target[0].objgen not in pages:
                    found.append(repr(target))
            elif target is not None and str(target) not in self.destinations:
                found.append(str(target))
        return found

    @property
    def destinations(self) -> set[str]:
        return set(pikepdf.NameTree(self.pdf.Root.Names.Dests))

    @property
    def fonts(self) -> list[pikepdf.Dictionary]:
        """The fonts, also those of pictures."""
        found = [thing for thing in self.pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return [thing for thing in found if thing.get("/Type") == "/Font"]

    @property
    def missing_fonts(self) -> list[str]:
        """The names of fonts whose shapes are not in the file."""
        whole = (f for f in self.fonts if f.Subtype not in ("/Type0", "/Type3"))
        return [
            str(font.BaseFont)
            for font in whole
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        ]

    @property
    def pictures(self) -> list[tuple[int, tuple[float, float, float, float]]]:
        """The page of each picture, and its left, bottom, right and top in points."""
        return [
            (number, box)
            for number, page in enumerate(self.pdf.pages)
            for box in _pictures(page.obj, pikepdf.Matrix())
        ]


def structure(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements below an element of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node["/K"])


def _pictures(
    holder: pikepdf.Object, matrix: pikepdf.Matrix
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the bounding boxes of the images that a page or a form XObject draws."""
    known = holder.get("/Resources", {}).get("/XObject", {})
    outer: list[pikepdf.Matrix] = []
    for operands, operator in pikepdf.parse_content_stream(holder):
        match str(operator):
            case "q":
                outer.append(matrix)
            case "Q":
                matrix = outer.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do":
                drawn = known[str(operands[0])]
                if drawn.Subtype == "/Image":
                    corners = [matrix.transform(corner) for corner in ((0, 0), (1, 1))]
                    xs, ys = zip(*corners, strict=True)
                    yield min(xs), min(ys), max(xs), max(ys)
                elif drawn.Subtype == "/Form":
                    inner = pikepdf.Matrix(*map(float, drawn.get("/Matrix", (1, 0, 0, 1, 0, 0))))
                    yield from _pictures(drawn, inner @ matrix)


def built_copy(root: Path, source: Path, conf: str = "") -> ReadPdf:
    """Copy a project to ``source``, add to its conf.py, and return the PDF, built quietly."""
    shutil.copytree(root, source)
    with (source / "conf.py").open("a", encoding="utf-8") as file:
        file.write(conf)
    return built_quietly(source)


def built_quietly(source: Path) -> ReadPdf:
    """Return the PDF of a project, and require that the build has no warning."""
    app = SphinxTestApp("pdf", srcdir=source)
    try:
        pdf = built(app)
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
    return pdf


def built(app: SphinxTestApp) -> ReadPdf:
    """Build the PDF of an application, and return it."""
    app.build(force_all=True)
    (file,) = Path(app.outdir).glob("*.pdf")
    return ReadPdf(file)
