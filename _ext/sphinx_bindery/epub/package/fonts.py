"""Typefaces in the book: only those that conf.py names, for a reader's own choice comes first."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.epub.package.paths import safe_path
from sphinx_bindery.epub.package.publication import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINDS = {
    b"\x00\x01\x00\x00": "font/ttf", b"true": "font/ttf", b"OTTO": "font/otf",
    b"wOFF": "font/woff", b"wOF2": "font/woff2",
}  # fmt: skip
"""The media types of fonts (EPUB 3.3, 3.2) by the first bytes of their files."""

_logger = logging.getLogger(__name__)


def find_fonts(names: Iterable[str], folder: Path) -> list[Resource]:
    """Read the fonts to embed; a file that is not there, or that is no font, warns.

    Args:
        names: files, as conf.py names them.
        folder: where they are seen from.
    """
    found: list[Resource] = []
    for name in dict.fromkeys(names):
        try:
            data = Path(folder, name).read_bytes()
        except OSError as error:
            _warn("bindery_epub_fonts: %s: %s", name, error)
            continue
        kind = _KINDS.get(data[:4])
        if kind is None:
            _warn("bindery_epub_fonts: %s is no TrueType, OpenType, WOFF or WOFF2 font", name)
            continue
        href = f"fonts/{safe_path(Path(name).name)}"
        if href not in {font.href for font in found}:
            found.append(Resource(href, kind, data))
    return found


def font_faces(fonts: Iterable[Resource]) -> str:
    """Return the style sheet's rules for fonts whose files are named ``Family-BoldItalic``."""
    return "".join(map(_font_face, fonts))


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
