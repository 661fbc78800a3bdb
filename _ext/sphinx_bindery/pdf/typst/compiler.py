"""The Typst compiler in this process: fonts, standards, and diagnostics."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typst

from sphinx_bindery.common.typst_diagnostics import (
    Diagnostic,
    missing_glyphs,
    parse_diagnostics,
    standards_conflict,
)
from sphinx_bindery.pdf.typst.escape import array, string

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from typst import PDFStandard

_SVG_IMAGE = re.compile(rb'"data:image/svg\+xml;base64,([^"]+)"')


class TypstCompileError(Exception):
    """The errors that Typst reported in place of a PDF."""

    def __init__(self, text: str, root: Path) -> None:
        super().__init__(text)
        self.diagnostics = tuple(parse_diagnostics(text, root, errors_only=True))


@dataclass(frozen=True, slots=True)
class CompiledPdf:
    """A PDF and the compiler's warnings."""

    content: bytes
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class TypstCompiler:
    """Compiler of Typst sources with the fonts of one book.

    Attributes:
        root: The folder of the sources.
        font_paths: Folders with fonts.
        system_fonts: Whether the fonts of the machine are used.
        has_tags: Whether PDFs have tags.
    """

    root: Path
    font_paths: Sequence[Path]
    system_fonts: bool
    has_tags: bool = True

    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=self.system_fonts, font_paths=[str(p) for p in self.font_paths]
        )

    @property
    def families(self) -> frozenset[str]:
        """The font families in the folders of fonts."""
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(path) for path in self.font_paths],
        )
        return frozenset(fonts.families())

    def compile(self, main: str, standards: Sequence[str], timestamp: datetime) -> CompiledPdf:
        """Compile a file under the root to PDF.

        Args:
            main: The file, relative to the root.
            standards: The PDF standards to conform to, by Typst's names.
            timestamp: The creation date in the PDF.

        Raises:
            TypstCompileError: Typst reports an error.
        """
        try:
            result, warnings = typst.compile_with_warnings(
                str(self.root / main),
                root=str(self.root),
                font_paths=self._fonts(),
                format="pdf",
                pdf_standards=cast("list[PDFStandard]", list(standards)),
                timestamp=int(timestamp.timestamp()),
                pdf_tags=self.has_tags,
            )
        except typst.TypstError as error:
            raise TypstCompileError(error.diagnostic, self.root) from error
        found = (
            diagnostic
            for warning in warnings
            for diagnostic in parse_diagnostics(warning.diagnostic, self.root)
        )
        return CompiledPdf(result, tuple(dict.fromkeys(found)))

    def query(self, main: str, name: str) -> object:
        """Return the value of the metadata with a label in a file under the root."""
        found = typst.query(
            str(self.root / main),
            f"<{name}>",
            field="value",
            one=True,
            root=str(self.root),
            font_paths=self._fonts(),
        )
        return json.loads(found)

    @staticmethod
    def compatible(standards: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the standards that a PDF can conform to together, and the others with the reason.

        Each standard is compared with the accepted ones before it.
        """
        accepted: list[str] = []
        refused = []
        for standard in standards:
            reason = _conflict([*accepted, standard]) if accepted else ""
            if reason:
                refused.append((standard, reason))
            else:
                accepted.append(standard)
        return accepted, refused

    def missing_glyphs(
        self, characters: Sequence[str], families: Sequence[str] = ()
    ) -> frozenset[str]:
        """Return the characters that no font has a glyph for.

        Args:
            characters: The characters.
            families: The font families to look in; empty for all fonts.
        """
        if not characters:
            return frozenset()
        head = '#set document(title: "x")\n#set text(lang: "en")\n'
        if families:
            head += f"#set text(font: {array(families)}, fallback: false)\n"
        source = head + "".join(f"#text({string(character)})\n\n" for character in characters)
        try:
            # Missing glyphs are errors only in PDF/UA and PDF/A.
            typst.compile(
                source.encode(), font_paths=self._fonts(), format="pdf", pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            return missing_glyphs(error.diagnostic)
        return frozenset()

    def widths(self, texts: Sequence[str], families: Sequence[str]) -> list[float]:
        """Return the width of each text in points.

        Args:
            texts: The texts.
            families: Font families, in order of preference.
        """
        measured = f"{array(texts)}.map(it => measure(it).width.pt())"
        value = f"#context [#metadata({measured})<widths>]"
        found = typst.query(
            f"#set text(font: {array(families)})\n{value}".encode(),
            "<widths>",
            field="value",
            one=True,
            font_paths=self._fonts(),
        )
        return cast("list[float]", json.loads(found))

    def drawing(self, path: str, pixels_per_inch: float | None = None) -> bytes | None:
        """Return a page with only a drawing on it; None if Typst cannot read the drawing.

        Args:
            path: The path of the drawing from the root.
            pixels_per_inch: The resolution of a PNG file; without it, the page is a PDF.
        """
        trial = self.root / "trial.typ"
        trial.write_text(image_page(path), encoding="utf-8")
        try:
            return typst.compile(
                str(trial),
                root=str(self.root),
                font_paths=self._fonts(),
                format="pdf" if pixels_per_inch is None else "png",
                ppi=pixels_per_inch,
            )
        except typst.TypstError:
            return None

    def image_error(self, path: str) -> str:
        """Return the error message for an image under the root, empty if Typst can read it."""
        try:
            self.image_warnings(path)
        except typst.TypstError as error:
            return error.message
        return ""

    def image_warnings(self, path: str) -> list[str]:
        """Return the warnings about an image under the root.

        Raises:
            typst.TypstError: Typst cannot read the image.
        """
        trial = self.root / "trial.typ"
        trial.write_text(f"#image({string(path)})", encoding="utf-8")
        _result, warnings = typst.compile_with_warnings(
            str(trial), root=str(self.root), font_paths=self._fonts(), format="pdf"
        )
        return [warning.message for warning in warnings]


def _conflict(standards: Sequence[str]) -> str:
    """Return why a PDF cannot conform to standards, empty if it can."""
    try:
        typst.compile(b"", format="pdf", pdf_standards=cast("list[PDFStandard]", [*standards]))
    except typst.TypstError as error:
        return standards_conflict(error.message)
    return ""


def image_page(path: str) -> str:
    """Return the Typst source of a page that is as large as the image on it."""
    return f"#set page(width: auto, height: auto, margin: 0pt)\n#image({string(path)})"


def svg_of_pdf(file: Path) -> bytes | None:
    """Convert the first page of a PDF to SVG, since neither PDF/UA nor PDF/A may embed a PDF.

    Returns:
        None if the file cannot be read.
    """
    page = file.with_suffix(".typ")
    page.write_text(image_page(file.name), encoding="utf-8")
    try:
        svg = typst.compile(str(page), root=str(file.parent), format="svg")
    except typst.TypstError:
        return None
    finally:
        page.unlink()
    # Typst embeds the converted page in its own as an image, and would rasterize it in the book
    converted = _SVG_IMAGE.findall(svg)
    return b64decode(converted[0]) if len(converted) == 1 else svg
