"""Images: lookup, formats (the core media types of EPUB 3.3, 3.2) and copies in the package."""

from __future__ import annotations

import hashlib
import posixpath
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from lxml import etree
from sphinx.util import logging

from sphinx_bindery.common.pictures.data_uri import decode_data_uri
from sphinx_bindery.common.pictures.image_format import SVG_TYPE, raster_type
from sphinx_bindery.common.pictures.svg import SvgError, clean_svg, parse_svg
from sphinx_bindery.epub.package.publication import document_path, safe_path
from sphinx_bindery.pictures import is_reported

if TYPE_CHECKING:
    from sphinx_bindery.common.site_files.lookup import SiteFolders

FOLDER = "_images"
"""The folder of images in the package."""
MAX_NAME = 200
"""The maximum length of a file name in bytes; file systems allow 255 with digest and suffix."""
SUFFIXES = {
    "image/gif": ".gif", "image/jpeg": ".jpg", "image/png": ".png", SVG_TYPE: ".svg",
    "image/webp": ".webp",
}  # fmt: skip

_NOT_FOUND = "image: %s not found; write a path relative to the document"
_logger = logging.getLogger(__name__)


class ImageError(ValueError):
    """A file that is not an image of a supported format; the message describes it."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its media type and content, and whether it is animated."""

    media_type: str
    data: bytes
    is_animated: bool = False


def read_image(data: bytes) -> Image:
    """Detect the format of an image; remove scripts, animations and remote references from SVG.

    Raises:
        ImageError: The format is not supported, or an SVG is not well-formed.
    """
    media_type = raster_type(data)
    if not media_type or (media_type == "image/png" and b"IEND" not in data[-16:]):
        return _svg(data)
    return Image(media_type, data, is_animated=_is_animated(media_type, data))


def _is_animated(media_type: str, data: bytes) -> bool:
    match media_type:
        case "image/png":
            return b"acTL" in data[:256]
        case "image/gif":
            return data.count(b"\x00\x21\xf9\x04") > 1
        case "image/webp":
            return b"ANIM" in data[:64]
        case _:
            return False


def _svg(data: bytes) -> Image:
    try:
        root = parse_svg(data)
    except SvgError as error:
        message = f"neither PNG, JPEG, GIF nor WebP, and {error}"
        raise ImageError(message) from error
    clean_svg(root, is_static=True)
    return Image(SVG_TYPE, etree.tostring(root, encoding="utf-8", xml_declaration=True))


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """The image files of a document, with copies in the package.

    Attributes:
        docname: The document.
        folders: The folders in which addresses are looked up.
        output: The folder of the package.
        drawn: The folders of pictures that other extensions draw.
        known: The image files that Sphinx collected, relative to the source folder, by the paths
            that Sphinx gave them in the output.
    """

    docname: str
    folders: SiteFolders
    output: Path
    drawn: tuple[Path, ...]
    known: dict[str, str]

    def copy(self, address: str, line: int | None) -> str | None:
        """Copy an image into the package.

        Args:
            address: The address in the page.
            line: The line in the source, None if it is unknown.

        Returns:
            The address in the package, relative to the page; None for a remote image and, with a
            warning, for a missing one or an unsupported format.
        """
        name, data = self._find(address) if address else ("", None)
        if not address or (data is None and address.startswith(("http://", "https://", "//"))):
            return None
        if data is None:
            if not address.endswith(".*"):  # Sphinx warns where no suffix fits
                self._warn(line, _NOT_FOUND, address)
            return None
        try:
            image = read_image(data)
        except ImageError as error:
            if not is_reported(address, data):
                shown = "data URI" if address.startswith("data:") else address
                self._warn(line, "image: %s is %s; write a supported image", shown, error)
            return None
        suffix = SUFFIXES[image.media_type]
        digest = hashlib.sha256(data).hexdigest()[:16]
        is_short = 0 < len(posixpath.basename(name).encode()) <= MAX_NAME
        stem, own_suffix = posixpath.splitext(safe_path(name)) if is_short else (digest, suffix)
        if own_suffix != suffix or not name.endswith(own_suffix):
            # a file of another format, or of another case, may have the same stem
            stem += f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        target = Path(self.output, FOLDER, stem + suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(image.data)
        page_folder = posixpath.dirname(document_path(self.docname))
        return quote(posixpath.relpath(f"{FOLDER}/{stem}{suffix}", page_folder))

    def _find(self, address: str) -> tuple[str, bytes | None]:
        """Return the path and content of an image; the path is empty outside the source folder."""
        if address.startswith("data:"):
            return "", decode_data_uri(address)
        path = unquote(address.partition("?")[0].partition("#")[0])
        page_folder = posixpath.dirname(document_path(self.docname))
        package_path = posixpath.normpath(posixpath.join(page_folder, path))
        found = self.folders.find(address, self.docname)
        candidates = [
            Path(self.folders.source, self.known.get(package_path, "")),
            Path(self.output, package_path),
            *([found.file] if found else []),
        ]
        # Only files in these folders may get into the book. The first ones are tried before the
        # source folder, which may contain them: names are relative to the source folder only.
        source = self.folders.source.resolve()
        before, after = (self.output, *self.drawn), self.folders.published
        folders = [
            *(folder.resolve() for folder in before),
            source,
            *(folder.resolve() for folder in after),
        ]
        for candidate in candidates:
            # A name may be too long or have a character U+0000; links may form a loop.
            with suppress(OSError, RuntimeError, ValueError):
                file = candidate.resolve()
                folder = next((folder for folder in folders if file.is_relative_to(folder)), None)
                if folder is not None and file.is_file():
                    name = file.relative_to(folder).as_posix() if folder == source else ""
                    return name, file.read_bytes()
        return "", None

    def _warn(self, line: int | None, message: str, *arguments: object) -> None:
        place = (self.docname, line)
        _logger.warning(message, *arguments, location=place, type="bindery", subtype="image")
