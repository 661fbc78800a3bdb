"""SVG drawn by Typst: as PNG, and with its text as outlines."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_bindery.common.pictures.svg import SVG, SvgError
from sphinx_bindery.common.pictures.svg_raster import (
    has_embedded_glyphs,
    outlined_svg,
    png_of_svg,
    svg_proportions,
)
from tests.png_reading import read_png

RED, BLUE = (255, 0, 0), (0, 0, 255)


def svg(attributes: str, content: str = "") -> bytes:
    return f'<svg xmlns="{SVG}" {attributes}>{content}</svg>'.encode()


HALVES = svg(
    'viewBox="0 0 10 16"',
    '<rect width="10" height="8" fill="red"/><rect y="8" width="10" height="8" fill="blue"/>',
)


def test_a_png_has_the_width_and_the_proportions_of_the_drawing() -> None:
    picture = read_png(png_of_svg(HALVES, 100))
    assert (picture.width, picture.height) == (100, 160)
    points = picture.points()
    assert [points[line][50] for line in (0, 79, 80, 159)] == [RED, RED, BLUE, BLUE]


def test_a_png_of_another_shape_is_filled_and_clipped() -> None:
    picture = read_png(png_of_svg(HALVES, 100, 40))
    assert (picture.width, picture.height) == (100, 40)
    points = picture.points()
    assert [points[line][column] for line in (0, 39) for column in (0, 99)] == [
        RED, RED, BLUE, BLUE,
    ]  # fmt: skip


def test_text_becomes_outlines_in_any_font() -> None:
    for family in ("Libertinus Serif", "A font that nobody has"):
        text = f'<text y="8" font-size="4" font-family="{family}">Title</text>'
        root = etree.fromstring(outlined_svg(svg('viewBox="0 0 10 16"', text), 100))
        assert (root.get("width"), root.get("height")) == ("100", "160")
        names = [etree.QName(element).localname for element in root.iter(etree.Element)]
        assert "text" not in names
        assert {"path", "use"} & set(names)


def test_a_drawing_is_the_same_each_time() -> None:
    text = svg('viewBox="0 0 10 16"', '<text y="8" font-size="4">Title</text>')
    assert png_of_svg(text, 50) == png_of_svg(text, 50)
    assert outlined_svg(text, 50) == outlined_svg(text, 50)


@pytest.mark.parametrize("draw", [outlined_svg, png_of_svg, lambda data, _: svg_proportions(data)])
@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG", b"<p>A page</p>"])
def test_what_is_not_svg_is_an_error(draw: object, data: bytes) -> None:
    assert callable(draw)
    with pytest.raises(SvgError):
        draw(data, 10)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('viewBox="0 0 1600 2560"', (1600, 2560)),
        ('viewBox="-5,-5 , 10.5,16"', (10.5, 16)),
        ('width="100%" height="100%" viewBox="0 0 1e1 16"', (10, 16)),
        ('width="160mm" height="256mm"', (160, 256)),
        ('width="160" height=" 256px "', (160, 256)),
        ('width="100%" height="256"', (0, 0)),
        ('viewBox="0 0 0 16"', (0, 0)),
        ('viewBox="none"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_proportions(attributes: str, expected: tuple[float, float]) -> None:
    assert svg_proportions(svg(attributes)) == expected


def test_scripts_whose_characters_come_with_typst() -> None:
    assert has_embedded_glyphs("Growing – “Up” Ærø Γη Мир")
    assert not has_embedded_glyphs("成長")
    assert not has_embedded_glyphs("\N{SEEDLING}")
