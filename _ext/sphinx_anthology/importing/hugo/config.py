"""The configuration of a Hugo site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.addresses import address_parts
from sphinx_anthology.importing.folders.authors import author_of, authors_of
from sphinx_anthology.importing.folders.data import (
    DATA_SUFFIXES,
    first_text,
    mapping,
    read_or_report,
    text_of,
    texts_of,
)
from sphinx_anthology.importing.folders.dates import zone_of
from sphinx_anthology.importing.folders.posts import has_formulas
from sphinx_anthology.importing.folders.walk import site_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.records import ImportedAuthor
    from sphinx_anthology.importing.report import Report

NAMES = tuple(f"{name}{suffix}" for name in ("hugo", "config")
              for suffix in (".toml", ".yaml", ".yml", ".json"))  # fmt: skip
"""The files that may have the configuration, the first with precedence."""

FOLDER = "config/_default"


@dataclass(frozen=True, slots=True)
class HugoConfig:
    """The options of a site that its posts depend on; keys are in lower case.

    Attributes:
        values: All options.
        authors: The authors by id, from data files and parameters.
        author: The name of the default author.
    """

    values: Mapping[str, Data] = field(default_factory=dict)
    authors: Mapping[str, ImportedAuthor] = field(default_factory=dict)
    author: str = ""

    def text(self, *names: str) -> str:
        """Return the first text among some options."""
        return first_text(self.values, names)

    @property
    def title(self) -> str:
        """The title of the site, or that of its default language."""
        language = mapping(self.languages.get(self.language))
        return self.text("title") or text_of(language.get("title"))

    @property
    def address(self) -> str:
        """The absolute address of the site without a slash at its end; empty if unknown."""
        found = self.text("baseurl").rstrip("/")
        return found if address_parts(found).scheme in {"http", "https"} else ""

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of its dates."""
        return zone_of(self.text("timezone"))

    @property
    def language(self) -> str:
        """The default language."""
        found = self.text("defaultcontentlanguage", "languagecode", "locale") or "en"
        return found.partition("-")[0].lower() if found not in self.languages else found

    @property
    def languages(self) -> dict[str, Data]:
        """The languages by their codes."""
        return mapping(self.values.get("languages"))

    @property
    def content_folders(self) -> list[tuple[str, str]]:
        """The content folders with their languages; an empty language if file names have it."""
        found = [
            (folder.strip("/"), code)
            for code, language in self.languages.items()
            if (folder := text_of(mapping(language).get("contentdir")))
        ]
        main = self.text("contentdir").strip("/") or "content"
        # a file belongs to the innermost content folder
        found += [] if any(folder == main for folder, _code in found) else [(main, "")]
        return sorted(found, key=lambda entry: (-len(entry[0]), entry))

    @property
    def static_folders(self) -> tuple[str, ...]:
        """The folders of static files and assets."""
        found = [*texts_of(self.values.get("staticdir"))]
        for language in self.languages.values():
            found += texts_of(mapping(language).get("staticdir"))
        return tuple(dict.fromkeys((*found, "static", self.text("assetdir") or "assets")))

    @property
    def main_sections(self) -> tuple[str, ...]:
        """The sections that have the posts; empty if they are not set."""
        params = mapping(self.values.get("params"))
        return texts_of(self.values.get("mainsections")) or texts_of(params.get("mainsections"))

    def permalink(self, section: str) -> str:
        """Return the template of the addresses of a section; empty without one."""
        permalinks = mapping(self.values.get("permalinks"))
        pages = mapping(permalinks.get("page"))
        return text_of(pages.get(section)) or text_of(permalinks.get(section))

    @property
    def has_formulas(self) -> bool:
        """Whether all pages have formulas: by a parameter, or by Goldmark's passthrough."""
        goldmark = mapping(mapping(self.values.get("markup")).get("goldmark"))
        extensions = mapping(goldmark.get("extensions"))
        passthrough = mapping(extensions.get("passthrough"))
        is_enabled = text_of(passthrough.get("enable")) == "true"
        return is_enabled or has_formulas(mapping(self.values.get("params")))

    @property
    def takes_dates_from_names(self) -> bool:
        """Whether the date in a file name is the date of the page and no part of its slug."""
        dates = texts_of(mapping(self.values.get("frontmatter")).get("date"))
        return ":filename" in dates


def read_config(root: Path, report: Report) -> HugoConfig:
    """Return the configuration of a site.

    Args:
        root: The folder of the site.
        report: Takes files that cannot be read.
    """
    values: dict[str, Data] = {}
    for path, key in _files(root):
        data = read_or_report(path, report)
        if data is None:
            continue
        found = _lower(data)
        for part in reversed(key):
            found = {part: found}
        values = _merged(values, mapping(found))
    params = mapping(values.get("params"))
    described = values.get("author") or params.get("author")
    author = text_of(described) or text_of(mapping(described).get("name"))
    authors: dict[str, ImportedAuthor] = {}
    if author and isinstance(described, dict):
        authors[author] = author_of(author, described)
    for name in ("authors", "author", "people", "team"):
        authors |= _authors(root, name, report)
    return HugoConfig(values, authors, author)


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the files of the configuration, each with the path of keys of its content."""
    folder = root / FOLDER
    if folder.is_dir() and not folder.is_symlink():
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in DATA_SUFFIXES and path.is_file():
                name, _dot, language = path.stem.lower().partition(".")
                keys = () if name in {"hugo", "config"} else (name,)
                if language:
                    keys = ("languages", language, *(() if name == "languages" else keys))
                yield path, keys
    if main := next((root / name for name in NAMES if (root / name).is_file()), None):
        yield main, ()


def _authors(root: Path, name: str, report: Report) -> dict[str, ImportedAuthor]:
    """Return the authors of data files: one file for all authors, or one file each."""
    found: dict[str, ImportedAuthor] = {}
    for path in site_files(root, "data", DATA_SUFFIXES):
        parts = path.relative_to(root / "data").with_suffix("").parts
        if parts[0] != name or len(parts) > 2:
            continue
        data = read_or_report(path, report)
        if data is None:
            continue
        if len(parts) == 1:
            found |= authors_of(data)
        else:
            found[parts[1]] = author_of(parts[1], mapping(data))
    return found


def _merged(first: dict[str, Data], second: dict[str, Data]) -> dict[str, Data]:
    """Return two mappings as one; the second has precedence, and mappings in both are merged."""
    found = dict(first)
    for key, value in second.items():
        before = found.get(key)
        is_both = isinstance(before, dict) and isinstance(value, dict)
        found[key] = _merged(mapping(before), mapping(value)) if is_both else value
    return found


def _lower(value: Data) -> Data:
    """Return data with keys in lower case: Hugo ignores their case."""
    if isinstance(value, dict):
        found: dict[str, Data] = {}
        for key, inner in value.items():
            found = _merged(found, {key.lower(): _lower(inner)})
        return found
    return [_lower(item) for item in value] if isinstance(value, list) else value
