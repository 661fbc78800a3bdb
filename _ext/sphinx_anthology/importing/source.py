"""The protocol of sources, and the recognition of their formats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sphinx_anthology.importing.records import Blog, ImportedPost
    from sphinx_anthology.importing.report import Report


_EXPORTS = frozenset({".xml", ".atom", ".rss", ".json"})
"""The suffixes of exports and feeds."""

_MAX_FILES = 2000
_MAX_EXPORTS = 10
"""Limits of the files in a folder that are looked at and named in a message."""


class SourceError(Exception):
    """Error for a source that cannot be read at all; the message has the reason and what to do."""


class Source(Protocol):
    """A blog to import.

    It is read three times: the blog, the posts for their addresses, and the posts for their texts.
    A source yields posts as it reads them rather than keep them all, and reports what it cannot
    read; the report keeps each notice once.
    """

    def blog(self) -> Blog:
        """Return the metadata that posts refer to.

        Raises:
            SourceError: Nothing can be read.
        """
        ...

    def posts(self) -> Iterator[ImportedPost]:
        """Yield all posts and pages, in an order that is the same each time."""
        ...


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format of sources.

    Attributes:
        name: Its name for ``--format``.
        recognizes: Returns whether a path looks like this format.
        open: Returns the source at a path; it reports to the report.
        media_folders: Returns the folders in or beside a source that may have its pictures.
    """

    name: str
    recognizes: Callable[[Path], bool]
    open: Callable[[Path, Report], Source]
    media_folders: Callable[[Path], Sequence[Path]] = lambda _path: ()


def find_format(path: Path, name: str, formats: Iterable[SourceFormat]) -> SourceFormat:
    """Return the format of a source.

    Args:
        path: The file or folder.
        name: The name of the format; empty for the first one that recognizes the path.
        formats: The known formats.

    Raises:
        SourceError: There is no such path or no such format, or no format recognizes the path.
    """
    known = {entry.name: entry for entry in formats}
    if not path.exists():
        message = f"{path}: no such file or folder; write the path of an export"
        raise SourceError(message)
    names = ", ".join(known)
    if name:
        if name not in known:
            message = f"--format: {name!r} is not a format; write one of {names}"
            raise SourceError(message)
        return known[name]
    if found := next((entry for entry in known.values() if entry.recognizes(path)), None):
        return found
    if exports := [str(file) for file in _exports_in(path, known.values())]:
        message = f"{path}: is a folder with exports; import them one by one: {', '.join(exports)}"
        raise SourceError(message)
    message = (
        f"{path}: the format is not recognized; write the path of an export, a feed or a site's "
        f"folder, or name its format by --format: {names}"
    )
    raise SourceError(message)


def _exports_in(folder: Path, formats: Iterable[SourceFormat]) -> list[Path]:
    """Return some files of a folder that a format recognizes, such as those of an unpacked ZIP."""
    files = islice(folder.rglob("*") if folder.is_dir() else (), _MAX_FILES)
    exports = sorted(file for file in files if file.suffix.lower() in _EXPORTS and file.is_file())
    return [
        file for file in exports[:_MAX_EXPORTS] if any(entry.recognizes(file) for entry in formats)
    ]
