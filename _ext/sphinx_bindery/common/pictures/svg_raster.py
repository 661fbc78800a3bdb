"""SVG drawn by Typst: as PNG, and with its text as outlines."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst
from lxml import etree

from sphinx_bindery.common.pictures.svg import SvgError, parse_svg

if TYPE_CHECKING:
    from typing import Literal

_POINTS_PER_INCH = 72.0
"""Makes a point of the page a pixel of the image."""

_PAGE = """\
#set page(width: {width}pt, height: {height}, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%{fit})
"""
_CONVERTED = """\
#set page(width: auto, height: auto, margin: 0pt)
#image("drawing.pdf")
"""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})(?:px|pt|pc|mm|cm|in)?\s*")
_SVG_IMAGE = re.compile(rb'"data:image/svg\+xml;base64,([^"]+)"')


def has_embedded_glyphs(text: str) -> bool:
    """Return whether Typst's embedded fonts have all characters: Latin, Greek and Cyrillic ones.

    A drawing with these alone looks the same on every machine, since it needs no system font.
    """
    return all(ord(char) < 0x530 or 0x1E00 <= ord(char) < 0x2200 for char in text)


def svg_proportions(svg: bytes) -> tuple[float, float]:
    """Return the width and height of an SVG, only for their ratio; zeros if it states none.

    Raises:
        SvgError: It is not SVG.
    """
    root = parse_svg(svg)
    numbers = _NUMBER.findall(root.get("viewBox", ""))[2:]
    if len(numbers) != 2:
        sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        numbers = [size[1] for size in sizes if size]
    width, height = map(float, numbers) if len(numbers) == 2 else (0.0, 0.0)
    return (width, height) if width > 0 and height > 0 else (0.0, 0.0)


def png_of_svg(svg: bytes, width: int, height: int | None = None) -> bytes:
    """Draw an SVG as PNG, its text with the fonts in Typst.

    Args:
        svg: The content of the file, without scripts and remote references.
        width: The width in pixels.
        height: The height in pixels; a drawing of other proportions is cropped to fill it. None
            for the height by the proportions of the drawing.

    Raises:
        SvgError: It is not SVG, or Typst cannot draw it.
    """
    return _draw(svg, "png", width, height)


def outlined_svg(svg: bytes, width: int) -> bytes:
    """Return an SVG with its text as outlines, which looks the same without the fonts.

    Raises:
        SvgError: It is not SVG, or Typst cannot draw it.
    """
    pdf = _draw(svg, "pdf", width, None)
    with TemporaryDirectory() as folder:
        Path(folder, "drawing.pdf").write_bytes(pdf)
        page = Path(folder, "page.typ")
        page.write_text(_CONVERTED, encoding="utf-8")
        page_svg = typst.compile(str(page), root=folder, format="svg")
    # Typst puts the converted page into its own as an image
    converted = _SVG_IMAGE.findall(page_svg)
    return b64decode(converted[0]) if len(converted) == 1 else page_svg


def _draw(svg: bytes, form: Literal["png", "pdf"], width: int, height: int | None) -> bytes:
    root = parse_svg(svg)
    text = "".join(map(str, root.itertext()))
    page = _PAGE.format(
        width=width,
        height="auto" if height is None else f"{height}pt",
        fit="" if height is None else ', height: 100%, fit: "cover"',
    )
    try:
        drawn = typst.compile(
            page.encode(),
            format=form,
            ppi=_POINTS_PER_INCH,
            font_paths=typst.Fonts(include_system_fonts=not has_embedded_glyphs(text)),
            sys_inputs={"svg": etree.tostring(root, encoding="unicode")},
        )
    except typst.TypstError as error:
        message = f"SVG that Typst cannot draw ({error.message})"
        raise SvgError(message) from error
    return drawn
