"""The images of a book, copied to Typst's root folder."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_extension

from sphinx_bindery.common.pictures.data_uri import decode_data_uri
from sphinx_bindery.common.pictures.image_format import ImageFormatError, image_type
from sphinx_bindery.pdf.typst.compiler import svg_of_pdf
from sphinx_bindery.pdf.typst.source_map import location, warn
from sphinx_bindery.pdf.typst.svg_labels import outline_labels
from sphinx_bindery.pictures import is_reported
from sphinx_bindery.print.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, MutableMapping, Sequence

    from docutils import nodes

    from sphinx_bindery.common.site_files.lookup import SiteFolders
    from sphinx_bindery.pdf.typst.source_map import SourceLocation

FOLDER = "pictures"
TYPES = [
    "image/svg+xml",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
]
"""Media types that Typst can read, the best for print first."""

SUFFIXES = frozenset({".svg", ".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""Suffixes of files that Typst can read."""


@dataclass(slots=True)
class BookImages:
    """The image files of a book, each copied once, named by their order in the book.

    Attributes:
        folders: The folders in which addresses in raw HTML are looked up.
        work: Typst's root.
        known: The images that Sphinx has collected, by path from the source folder.
    """

    folders: SiteFolders
    work: Path
    known: MutableMapping[str, str]
    _copied: dict[str, str] = field(default_factory=dict)
    _places: dict[str, list[SourceLocation | None]] = field(default_factory=dict)

    def resolve_html(self, src: str, docname: str) -> str | None:
        """Return the path from the source folder of an image in raw HTML, None without a file.

        Args:
            src: The ``src`` attribute.
            docname: The document with the HTML.
        """
        if src.lower().startswith("data:"):
            return self._data_image(src)
        found = self.folders.find(src, docname)
        if found is None or found.file.suffix.lower() not in SUFFIXES:
            return None
        path = Path(os.path.relpath(found.file, self.folders.source)).as_posix()
        self.known.setdefault(path, found.file.name)
        return path

    def _data_image(self, uri: str) -> str | None:
        """Return the path of an image in a data URI, None if it is not one."""
        data = decode_data_uri(uri) or b""
        try:
            suffix = get_image_extension(image_type(data))
        except ImageFormatError:
            return None
        file = self.work / "data" / f"{blake2b(data, digest_size=8).hexdigest()}{suffix}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        return self.add(file)

    def add(self, file: Path) -> str:
        """Add a file that is not in the source folder; return its path as of other images."""
        self.known[str(file)] = file.name
        return str(file)

    def path_of(self, node: nodes.image) -> str | None:
        """Return the path of an image from Typst's root, or None if it has no file."""
        uri = str(node["uri"])
        if uri not in self.known or "://" in uri:
            return None
        if uri not in self._copied:
            suffix = _suffix_by_content(self.folders.source / uri)
            name = f"/{FOLDER}/{len(self._copied) + 1}{suffix}"
            target = self.work / name[1:]
            target.parent.mkdir(exist_ok=True)
            try:
                shutil.copyfile(self.folders.source / uri, target)
            except OSError as error:
                warn(
                    f"{uri}: cannot be read ({error.strerror}), so its alternative text is printed",
                    location(node),
                )
                return None
            if target.suffix == ".pdf" and (drawing := svg_of_pdf(target)):
                name = name.removesuffix(".pdf") + ".svg"
                target.with_suffix(".svg").write_bytes(drawing)
            elif target.suffix == ".svg":
                outline_labels(target)
            self._copied[uri] = name
        name = self._copied[uri]
        self._places.setdefault(name, []).append(location(node))
        return name

    def drawings(self) -> list[str]:
        """Return the paths of the drawings from Typst's root."""
        return [path for path in self._copied.values() if path.endswith(".svg")]

    def pictures(self) -> list[Picture]:
        """Return the copied images, each with where the sources show it."""
        return [
            Picture(uri, self.work / path[1:], self._places[path])
            for uri, path in self._copied.items()
        ]

    def warn_unreadable(self, image_error: Callable[[str], str]) -> list[str]:
        """Warn about the copied images that Typst cannot read; return their paths.

        Args:
            image_error: Returns Typst's error message for a path, empty without an error.
        """
        reasons = {path: image_error(path) for path in self._copied.values()}
        for uri, path in self._copied.items():
            file = self.folders.source / uri
            if reasons[path] and not is_reported(uri, file.read_bytes()):
                warn(
                    f"{uri}: Typst cannot read this image, so its alternative text is printed: "
                    f"{reasons[path]}",
                    self._places[path][0],
                )
        return [path for path, reason in reasons.items() if reason]

    def report_warnings(
        self,
        found: Sequence[tuple[str, SourceLocation | None]],
        image_warnings: Callable[[str], Sequence[str]],
    ) -> None:
        """Report the warnings of Typst, those without a location at the images that they are about.

        Args:
            found: The messages, each with its place in the sources.
            image_warnings: Returns the messages for the path of an image.
        """
        unplaced = sorted({message for message, place in found if place is None})
        of_images = self._warn_about(unplaced, image_warnings)
        for message, place in found:
            if place or message not in of_images:
                warn(f"Typst: {message}", place)

    def _warn_about(
        self, messages: Collection[str], image_warnings: Callable[[str], Sequence[str]]
    ) -> set[str]:
        """Warn at the images that some warnings of Typst are about; return their messages.

        Args:
            messages: The messages, which come without a location.
            image_warnings: Returns the messages for a path.
        """
        found = set()
        for uri, path in self._copied.items():
            for message in messages if path.endswith(".svg") else ():
                if message in image_warnings(path):
                    found.add(message)
                    warn(f"{uri}: {message}; the PDF may lack a part of it", self._places[path][0])
        return found


def _suffix_by_content(file: Path) -> str:
    """Return the suffix of a file, or of its format, by which Typst reads it."""
    suffix = file.suffix.lower()
    if suffix not in {".pdf", ".svg"}:
        with suppress(ImageFormatError, OSError):
            return get_image_extension(image_type(file.read_bytes())) or suffix
    return suffix
