"""The picture that a project sets for the link preview of the book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typst

from sphinx_anthology.core.pages.link_preview import SIZE
from sphinx_bindery.common.pictures.image_format import (
    SVG_TYPE,
    ImageFormatError,
    image_type,
)
from sphinx_bindery.common.pictures.svg import clean_svg_file
from sphinx_bindery.common.pictures.svg_raster import png_of_svg
from sphinx_bindery.common.repairs.option_names import warn_option

if TYPE_CHECKING:
    from sphinx.config import Config

OPTION = "anthology_link_preview_image"
_WIDTH, _HEIGHT = SIZE
_PAGE = f"""\
#set page(width: {_WIDTH}pt, height: {_HEIGHT}pt, margin: 0pt)
#image("picture", format: sys.inputs.format, width: 100%, height: 100%, fit: "cover")
"""


@dataclass(frozen=True, slots=True)
class BookPicture:
    """The picture of the link preview of the book.

    Attributes:
        fingerprint: The fingerprint of the file of the project.
        data: The PNG; empty if the site has it already.
    """

    fingerprint: str
    data: bytes


def read_picture(config: Config, folder: Path) -> bytes:
    """Return the content of the picture; empty, with a warning, if there is no such file.

    Args:
        config: The options.
        folder: The folder of conf.py.
    """
    name = config.anthology_link_preview_image
    try:
        return Path(folder, name).read_bytes() if name else b""
    except (OSError, ValueError):  # a null byte, as in "pictures\0.png"
        message = f"{OPTION}: {name} not found; write a path relative to conf.py"
        warn_option(folder, message, "image")
        return b""


def draw_picture(data: bytes) -> bytes:
    """Return a picture as a PNG of the size of link previews, filled and clipped.

    Raises:
        ValueError: It cannot be drawn; the message completes ``… is``.
    """
    kind = image_type(data)
    if kind == SVG_TYPE:
        return png_of_svg(clean_svg_file(data)[0], *SIZE)
    with TemporaryDirectory() as folder:
        Path(folder, "picture").write_bytes(data)
        page = Path(folder, "page.typ")
        page.write_text(_PAGE, encoding="utf-8")
        name = kind.removeprefix("image/").replace("jpeg", "jpg")
        try:
            return typst.compile(
                str(page), root=folder, format="png", ppi=72.0, sys_inputs={"format": name}
            )
        except typst.TypstError as error:
            message = f"a picture that Typst cannot draw ({error.message})"
            raise ImageFormatError(message) from error


def warn_undrawn(config: Config, folder: Path, error: ValueError) -> None:
    """Warn about a picture that cannot be drawn."""
    name, advice = config.anthology_link_preview_image, "write the path of a PNG, JPEG, GIF, WebP"
    warn_option(folder, f"{OPTION}: {name} is {error}; {advice} or SVG image", "image")
