"""What a build wrote: the files of its output, and which of them it changed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is at one time."""

    written: int  # nanoseconds
    size: int
    digest: bytes

    @classmethod
    def of(cls, path: Path) -> File:
        """Return how a file is."""
        content = path.read_bytes()
        return cls(path.stat().st_mtime_ns, len(content), blake2b(content, digest_size=16).digest())


@dataclass(frozen=True)
class Output:
    """The files of a folder and of those in it."""

    files: Mapping[Path, File]

    @classmethod
    def of(cls, folder: Path) -> Output:
        """Return the files of a folder, none if there is no folder."""
        return cls({path: File.of(path) for path in folder.rglob("*") if path.is_file()})

    @property
    def pages(self) -> Mapping[Path, File]:
        """The files that are HTML."""
        return {path: file for path, file in self.files.items() if path.suffix == ".html"}

    def written_since(self, earlier: Output) -> Output:
        """Return the files that were not there earlier, or were written again."""
        return Output(
            {
                path: file
                for path, file in self.files.items()
                if path not in earlier.files or earlier.files[path].written != file.written
            }
        )

    def changed_since(self, earlier: Output) -> Output:
        """Return the files that were not there earlier, or had other bytes."""
        return Output(
            {
                path: file
                for path, file in self.files.items()
                if path not in earlier.files or earlier.files[path].digest != file.digest
            }
        )
