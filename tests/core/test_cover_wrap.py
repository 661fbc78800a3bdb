"""Compiled covers: boxes, fonts, places of texts, barcodes and inks."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
import zxingcpp

from sphinx_bindery.print.cover.geometry import Area
from tests.core.cover_reading import ISBN, POINTS, TEXTS, compiled, design_of

if TYPE_CHECKING:
    from pathlib import Path


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
        spine_line="Ann Author, Ben Writer and Cleo Translator",
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


def test_many_authors_are_not_on_the_spine(tmp_path: Path) -> None:
    texts = replace(TEXTS, spine_line=", ".join(f"Author Number {n}" for n in range(14)))
    cover = compiled(tmp_path, design_of(), texts)
    (title,) = cover.on(cover.geometry.spine_area)
    assert title.text == "Harbour Lights"
    assert title.size > 15


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
    assert cover.is_pdfx


def test_the_same_bytes_again(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (compiled(tmp_path / name, design_of()) for name in "ab")
    assert first.content == second.content
