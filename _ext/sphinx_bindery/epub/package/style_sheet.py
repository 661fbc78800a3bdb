"""The style sheet of the book, and the fonts that the project embeds."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.epub.package.publication import Resource, safe_path

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = "style.css"

_MEDIA_TYPES = {
    b"\x00\x01\x00\x00": "font/ttf", b"true": "font/ttf", b"OTTO": "font/otf",
    b"wOFF": "font/woff", b"wOF2": "font/woff2",
}  # fmt: skip
"""Media types of fonts (EPUB 3.3, 3.2) by the first four bytes of the file."""

_logger = logging.getLogger(__name__)


def find_fonts(names: Iterable[str], folder: Path) -> list[Resource]:
    """Read the fonts to embed; warn about files that are missing or not fonts.

    Args:
        names: The files.
        folder: The folder that they are relative to.
    """
    found: list[Resource] = []
    for name in dict.fromkeys(names):
        try:
            data = Path(folder, name).read_bytes()
        except OSError as error:
            _warn("bindery_epub_fonts: %s: %s", name, error)
            continue
        media_type = _MEDIA_TYPES.get(data[:4])
        if media_type is None:
            _warn(
                "bindery_epub_fonts: %s is not a font; "
                "write the path of a TrueType, OpenType, WOFF or WOFF2 file",
                name,
            )
            continue
        href = f"fonts/{safe_path(Path(name).name)}"
        if href not in {font.href for font in found}:
            found.append(Resource(href, media_type, data))
    return found


def style_sheet(fonts: Iterable[Resource], own: Iterable[str], folder: Path) -> Resource:
    """Return the style sheet: font faces, the rules of every book, and those of the project.

    Args:
        fonts: The embedded fonts; their files are named like ``Family-BoldItalic``.
        own: The project's style sheets; a missing one produces a warning.
        folder: The folder that they are relative to.
    """
    base = files("sphinx_bindery.epub").joinpath("static", PATH).read_text(encoding="utf-8")
    sheets = ["".join(map(_font_face, fonts)) + base]
    for name in own:
        try:
            sheets.append(Path(folder, name).read_text(encoding="utf-8"))
        except OSError as error:
            _logger.warning("bindery_epub_css: %s: %s", name, error, type="bindery", subtype="css")
    return Resource(PATH, "text/css", "\n".join(sheets).encode())


def _font_face(font: Resource) -> str:
    family, _, face = PurePosixPath(font.href).stem.partition("-")
    weight = "bold" if "bold" in face else "normal"
    style = "italic" if "italic" in face or "oblique" in face else "normal"
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{font.href}"); }}\n'
    )


def _warn(message: str, *arguments: object) -> None:
    _logger.warning(message, *arguments, type="bindery", subtype="font")
