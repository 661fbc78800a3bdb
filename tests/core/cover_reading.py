"""Covers that tests compile, and what is on them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pymupdf
from PIL import Image

from sphinx_bindery.pdf.typst.compiler import TypstCompiler
from sphinx_bindery.print.cover.colors import INK, accent_color, text_color
from sphinx_bindery.print.cover.geometry import Area, CoverGeometry
from sphinx_bindery.print.cover.isbn import parse_isbn
from sphinx_bindery.print.cover.requirements import COVER_REQUIREMENTS
from sphinx_bindery.print.cover.spine import spine_width
from sphinx_bindery.print.cover.wrap import (
    CoverDesign,
    CoverReport,
    CoverTexts,
    compile_cover,
    cover_data,
    press_cover,
)
from sphinx_bindery.print.trim_sizes import TRIM_SIZES

if TYPE_CHECKING:
    from pathlib import Path

POINTS = 72 / 25.4
ISBN = parse_isbn("978-3-16-148410-0")
TEXTS = CoverTexts(
    title="Harbour Lights",
    subtitle="Letters from the sea",
    authors=["Ann Author"],
    author_line="Ann Author",
    spine_line="Ann Author",
    credits=[],
    years="2014–2015",
    blurb=["A book about lights, and about the people who keep them. " * 3, "For long nights."],
    foot=["Harbour Press", "lights.example"],
    language="en",
)


@dataclass(frozen=True)
class Span:
    """A piece of text: its area in millimetres, and the direction of its line."""

    text: str
    area: Area
    direction: tuple[int, int]
    size: float

    def is_in(self, area: Area, margin: float = 0) -> bool:
        it = self.area
        return (
            it.x >= area.x + margin - 0.1
            and it.y >= area.y + margin - 0.1
            and it.x + it.width <= area.x + area.width - margin + 0.1
            and it.y + it.height <= area.y + area.height - margin + 0.1
        )

    def overlaps(self, area: Area) -> bool:
        it = self.area
        return (
            it.x < area.x + area.width
            and area.x < it.x + it.width
            and it.y < area.y + area.height
            and area.y < it.y + it.height
        )


@dataclass(frozen=True)
class Cover:
    """A compiled cover."""

    content: bytes
    report: CoverReport
    design: CoverDesign
    is_pdfx: bool

    @property
    def geometry(self) -> CoverGeometry:
        return self.design.geometry

    def spans(self) -> list[Span]:
        with pymupdf.open(stream=self.content) as pdf:
            blocks = pdf[0].get_text("dict")["blocks"]
        found = []
        for line in (line for block in blocks for line in block.get("lines", ())):
            direction = round(line["dir"][0]), round(line["dir"][1])
            for span in line["spans"]:
                x, y, right, bottom = (side / POINTS for side in span["bbox"])
                area = Area(x, y, right - x, bottom - y)
                if span["text"].strip():
                    found.append(Span(span["text"], area, direction, span["size"]))
        return found

    def on(self, area: Area) -> list[Span]:
        """Return the texts whose middle is in an area."""
        middles = [
            (span, span.area.x + span.area.width / 2, span.area.y + span.area.height / 2)
            for span in self.spans()
        ]
        return [
            span
            for span, x, y in middles
            if area.x <= x <= area.x + area.width and area.y <= y <= area.y + area.height
        ]

    def pixels(self, dpi: int) -> Image.Image:
        with pymupdf.open(stream=self.content) as pdf:
            data = pdf[0].get_pixmap(dpi=dpi).tobytes("png")
        return Image.open(io.BytesIO(data)).convert("RGB")


def design_of(
    trim: str = "6x9in",
    pages: int = 240,
    shop: str = "",
    spine_text: str = "down",
    *,
    is_mirrored: bool = False,
    fonts: tuple[str, ...] = ("Libertinus Serif",),
) -> CoverDesign:
    size, requirements = TRIM_SIZES[trim], COVER_REQUIREMENTS[shop]
    spine = spine_width(pages, "white", shop)
    return CoverDesign(
        geometry=CoverGeometry(size.width, size.height, spine, requirements.bleed, is_mirrored),
        requirements=requirements,
        colors={"ground": INK, "text": text_color(INK), "accent": accent_color(INK)},
        fonts=fonts,
        spine_text=spine_text if pages >= requirements.spine_pages else "none",
        isbn=ISBN,
        has_barcode=True,
        picture=None,
    )


def compiled(root: Path, design: CoverDesign, texts: CoverTexts = TEXTS) -> Cover:
    compiler = TypstCompiler(root, [], system_fonts=False)
    data = cover_data(texts, design, {})
    content, report = compile_cover(compiler, data, datetime(2020, 1, 1, tzinfo=UTC))
    made = press_cover(content, design.geometry)
    return Cover(made.content, report, design, is_pdfx=made.is_pdfx)
