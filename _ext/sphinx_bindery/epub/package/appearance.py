"""The appearance of the book: cover, fonts and style sheet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

import typst

from sphinx_bindery.common.dates import format_names, format_years, text_direction
from sphinx_bindery.common.language_tag import primary_language
from sphinx_bindery.common.pictures.image_format import SVG_TYPE
from sphinx_bindery.common.pictures.svg import SvgError
from sphinx_bindery.common.pictures.svg_raster import has_embedded_glyphs, outlined_svg, png_of_svg
from sphinx_bindery.common.repairs.option_names import warn_option
from sphinx_bindery.common.xml_text import xml_text
from sphinx_bindery.epub.images import SUFFIXES, ImageError, read_image
from sphinx_bindery.epub.package.publication import Resource, safe_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_bindery.metadata import BookMetadata

WIDTH = 1600
"""The width of a cover drawn from SVG, in pixels; large shops recommend 1600 by 2560."""

_PIXELS_PER_INCH = 240.0
"""The resolution of a typeset cover of that size."""

_FONT_TYPES = {
    b"\x00\x01\x00\x00": "font/ttf", b"true": "font/ttf", b"OTTO": "font/otf",
    b"wOFF": "font/woff", b"wOF2": "font/woff2",
}  # fmt: skip
"""Media types of fonts (EPUB 3.3, 3.2) by the first four bytes of the file."""


def find_cover(name: str, folder: Path, book: BookMetadata) -> list[Resource]:
    """Return the cover; warn about an image that is missing or has no supported format.

    Args:
        name: The project's image; empty for a typeset cover.
        folder: The folder that ``name`` is relative to.
        book: The metadata of a typeset cover.

    Returns:
        The image that shops show; after it the SVG of a cover that is SVG or typeset.
    """
    if name and (data := _project_file(folder, name, "bindery_cover", subtype="cover")):
        try:
            return _project_cover(data)
        except (ImageError, SvgError) as error:
            advice = "write the path of a PNG, JPEG, GIF, WebP or SVG image"
            warn_option(folder, f"bindery_cover: {name} is {error}; {advice}", "cover")
    drawing, raster = _typeset_cover(book)
    return _drawn_cover(drawing, raster)


def _project_cover(data: bytes) -> list[Resource]:
    """Return the project's image, as shops and reading systems show it.

    Shops do not accept SVG. Reading systems and browsers do, but may lack its fonts.

    Raises:
        ImageError: The format is not supported.
        SvgError: An SVG cannot be drawn.
    """
    image = read_image(data)
    if image.media_type == SVG_TYPE:
        return _drawn_cover(outlined_svg(image.data, WIDTH), png_of_svg(image.data, WIDTH))
    href = f"cover{SUFFIXES[image.media_type]}"
    return [Resource(href, image.media_type, image.data, ("cover-image",))]


def _drawn_cover(drawing: bytes, raster: bytes) -> list[Resource]:
    return [
        Resource("cover.png", "image/png", raster, ("cover-image",)),
        Resource("cover.svg", SVG_TYPE, drawing),
    ]


def _typeset_cover(book: BookMetadata) -> list[bytes]:
    """Typeset a cover; return it as SVG and as PNG."""
    template = files("sphinx_bindery.epub").joinpath("template", "cover.typ").read_bytes()
    inputs = {
        "title": xml_text(book.title),
        "subtitle": xml_text(book.subtitle),
        "authors": xml_text(format_names(book.named_authors, book.language)),
        "credits": xml_text("\n".join(book.credits)),
        "years": format_years(book.published_from, book.published, book.language),
        "lang": primary_language(book.language),
        "direction": text_direction(book.language),
    }
    is_covered = has_embedded_glyphs("".join(inputs.values()))
    covers = []
    for kind in ("svg", "png"):
        # a compiler can compile a source given as bytes only once
        compiler = typst.Compiler(template, ignore_system_fonts=is_covered, sys_inputs=inputs)
        pages = compiler.compile(format=kind, ppi=_PIXELS_PER_INCH)
        covers.append(cast("bytes", pages[0] if isinstance(pages, list) else pages))
    return covers


def find_fonts(names: Iterable[str], folder: Path) -> list[Resource]:
    """Read the fonts to embed; warn about files that are missing or not fonts.

    Args:
        names: The files.
        folder: The folder that they are relative to.
    """
    found: dict[str, Resource] = {}
    for name in names:
        data = _project_file(folder, name, "bindery_epub_fonts", subtype="font")
        if data is None:
            continue
        if media_type := _FONT_TYPES.get(data[:4]):
            href = f"fonts/{safe_path(Path(name).name)}"
            found.setdefault(href, Resource(href, media_type, data))
        else:
            advice = "write the path of a TrueType, OpenType, WOFF or WOFF2 file"
            warn_option(folder, f"bindery_epub_fonts: {name} is not a font; {advice}", "font")
    return list(found.values())


def style_sheet(fonts: Iterable[Resource], own: Iterable[str], folder: Path) -> Resource:
    """Return the style sheet: font faces, the rules of every book, and those of the project.

    Args:
        fonts: The embedded fonts; their files are named like ``Family-BoldItalic``.
        own: The project's style sheets; a missing one produces a warning.
        folder: The folder that they are relative to.
    """
    base = files("sphinx_bindery.epub").joinpath("static", "style.css").read_bytes()
    sheets = ["".join(map(_font_face, fonts)).encode() + base]
    for name in own:
        sheet = _project_file(folder, name, "bindery_epub_css", subtype="css")
        if sheet is not None:
            sheets.append(sheet)
    return Resource("style.css", "text/css", b"\n".join(sheets))


def _font_face(font: Resource) -> str:
    family, _, face = PurePosixPath(font.href).stem.partition("-")
    weight = "bold" if "bold" in face else "normal"
    style = "italic" if "italic" in face or "oblique" in face else "normal"
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{font.href}"); }}\n'
    )


def _project_file(folder: Path, name: str, option: str, *, subtype: str) -> bytes | None:
    """Read a file that an option names; warn if it is missing."""
    try:
        return Path(folder, name).read_bytes()
    except (OSError, ValueError):  # a null byte, as in "pictures\0.png"
        message = f"{option}: {name} not found; write a path relative to conf.py"
        warn_option(folder, message, subtype)
        return None
