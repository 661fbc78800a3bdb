"""The files of a site's folder, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.importing.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_SKIPPED = frozenset(
    {"_site", "node_modules", "vendor", "public", "resources", "output", "__pycache__"}
)
"""Folders at the root of a site for generated and installed files."""

MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown"})
"""Suffixes of Markdown that Jekyll, Hugo and Pelican accept."""

HTML = frozenset({".html", ".htm"})
"""Suffixes of HTML."""

RESTRUCTUREDTEXT = frozenset({".rst", ".rest"})
"""Suffixes of reStructuredText."""

OTHER_MARKUPS = {
    ".org": "Org mode", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".ad": "AsciiDoc",
    ".pdc": "Pandoc", ".pandoc": "Pandoc", ".rst": "reStructuredText", ".textile": "Textile",
}  # fmt: skip
"""Suffixes of posts that Hugo and Jekyll read and the import does not, with the markup language."""


def check_folder(path: Path) -> None:
    """Check that the path of a site is a folder.

    Raises:
        SourceError: The path is not a folder.
    """
    if not path.is_dir():
        message = f"{path}: is not a folder; write the path of the site's folder"
        raise SourceError(message)


def site_files(root: Path, folder: str = "", suffixes: Collection[str] = ()) -> Iterator[Path]:
    """Yield the files below a folder of a site, sorted by path.

    Hidden files and folders, and links that lead out of the site, are left out. Links to folders
    are not followed.

    Args:
        root: The folder of the site.
        folder: The folder below it, with slashes.
        suffixes: The suffixes of the files, in lower case; empty for all files.
    """
    start = root / folder
    if start.is_dir() and start.resolve().is_relative_to(root.resolve()):
        yield from _files(root, start, suffixes)


def _files(root: Path, folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            is_output = folder == root and path.name in _SKIPPED
            if not is_output and not path.is_symlink():
                yield from _files(root, path, suffixes)
        elif (
            path.is_file()
            and (not suffixes or path.suffix.lower() in suffixes)
            and path.resolve().is_relative_to(root.resolve())
        ):
            yield path


def find_folders(root: Path, name: str, depth: int = 4) -> Iterator[Path]:
    """Yield the folders with a name, such as ``_posts``, below a site; they are not searched.

    Args:
        root: The folder of the site.
        name: The name.
        depth: The maximum number of levels below the root.
    """
    for path in sorted(root.iterdir()):
        if not path.is_dir() or path.is_symlink() or path.name.startswith("."):
            continue
        if path.name == name:
            yield path
        elif depth > 1 and path.name not in _SKIPPED:
            yield from find_folders(path, name, depth - 1)
