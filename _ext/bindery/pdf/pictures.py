"""The pictures of a book, brought to where Typst may read them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

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


@dataclass(slots=True)
class Pictures:
    """Copies each picture once, under a name that depends on the order of the book alone.

    source: the folder that addresses of pictures are relative to. work: Typst's root.
    known: the addresses that Sphinx has found files for.
    """

    source: Path
    work: Path
    known: Mapping[str, object]
    _copied: dict[str, str] = field(default_factory=dict)

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
        return self._copied[uri]
