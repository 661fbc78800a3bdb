"""The pictures of a book, brought to where Typst may read them."""

from __future__ import annotations

import posixpath
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_bindery.pdf.typst.source_map import location

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from docutils import nodes

    from sphinx_bindery.pdf.typst.source_map import Location

FOLDER = "pictures"
TYPES = [
    "image/svg+xml",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
]
"""What Typst can read, the best for print first."""

SUFFIXES = frozenset({".svg", ".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif"})
"""How the names of files end that Typst can read."""


@dataclass(slots=True)
class Pictures:
    """Copies each picture once, under a name that depends on the order of the book alone.

    source: the folder that addresses of pictures are relative to. work: Typst's root.
    known: the addresses that Sphinx has found files for.
    """

    source: Path
    work: Path
    known: MutableMapping[str, str]
    _copied: dict[str, str] = field(default_factory=dict)
    _first: dict[str, Location | None] = field(default_factory=dict)

    def adopt(self, written: str, docname: str) -> str | None:
        """Return the address of a picture that a document's HTML names, None without a file.

        As in an image directive, the address is seen from the document, or from the folder of the
        sources where it begins with a slash; what is outside that folder is no part of the book.
        """
        try:
            path = unquote(urlsplit(written).path)
            address = posixpath.normpath(posixpath.join("/", posixpath.dirname(docname), path))[1:]
            file = (self.source / address).resolve()
            inside = file.is_relative_to(self.source.resolve()) and file.is_file()
        except (OSError, ValueError):
            # No name that a file could have, such as a data URI.
            return None
        if not inside or file.suffix.lower() not in SUFFIXES:
            return None
        self.known.setdefault(address, file.name)
        return address

    def find(self, node: nodes.image) -> str | None:
        """Return the path of a picture from Typst's root, or None where there is no file."""
        uri = str(node["uri"])
        if uri not in self.known or "://" in uri:
            return None
        if uri not in self._copied:
            name = f"/{FOLDER}/{len(self._copied) + 1}{Path(uri).suffix.lower()}"
            target = self.work / name[1:]
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(self.source / uri, target)
            self._copied[uri] = name
            self._first[name] = location(node)
        return self._copied[uri]

    def unreadable(self, check: Callable[[str], str]) -> list[Unreadable]:
        """Return the pictures that Typst cannot read.

        Args:
            check: tries one path and returns what Typst says against it, empty if nothing.
        """
        tried = ((path, check(path)) for path in self._copied.values())
        addresses = {path: uri for uri, path in self._copied.items()}
        return [
            Unreadable(path, addresses[path], reason, self._first[path])
            for path, reason in tried
            if reason
        ]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A picture that cannot be shown: its path for Typst, its address, why, and where it stands."""

    path: str
    uri: str
    reason: str
    place: Location | None
