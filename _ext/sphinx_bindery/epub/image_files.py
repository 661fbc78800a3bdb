"""The images that a page shows: found, looked into, and put into the package."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sphinx.util import logging

from sphinx_bindery.epub.images import SUFFIXES, PictureError, decode_data_uri, read_picture
from sphinx_bindery.epub.package.paths import document_path, safe_path

FOLDER = "_images"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImageFiles:
    """Finds the images of one document.

    docname: the document. source: the folder of the sources. output: the folder in which the
    package grows. statics: folders of static files. known: the files of images that Sphinx has
    found, relative to the sources, by the names that it has given them.
    """

    docname: str
    source: Path
    output: Path
    statics: tuple[Path, ...]
    known: dict[str, str]

    def path(self, address: str, line: int | None) -> str | None:
        """Put an image into the package; return its path there, relative to the page.

        One that is not there, or that no reading system could show, gives None, and a warning
        unless its address is on the web.

        Args:
            address: where it is, as the page says.
            line: the line of the source that says so, None where it is not known.
        """
        if not address or address.startswith(("http://", "https://", "//")):
            return None
        name, data = self._find(address)
        if data is None:
            self._warn(line, "image not found: %s", address)
            return None
        try:
            picture = read_picture(data)
        except PictureError as error:
            what = address if name else "data URI"
            self._warn(line, "image left out: %s is %s", what, error)
            return None
        suffix = SUFFIXES[picture.media_type]
        stem = posixpath.splitext(safe_path(name))[0] if name else _digest(data)
        target = Path(self.output, FOLDER, stem + suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture.data)
        page_folder = posixpath.dirname(document_path(self.docname))
        return quote(posixpath.relpath(f"{FOLDER}/{stem}{suffix}", page_folder))

    def _find(self, address: str) -> tuple[str, bytes | None]:
        """Return the name that an image is to have, empty where a digest is to be it; its bytes."""
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
        """Read a file of the sources, of the static files or of this build; no other."""
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
