"""The lookup of the file at an address: in the source folder, and in what the site copies."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_bindery.common.addresses import comparable_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

MISSING = "is neither in the source folder nor in html_extra_path or html_static_path"
"""The end of a message about an address at which :meth:`SiteFolders.find` finds no file."""

STATIC = "_static/"
"""The folder of a site that holds the files of ``html_static_path``."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file at an address.

    Attributes:
        file: Its path.
        published: Its path in the site, if it is in ``html_extra_path`` or ``html_static_path``;
            empty for a file of the source folder.
    """

    file: Path
    published: str = ""


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """The folders in which addresses are looked up.

    Attributes:
        source: The source folder.
        extra: The files and folders of ``html_extra_path``.
        statics: The files and folders of ``html_static_path``.
        base_url: The absolute URL of the site, empty if unknown.
    """

    source: Path
    extra: tuple[Path, ...] = ()
    statics: tuple[Path, ...] = ()
    base_url: str = ""

    @property
    def published(self) -> tuple[Path, ...]:
        """The files and folders that the site copies."""
        return *self.extra, *self.statics

    def find(self, address: str, docname: str = "") -> SiteFile | None:
        """Return the file at an address, None without one.

        An address is tried as it is written, then decoded, without its query and its fragment.

        Args:
            address: A URL of the site, a path from its root, or a path relative to a document.
            docname: The document; empty for the root of the source folder.
        """
        for path in self._paths(address.strip(), docname):
            for root, below, published in self._candidates(path):
                file = Path(root, below)
                # A name may be too long or have a character U+0000; links may form a loop.
                with suppress(OSError, RuntimeError, ValueError):
                    if file.resolve().is_relative_to(root.resolve()) and _is_there(file):
                        return SiteFile(file, published)
        return None

    def _paths(self, address: str, docname: str) -> Iterator[str]:
        """Yield the paths that an address may mean, from the root of the site."""
        try:
            parts, site = urlsplit(address), urlsplit(self.base_url)
        except ValueError:
            return
        is_web = bool(parts.scheme or parts.netloc)
        is_here = comparable_host(parts.netloc) == comparable_host(site.netloc)
        if is_web and not (is_here and parts.scheme in {"", "http", "https"}):
            return
        base = f"{site.path.rstrip('/')}/"
        spellings = dict.fromkeys([parts.path if is_web else address, unquote(parts.path)])
        for path in spellings:
            if path.startswith("/"):
                below = path.removeprefix(base) if path.startswith(base) else ""
                found = [below] if is_web else [path, below]
                yield from (posixpath.normpath(f"/{name}").lstrip("/") for name in found if name)
            elif path:
                yield posixpath.normpath(posixpath.join(posixpath.dirname(docname), path))

    def _candidates(self, path: str) -> Iterator[tuple[Path, str, str]]:
        """Yield folders, paths in them, and the paths in the site."""
        before, static, below = path.rpartition(STATIC)
        if static and not before.strip("./"):
            yield from _with_names(self.statics, below, STATIC)
        yield from _with_names(self.extra, path, "")
        yield self.source, path, ""
        yield from _with_names(self.statics, path, STATIC)


def _with_names(
    entries: tuple[Path, ...], path: str, folder: str
) -> Iterator[tuple[Path, str, str]]:
    for entry in entries:
        if entry.is_dir():
            yield entry, path, folder + path
        elif entry.name == path:
            yield entry.parent, path, folder + path


def _is_there(file: Path) -> bool:
    """Return whether a file exists; for the suffix ``.*``, any file that Sphinx may choose."""
    if file.suffix == ".*":
        return any(found.is_file() for found in file.parent.glob(f"{file.stem}.*"))
    return file.is_file()


def site_folders(config: Config, source: Path, conf_dir: Path) -> SiteFolders:
    """Return the folders of a project."""
    return SiteFolders(
        Path(source),
        tuple(Path(conf_dir, name) for name in config.html_extra_path),
        tuple(Path(conf_dir, name) for name in config.html_static_path),
        config.html_baseurl or "",
    )
