"""Pictures of a blog in local folders, such as those of uploads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
"""The size in the file names of WordPress's smaller copies."""

_SIZE_FOLDER = re.compile(r"(?<=/content/images)/size/w\d+(?:h\d+)?(?:/format/\w+)?/")
"""The folders with the size in the addresses of Ghost's smaller copies."""

FOLDER = "images"
"""The folder of the target for pictures."""


@dataclass(slots=True)
class MediaFolders:
    """The folders in which the pictures of posts may be.

    Attributes:
        folders: The folders, the first with precedence.
        is_taken: Returns whether an earlier import has written another file to a path.
        used: The files to copy by path in the target.
    """

    folders: Sequence[Path]
    is_taken: Callable[[str, Path], bool] = lambda _path, _file: False
    used: dict[str, Path] = field(default_factory=dict)

    def picture(self, address: str) -> str:
        """Return the path in the target of the picture at an address; empty if no folder has it."""
        file = self.find(address)
        return self.path_for(file) if file else ""

    def path_for(self, file: Path) -> str:
        """Return the path in the target to which a file is copied, and add it to ``used``."""
        stem = "-".join(map(slug_of, (file.parent.name, file.stem)))
        suffix = file.suffix.lower()
        path, number = f"{FOLDER}/{stem}{suffix}", 1
        while self.used.get(path) != file:
            if path not in self.used and not self.is_taken(path, file):
                self.used[path] = file
                return path
            number += 1
            path = f"{FOLDER}/{stem}-{number}{suffix}"
        return path

    def find(self, address: str) -> Path | None:
        """Return the file whose path matches the longest end of an address, None without one.

        Files outside of the folders, by a symbolic link, are not found.
        """
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return None
        path = _SIZE_FOLDER.sub("/", path)
        names = [name for name in path.split("/") if name not in {"", "."}]
        if not names or ".." in names or "\0" in path:
            return None
        last_names = (_SIZE.sub("", names[-1]), names[-1], names[-1].replace("+", " "))
        for folder in self.folders:
            root = folder.resolve()
            for start in range(len(names)):
                for last in dict.fromkeys(last_names):
                    file = folder.joinpath(*names[start:-1], last)
                    if file.is_file() and file.resolve().is_relative_to(root):
                        return file
        return None
