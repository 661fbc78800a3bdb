"""Pictures on the front of covers."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageDraw

from sphinx_bindery.common.pictures.image_format import ImageFormatError
from sphinx_bindery.common.pictures.svg import SvgError
from sphinx_bindery.print.cover.colors import accent_color, text_color
from sphinx_bindery.print.cover.drawing import place_drawing
from sphinx_bindery.print.cover.picture import front_picture
from sphinx_bindery.print.cover.placement import Placement, place_picture
from tests.core.cover_reading import Cover, compiled, design_of

if TYPE_CHECKING:
    from pathlib import Path


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


def with_picture(root: Path, data: bytes, shop: str = "", *, is_mirrored: bool = False) -> Cover:
    design = design_of("a5", shop=shop, is_mirrored=is_mirrored)
    front = design.geometry.front
    size, bleed = (front.width, front.height), design.geometry.bleed
    picture = front_picture(data, root, size, bleed)
    ground = picture.edges[1 if is_mirrored else 0]
    colors = {"ground": ground, "text": text_color(ground), "accent": accent_color(ground)}
    return compiled(root, replace(design, colors=colors, picture=picture))


def test_spine_and_front_match_also_for_a_shop_that_wants_four_inks(tmp_path: Path) -> None:
    cover = with_picture(tmp_path, SVG, "ingramspark")
    image = cover.pixels(100)
    fold = round(cover.geometry.front.x * 100 / 25.4)
    beside, front = (image.getpixel((fold + shift, image.height // 2)) for shift in (-5, 5))
    assert beside == pytest.approx(front, abs=2)


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


def test_a_drawing_with_transparency_becomes_an_image(tmp_path: Path) -> None:
    cover = with_picture(tmp_path, SVG.replace(b'height="20"', b'height="20" opacity="0.5"'))
    picture = cover.design.picture
    assert picture is not None
    assert (picture.file, picture.pixels) == ("front.png", 0)
    with Image.open(tmp_path / picture.file) as image:
        assert picture.place.dpi(image.width) >= 600
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        assert not [item for item in pdf.objects if {"/SMask", "/ca"} & keys(item)]


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
