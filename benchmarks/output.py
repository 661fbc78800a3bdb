"""The output files of a build, and comparisons of two builds."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """The state of a file."""

    written: int  # nanoseconds
    size: int
    digest: bytes

    @classmethod
    def of(cls, path: Path) -> File:
        """Read the state of a file."""
        content = path.read_bytes()
        return cls(path.stat().st_mtime_ns, len(content), blake2b(content, digest_size=16).digest())


@dataclass(frozen=True)
class Output:
    """The files below a folder."""

    files: Mapping[Path, File]

    @classmethod
    def of(cls, folder: Path) -> Output:
        """Read the state of all files below a folder; a missing folder is empty."""
        return cls({path: File.of(path) for path in folder.rglob("*") if path.is_file()})

    @property
    def pages(self) -> Mapping[Path, File]:
        """The HTML files."""
        return {path: file for path, file in self.files.items() if path.suffix == ".html"}

    def written_since(self, earlier: Output) -> Output:
        """Return the files that are new or were written again."""
        return Output(
            {
                path: file
                for path, file in self.files.items()
                if path not in earlier.files or earlier.files[path].written != file.written
            }
        )

    def changed_since(self, earlier: Output) -> Output:
        """Return the files that are new or have other bytes."""
        return Output(
            {
                path: file
                for path, file in self.files.items()
                if path not in earlier.files or earlier.files[path].digest != file.digest
            }
        )
