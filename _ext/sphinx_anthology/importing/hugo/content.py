"""The files of a Hugo site's content: pages, bundles and their languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.walk import HTML, MARKDOWN, OTHER_MARKUPS, site_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_anthology.importing.hugo.config import HugoConfig

_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[-_ ](?P<slug>.+)")
_PAGES = MARKDOWN | HTML


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A page of a site.

    Attributes:
        path: The file.
        folder: Its folder below its content folder, with slashes; for a bundle the bundle itself.
        stem: Its name without language and suffix.
        language: The code of its language; empty for the default language.
        resources: The files of its bundle, by their paths within it.
    """

    path: Path
    folder: str
    stem: str
    language: str
    resources: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_section(self) -> bool:
        """Whether it describes a section or a term."""
        return self.stem == "_index"

    @property
    def is_bundle(self) -> bool:
        """Whether it is a leaf bundle, whose name is that of its folder."""
        return self.stem == "index"

    @property
    def logical(self) -> str:
        """Its logical path, such as ``posts/a``: the path in references of other pages."""
        if self.is_bundle or self.is_section:
            return self.folder
        return f"{self.folder}/{self.stem}".strip("/")

    @property
    def name(self) -> str:
        """Its own name: that of the file, or of the folder of its bundle."""
        return PurePosixPath(self.logical).name

    @property
    def section(self) -> str:
        """The top folder, empty for a page at the root."""
        first, slash, _rest = self.logical.partition("/")
        return first if slash or self.is_section else ""

    @property
    def dated_name(self) -> tuple[str, str]:
        """The date in its name, empty without one, and the rest of the name."""
        found = _DATED.fullmatch(self.name)
        return (found["date"], found["slug"]) if found else ("", self.name)


def content_files(root: Path, config: HugoConfig) -> Iterator[ContentFile]:
    """Yield the pages of a site in all languages, sorted by path within each content folder."""
    seen: set[Path] = set()
    for folder, language in config.content_folders:
        files = [path for path in site_files(root, folder) if path not in seen]
        seen.update(files)
        pages = [path for path in files if path.suffix.lower() in _PAGES]
        bundles = {path.parent for path in pages if _split(path.stem, config)[0] == "index"}
        for path in pages:
            stem, own = _split(path.stem, config)
            inner = next((up for up in path.parents if up in bundles), None)
            if inner and (stem != "index" or path.parent != inner):
                continue  # a page within a bundle is a resource of it
            code = own or language
            yield ContentFile(
                path,
                "/".join(path.parent.relative_to(root / folder).parts),
                stem,
                "" if code == config.language else code,
                _resources(path.parent, files) if stem == "index" else {},
            )


def other_files(root: Path, config: HugoConfig) -> Iterator[tuple[Path, str]]:
    """Yield the pages in markup languages that are not imported, with the name of the language."""
    for folder, _language in config.content_folders:
        for path in site_files(root, folder, OTHER_MARKUPS):
            yield path, OTHER_MARKUPS[path.suffix.lower()]


def _split(stem: str, config: HugoConfig) -> tuple[str, str]:
    """Return the stem of a file name without its language code, and the code; empty without one."""
    name, dot, code = stem.rpartition(".")
    known = code in config.languages or code == config.language
    return (name, code) if dot and known else (stem, "")


def _resources(folder: Path, files: list[Path]) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): str(path)
        for path in files
        if path.is_relative_to(folder) and path.suffix.lower() not in _PAGES
    }
