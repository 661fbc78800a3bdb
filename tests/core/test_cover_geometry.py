"""The panels of covers, the place of pictures on them, and colors."""

from __future__ import annotations

import pytest

from sphinx_bindery.print.cover.colors import (
    INK,
    MIN_CONTRAST,
    accent_color,
    color_error,
    contrast,
    text_color,
)
from sphinx_bindery.print.cover.geometry import CoverGeometry
from sphinx_bindery.print.cover.placement import MAX_CUT, place_picture
from sphinx_bindery.print.cover.requirements import COVER_REQUIREMENTS
from sphinx_bindery.print.options import PRINT_SHOPS
from sphinx_bindery.print.trim_sizes import TRIM_SIZES

INCH = 25.4
KDP = CoverGeometry(8.5 * INCH, 11 * INCH, 0.24772 * INCH, 0.125 * INCH)
EBOOK = (1600.0, 2560.0)


def test_the_size_that_kdp_calculates() -> None:
    """KDP's cover calculator: 17.498 by 11.25 in for 8.5 by 11 in, 110 pages, white paper."""
    assert KDP.sheet.width / INCH == pytest.approx(17.498, abs=0.001)
    assert KDP.sheet.height / INCH == pytest.approx(11.25)


def test_panels_touch_at_the_folds() -> None:
    for mirrored in (False, True):
        cover = CoverGeometry(148, 210, 12, 3, is_mirrored=mirrored)
        panels = sorted((cover.back, cover.spine_area, cover.front), key=lambda area: area.x)
        assert [area.x for area in panels] == [3, 151, 163]
        assert [area.width for area in panels] == [148, 12, 148]
        assert (cover.front.x < cover.back.x) is mirrored
        assert cover.front_with_bleed.width == 151
        assert cover.front_with_bleed.x == (0 if mirrored else 163)
        assert cover.trim_box == pytest.approx([value * 72 / 25.4 for value in (3, 3, 311, 213)])


@pytest.mark.parametrize("shop", PRINT_SHOPS)
def test_the_barcode_is_at_the_lower_right_of_the_back(shop: str) -> None:
    requirements = COVER_REQUIREMENTS[shop]
    for mirrored in (False, True):
        cover = CoverGeometry(127, 203, 10, requirements.bleed, is_mirrored=mirrored)
        area, back, margin = cover.barcode(requirements), cover.back, requirements.barcode_margin
        assert area.x >= back.x
        assert back.x + back.width - area.x - area.width == pytest.approx(margin)
        assert back.y + back.height - area.y - area.height == pytest.approx(margin)
        assert (area.width, area.height) == requirements.reserved


def test_a_picture_for_ebooks_fills_the_usual_sizes() -> None:
    """It goes to the edges of the sheet where it is high enough, and loses no more than strips."""
    for name in ("6x9in", "5x8in", "5.5x8.5in", "a5", "crown-quarto", "7x10in", "b5"):
        trim = TRIM_SIZES[name]
        place = place_picture(EBOOK, (trim.width, trim.height), 3.0)
        assert place.is_filling, name
        assert place.height / place.width == pytest.approx(1.6)
        assert place.x == pytest.approx((trim.width - place.width) / 2)
        seen = min(trim.height, place.height) / place.height
        assert (1 - seen) / 2 <= MAX_CUT + 1e-9, name


def test_a_picture_of_the_shape_of_the_sheet_covers_it() -> None:
    place = place_picture((1838, 2775), (6 * INCH, 9 * INCH), 0.125 * INCH)
    assert place.is_filling
    assert place.x <= -0.125 * INCH + 0.2
    assert place.y <= -0.125 * INCH + 0.2
    assert place.width >= 6.24 * INCH


@pytest.mark.parametrize("size", [(2560, 1600), (1000, 1000), (400, 2560)])
def test_a_picture_of_another_shape_is_whole(size: tuple[float, float]) -> None:
    place = place_picture(size, (152.4, 228.6), 3.0)
    assert not place.is_filling
    assert place.width <= 158.4 + 1e-9
    assert place.height <= 234.6 + 1e-9
    assert place.width / place.height == pytest.approx(size[0] / size[1])


def test_resolution() -> None:
    place = place_picture(EBOOK, (6 * INCH, 9 * INCH), 0.125 * INCH)
    assert place.dpi(1600) == 261
    width, height = place.needed_pixels
    assert place_picture((width, height), (6 * INCH, 9 * INCH), 0.125 * INCH).dpi(width) >= 300
    assert height / width == pytest.approx(1.6, abs=0.001)


@pytest.mark.parametrize("ground", [INK, "#ffffff", "#000000", "#7c6d5e", "#888888", "#ffcc00"])
def test_texts_can_be_read_on_every_ground(ground: str) -> None:
    assert contrast(text_color(ground), ground) >= MIN_CONTRAST
    assert color_error(accent_color(ground)) == ""


def test_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
