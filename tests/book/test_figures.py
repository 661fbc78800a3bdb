"""The drawings of the book: well-formed, described, in fonts of Typst, and in step with conf.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.common.pictures.svg import SVG, clean_svg, parse_svg
from sphinx_bindery.common.pictures.svg_raster import has_embedded_glyphs

from .conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

FIGURES = sorted((REPOSITORY / "figures").glob("*.svg"))
COVERS = {"cover", "preview"}
HEADS = [file for file in FIGURES if file.stem.startswith("head-")]
FONTS = ("'Libertinus Serif', Georgia, serif", "'DejaVu Sans Mono', Menlo, monospace")
SMALLEST = 15.5
"""The smallest text, in a drawing 480 units wide: 11 pixels on a phone, and 8.5 points in print."""


def texts(root: etree._Element) -> list[str]:
    found = root.iter(f"{{{SVG}}}text")
    return [" ".join("".join(map(str, text.itertext())).split()) for text in found]


def inherited(element: etree._Element, name: str) -> str:
    values = (each.get(name) for each in (element, *element.iterancestors()))
    return next(filter(None, values), "")


@pytest.mark.parametrize("file", FIGURES, ids=lambda file: file.stem)
def test_a_drawing_is_plain_described_and_the_same_everywhere(file: Path) -> None:
    root = parse_svg(file.read_bytes())
    assert clean_svg(root, is_static=True) == []
    width, height = (root.get(name) for name in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert root.findtext(f"{{{SVG}}}title")
    assert has_embedded_glyphs("".join(texts(root)))
    for text in root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
        assert inherited(text, "font-family") in FONTS


@pytest.mark.parametrize(
    "file",
    [file for file in FIGURES if file.stem not in COVERS and file not in HEADS],
    ids=lambda file: file.stem,
)
def test_a_figure_is_legible_on_a_phone_and_in_print(file: Path) -> None:
    root = parse_svg(file.read_bytes())
    assert root.get("width") == "480"
    assert root.findtext(f"{{{SVG}}}desc")
    sizes = {
        text: float(inherited(text, "font-size"))
        for text in root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan")
    }
    assert sizes
    assert min(sizes.values()) >= SMALLEST


@pytest.mark.parametrize("file", HEADS, ids=lambda file: file.stem)
def test_the_head_of_a_post_is_a_band_without_text(file: Path) -> None:
    root = parse_svg(file.read_bytes())
    assert (root.get("width"), root.get("height")) == ("1200", "440")
    assert texts(root) == []


@pytest.mark.parametrize("name", sorted(COVERS))
def test_the_cover_says_what_the_book_says(name: str) -> None:
    conf = (REPOSITORY / "conf.py").read_text(encoding="utf-8")
    root = parse_svg((REPOSITORY / "figures" / f"{name}.svg").read_bytes())
    shown = " ".join(texts(root))
    for option in ("project", "bindery_subtitle", "author"):
        (value,) = re.findall(rf'^{option} = "(.*)"$', conf, re.MULTILINE)
        assert value in shown
