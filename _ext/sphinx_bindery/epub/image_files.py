"""The image files of a page: lookup, checks and copies into the package."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sphinx.util import logging

from sphinx_bindery.epub.images import SUFFIXES, ImageError, decode_data_uri, read_image
from sphinx_bindery.epub.package.publication import document_path, safe_path

FOLDER = "_images"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """Copies the images of a document into the package.

    Attributes:
        docname: The document.
        source: The source folder.
        output: The folder of the package.
        statics: The folders of static files.
        known: The image files that Sphinx collected, relative to the source folder, by the names
            that Sphinx gave them.
    """

    docname: str
    source: Path
    output: Path
    statics: tuple[Path, ...]
    known: dict[str, str]

    def path(self, address: str, line: int | None) -> str | None:
        """Copy an image into the package.

        Args:
            address: The address in the page.
            line: The line in the source, None if it is unknown.

        Returns:
            The address in the package, relative to the page; None for a remote image, and, with a
            warning, for a missing one or one of an unsupported format.
        """
        if not address or address.startswith(("http://", "https://", "//")):
            return None
        name, data = self._find(address)
        if data is None:
            self._warn(line, "image: %s not found; write a path relative to the document", address)
            return None
        try:
            image = read_image(data)
        except ImageError as error:
            what = address if name else "data URI"
            self._warn(line, "image: %s is %s; write a supported image", what, error)
            return None
        suffix = SUFFIXES[image.media_type]
        stem = posixpath.splitext(safe_path(name))[0] if name else _digest(data)
        target = Path(self.output, FOLDER, stem + suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(image.data)
        page_folder = posixpath.dirname(document_path(self.docname))
        return quote(posixpath.relpath(f"{FOLDER}/{stem}{suffix}", page_folder))

    def _find(self, address: str) -> tuple[str, bytes | None]:
        """Return the path and content of an image; the path is empty outside of the sources."""
        if address.startswith("data:"):
            return "", decode_data_uri(address)
        path = unquote(address.partition("?")[0].partition("#")[0])
        page_folder = posixpath.dirname(document_path(self.docname))
        packed = posixpath.normpath(posixpath.join(page_folder, path))
        original = self.known.get(packed.removeprefix(f"{FOLDER}/"))
        if packed.startswith(f"{FOLDER}/") and original is not None:
            return self._read(Path(self.source, original))
        candidates = [
            Path(self.output, packed),
            Path(self.source, posixpath.dirname(self.docname), path),
            Path(self.source, path.lstrip("/")),
        ]
        if "_static/" in path:
            below = path.rpartition("_static/")[2]
            candidates += [Path(folder, below) for folder in self.statics]
        for candidate in candidates:
            name, data = self._read(candidate)
            if data is not None:
                return name, data
        return "", None

    def _read(self, file: Path) -> tuple[str, bytes | None]:
        """Read a file of the source, static or output folders, and of no other."""
        file = file.resolve()
        for folder in (self.source, self.output, *self.statics):
            if file.is_file() and file.is_relative_to(folder.resolve()):
                inside = folder == self.source
                name = file.relative_to(folder.resolve()).as_posix() if inside else ""
                return name, file.read_bytes()
        return "", None

    def _warn(self, line: int | None, message: str, *arguments: object) -> None:
        place = (self.docname, line)
        _logger.warning(message, *arguments, location=place, type="bindery", subtype="image")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
