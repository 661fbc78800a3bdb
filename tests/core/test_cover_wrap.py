"""Compiled covers: boxes, fonts, places of texts, barcodes and inks."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from sphinx_bindery.common.pictures.image_format import ImageFormatError
from sphinx_bindery.common.pictures.svg import SvgError
from sphinx_bindery.pdf.typst.compiler import TypstCompiler
from sphinx_bindery.print.cover.colors import INK, accent_color, text_color
from sphinx_bindery.print.cover.drawing import place_drawing
from sphinx_bindery.print.cover.geometry import Area, CoverGeometry
from sphinx_bindery.print.cover.isbn import parse_isbn
from sphinx_bindery.print.cover.picture import front_picture
from sphinx_bindery.print.cover.placement import Placement, place_picture
from sphinx_bindery.print.cover.requirements import COVER_REQUIREMENTS
from sphinx_bindery.print.cover.spine import spine_width
from sphinx_bindery.print.cover.wrap import (
    CoverDesign,
    CoverReport,
    CoverTexts,
    compile_cover,
    cover_data,
    with_boxes,
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
    return Cover(with_boxes(content, design.geometry), report, design)


@pytest.mark.parametrize(
    ("trim", "shop"),
    [
        ("6x9in", "kdp"),
        ("5x8in", "lulu"),
        ("a5", "ingramspark"),
        ("crown-quarto", ""),
        ("8.5x8.5in", "kdp"),
        ("4x6in", ""),
    ],
)
def test_boxes_and_places_of_texts(tmp_path: Path, trim: str, shop: str) -> None:
    cover = compiled(tmp_path, design_of(trim, shop=shop))
    geometry, requirements = cover.geometry, cover.design.requirements
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        (page,) = pdf.pages
        media = [float(side) for side in page.mediabox]
        assert media == pytest.approx(
            [0, 0, geometry.sheet.width * POINTS, geometry.sheet.height * POINTS], abs=0.01
        )
        assert [float(side) for side in page.bleedbox] == media
        assert [float(side) for side in page.trimbox] == pytest.approx(geometry.trim_box, abs=0.01)
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        described = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(item) for item in described)
    barcode = geometry.barcode(requirements)
    front, back = cover.on(geometry.front), cover.on(geometry.back)
    assert "".join(span.text for span in front).startswith("Harbour")
    assert all(span.is_in(geometry.front, requirements.safe) for span in front)
    of_back = [span for span in back if not span.overlaps(barcode)]
    assert all(span.is_in(geometry.back, requirements.safe) for span in of_back)
    assert {"Harbour Press", "lights.example"} <= {span.text for span in of_back}
    in_barcode = "".join(span.text for span in back if span.overlaps(barcode))
    assert in_barcode.replace(" ", "") == "ISBN978-3-16-148410-09783161484100"
    (symbol,) = zxingcpp.read_barcodes(cover.pixels(240))
    assert (symbol.text, symbol.format) == (ISBN.digits, zxingcpp.BarcodeFormat.EAN13)
    assert cover.report.blurb_fits
    spine = geometry.spine_area
    on_spine = cover.on(spine)
    assert [span.text for span in on_spine] == ["Harbour Lights", "Ann Author"]
    # the letters stay off the folds; the box of a span has room for accents above them
    narrow = Area(spine.x + requirements.fold, 0, spine.width - 2 * requirements.fold, 999)
    middle = spine.x + spine.width / 2
    for span in on_spine:
        assert span.size / POINTS <= narrow.width
        assert abs(span.area.x + span.area.width / 2 - middle) < span.size / POINTS * 0.2
    assert {span.direction for span in on_spine} == {(0, 1)}


@pytest.mark.parametrize(("pages", "has_text"), [(60, False), (78, False), (120, True)])
def test_a_thin_spine_has_no_text(tmp_path: Path, pages: int, *, has_text: bool) -> None:
    cover = compiled(tmp_path, design_of(pages=pages, shop="kdp"))
    assert bool(cover.on(cover.geometry.spine_area)) is has_text
    assert bool(cover.report.spine_size) is has_text
    assert cover.report.spine_size == 0 or cover.report.spine_size >= 7


def test_a_stapled_book_has_no_spine(tmp_path: Path) -> None:
    design = design_of(pages=40)
    flat = replace(design, geometry=replace(design.geometry, spine=0.0))
    cover = compiled(tmp_path, flat)
    assert cover.report.spine_size == 0
    assert cover.geometry.front.x == cover.geometry.back.x + cover.geometry.back.width
    assert cover.on(cover.geometry.front)


def test_directions_of_the_spine(tmp_path: Path) -> None:
    up = compiled(tmp_path, design_of(spine_text="up")).on(design_of().geometry.spine_area)
    assert {span.direction for span in up} == {(0, -1)}
    title, author = (span.area.y for span in up)
    assert title > author  # it is read from the foot
    none = design_of(spine_text="none")
    assert compiled(tmp_path, none).on(none.geometry.spine_area) == []


def test_a_right_to_left_book_is_bound_at_the_right(tmp_path: Path) -> None:
    texts = replace(TEXTS, language="he")
    cover = compiled(tmp_path, design_of(is_mirrored=True), texts)
    assert cover.geometry.front.x < cover.geometry.back.x
    front = cover.on(cover.geometry.front)
    assert "Letters from the sea" in {span.text for span in front}
    assert all(span.is_in(cover.geometry.front, 6) for span in front)
    # the tops of the letters of the spine are at the front, on the left
    spine = cover.on(cover.geometry.spine_area)
    assert {span.direction for span in spine} == {(0, -1)}
    title, author = (next(s for s in spine if s.text[0] == letter) for letter in "HA")
    assert title.area.y < author.area.y


def test_a_long_title_and_blurb_fit(tmp_path: Path) -> None:
    title = "A Short and Honest History of the Things That Nobody Wrote Down in Those Years"
    texts = replace(
        TEXTS,
        title=title,
        author_line="Ann Author, Ben Writer and Cleo Translator",
        blurb=["Words of a blurb that is rather long. " * 12] * 3,
    )
    cover = compiled(tmp_path, design_of("5x8in", pages=160), texts)
    assert cover.report.blurb_fits
    assert cover.report.spine_size >= 7
    for area in (cover.geometry.front, cover.geometry.back):
        barcode = cover.geometry.barcode(cover.design.requirements)
        spans = [span for span in cover.on(area) if not span.overlaps(barcode)]
        assert all(span.is_in(area, 6) for span in spans)
        assert len(spans) > 5
    on_spine = " ".join(span.text.strip() for span in cover.on(cover.geometry.spine_area))
    assert on_spine.startswith("A Short and Honest")


def test_a_blurb_that_has_no_room_is_reported(tmp_path: Path) -> None:
    texts = replace(TEXTS, blurb=["Far too many words for the back of a book. " * 90])
    assert not compiled(tmp_path, design_of("5x8in"), texts).report.blurb_fits


def test_the_barcode_is_in_black_ink_on_white(tmp_path: Path) -> None:
    cover = compiled(tmp_path, design_of(shop="kdp"))
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        inks = [
            tuple(float(ink) for ink in operands)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in {"k", "scn"} and len(operands) == 4
        ]
    assert set(inks) <= {(0, 0, 0, 1), (0, 0, 0, 0)}
    assert (0, 0, 0, 1) in inks


def test_without_an_isbn_the_area_stays_clear(tmp_path: Path) -> None:
    cover = compiled(tmp_path, replace(design_of(shop="kdp"), isbn=None))
    area = cover.geometry.barcode(cover.design.requirements)
    assert not [span for span in cover.spans() if span.overlaps(area)]
    scale = 100 / 25.4
    right, bottom = area.x + area.width, area.y + area.height
    sides = (area.x + 1, area.y + 1, right - 1, bottom - 1)
    box = cover.pixels(100).crop(tuple(round(side * scale) for side in sides))
    ((_count, color),) = box.getcolors(99)
    assert color == pytest.approx((0x16, 0x32, 0x4A), abs=1)


def test_without_an_area_the_blurb_has_its_room(tmp_path: Path) -> None:
    words = ["Words of a blurb that is rather long. " * 70]
    with_area = design_of("5x8in")
    texts = replace(TEXTS, blurb=words, foot=[])
    assert not compiled(tmp_path, with_area, texts).report.blurb_fits
    cover = compiled(tmp_path, replace(with_area, has_barcode=False), texts)
    assert cover.report.blurb_fits
    assert zxingcpp.read_barcodes(cover.pixels(240)) == []


def test_four_inks_for_a_shop_that_wants_them(tmp_path: Path) -> None:
    cover = compiled(tmp_path, design_of(shop="ingramspark"))
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        operands = [
            (str(operator), len(operands))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in {"k", "K", "scn", "SCN", "rg", "RG", "g", "G"}
        ]
    assert operands
    assert {count for _operator, count in operands} == {4}


def test_the_same_bytes_again(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (compiled(tmp_path / name, design_of()) for name in "ab")
    assert first.content == second.content


def drawn(size: tuple[int, int], kind: str, mode: str = "RGB") -> bytes:
    image = Image.new(mode, size, "#8c2a2a")
    ImageDraw.Draw(image).rectangle((size[0] // 4, 0, size[0], size[1]), fill="#204080")
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2560">
<rect x="-300" y="-300" width="2200" height="3160" fill="#123456"/>
<rect width="1600" height="20" fill="#fff"/><text x="200" y="400" fill="#fff">Lights</text></svg>"""
"""A drawing whose ground goes on beyond its view box."""


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (drawn((160, 256), "JPEG"), "front.jpg"),
        (drawn((160, 256), "PNG"), "front.png"),
        (drawn((160, 256), "WEBP"), "front.png"),
        (drawn((160, 256), "GIF"), "front.png"),
        (drawn((160, 256), "PNG", "RGBA"), "front.png"),
        (drawn((160, 256), "JPEG", "CMYK"), "front.jpg"),
        (SVG, "front.svg"),
    ],
)
def test_pictures_of_the_front(tmp_path: Path, data: bytes, file: str) -> None:
    cover = with_picture(tmp_path, data)
    picture = cover.design.picture
    assert picture is not None
    assert picture.file == file
    assert picture.pixels == (0 if file == "front.svg" else 160)
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        assert not [item for item in pdf.objects if "/SMask" in keys(item)]
    # the spine and the back have the color of the picture's edge
    left = cover.pixels(20).getpixel((1, 40))
    assert left == pytest.approx(tuple(bytes.fromhex(picture.edges[0][1:])), abs=3)


def keys(item: object) -> set[str]:
    if isinstance(item, pikepdf.Stream):
        return set(item.stream_dict.keys())
    return set(item.keys()) if isinstance(item, pikepdf.Dictionary) else set()


def with_picture(root: Path, data: bytes, *, is_mirrored: bool = False) -> Cover:
    design = design_of("a5", is_mirrored=is_mirrored)
    front = design.geometry.front
    size, bleed = (front.width, front.height), design.geometry.bleed
    picture = front_picture(data, root, size, bleed)
    ground = picture.edges[1 if is_mirrored else 0]
    colors = {"ground": ground, "text": text_color(ground), "accent": accent_color(ground)}
    return compiled(root, replace(design, colors=colors, picture=picture))


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_picture_is_cut_at_the_fold_and_mirrored_at_its_edges(
    tmp_path: Path, *, mirrored: bool
) -> None:
    cover = with_picture(tmp_path, drawn((1600, 2560), "PNG"), is_mirrored=mirrored)
    panel, image = cover.geometry.front_with_bleed, cover.pixels(100)
    scale = 100 / 25.4
    row = image.height // 2
    fold = panel.x if not mirrored else panel.x + panel.width
    outside, inside = (fold - 1, fold + 1) if not mirrored else (fold + 1, fold - 1)
    red, blue = (0x8C, 0x2A, 0x2A), (0x20, 0x40, 0x80)
    at = [image.getpixel((round(x * scale), row)) for x in (outside, inside)]
    expected = blue if mirrored else red
    assert at == [pytest.approx(expected, abs=3)] * 2
    # the left edge of the picture, which does not reach the edge of the sheet, is red
    left = image.getpixel((round((panel.x + 1) * scale), row))
    assert left == pytest.approx(red, abs=3)


def test_the_ground_of_a_drawing_is_its_bleed(tmp_path: Path) -> None:
    """The drawing is whole: its upper edge, a white line, is on the trimmed front."""
    front = (148.0, 210.0)
    assert place_drawing(SVG, front, 3.0).place == Placement(-3, -3, 154, 216, is_filling=True)
    image = with_picture(tmp_path, SVG).pixels(100)
    column = [image.getpixel((image.width - 100, y)) for y in range(60)]
    white = [y for y, color in enumerate(column) if color == (255, 255, 255)]
    assert white
    assert white[0] > 3 * 100 / 25.4 - 2


@pytest.mark.parametrize("size", ['viewBox="0 0 1600 2560"', 'width="160mm" height="256mm"'])
def test_a_drawing_without_a_larger_ground_is_placed_like_a_photograph(size: str) -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path fill="#a00" d="M0 0h99v99z"/></svg>'
    )
    placed = place_drawing(svg.encode(), (148.0, 210.0), 3.0)
    assert placed.place == place_picture((1600, 2560), (148.0, 210.0), 3.0)


def test_what_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(ImageFormatError):
        front_picture(b"no picture", tmp_path, (148, 210), 3)
    with pytest.raises(SvgError):
        place_drawing(b'<svg xmlns="http://www.w3.org/2000/svg"/>', (148, 210), 3)


def test_the_color_of_an_edge(tmp_path: Path) -> None:
    """It is that of most of the edge, or the mean of a picture with a gradient."""
    banded, gradient = Image.new("RGB", (100, 160), "#16324a"), Image.new("RGB", (100, 160))
    banded.paste("#f4efe4", (0, 130, 100, 160))
    for y in range(160):
        gradient.paste((y, y, y), (0, y, 100, y + 1))
    colors = []
    for image in (banded, gradient):
        data = io.BytesIO()
        image.save(data, "PNG")
        colors.append(front_picture(data.getvalue(), tmp_path, (148, 210), 3).edges[0])
    assert colors[0] == "#16324a"
    assert bytes.fromhex(colors[1][1:]) == pytest.approx((79, 79, 79), abs=2)
