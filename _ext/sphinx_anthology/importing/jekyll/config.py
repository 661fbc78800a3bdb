"""The configuration of a Jekyll site."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_anthology.importing.addresses import address_parts
from sphinx_anthology.importing.folders.authors import author_of, authors_of
from sphinx_anthology.importing.folders.data import (
    DATA_SUFFIXES,
    first_text,
    mapping,
    read_or_report,
    text_of,
)
from sphinx_anthology.importing.folders.dates import zone_of
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.records import ImportedAuthor
    from sphinx_anthology.importing.report import Report

_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_PEOPLE = ("authors", "author", "team", "people", "members", "staff", "contributors")
"""The options and data files in which themes look for authors."""


@dataclass(frozen=True, slots=True)
class JekyllConfig:
    """The options of a site that its posts depend on.

    Attributes:
        values: All options.
        exists: Whether there is a configuration; without one, addresses are not known.
        title: The title of the site.
        url: The scheme and host, such as ``https://example.org``.
        baseurl: The path of the site on its host, such as ``/blog``.
        zone: The time zone of its dates, None if it is not set.
        permalink: The style or template of addresses.
        separator: The text that ends the excerpt of a post, besides ``<!--more-->``.
        authors: The authors by id.
        author: The id of the default author.
        data: The content of the data files, by name.
    """

    values: Mapping[str, Data] = field(default_factory=dict)
    exists: bool = False
    title: str = ""
    url: str = ""
    baseurl: str = ""
    zone: tzinfo | None = None
    permalink: str = "date"
    separator: str = ""
    authors: Mapping[str, ImportedAuthor] = field(default_factory=dict)
    author: str = ""
    data: Mapping[str, Data] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the site."""
        return language_tag(first_text(self.values, ("lang", "locale", "language")))

    @property
    def collections(self) -> dict[str, dict[str, Data]]:
        """The settings of the collections whose documents are pages, by name."""
        found = mapping(self.values.get("collections"))
        settings = {name: mapping(value) for name, value in found.items()}
        return {
            name: value
            for name, value in settings.items()
            if text_of(value.get("output")).lower() == "true"
        }

    @property
    def collections_folder(self) -> str:
        """The folder of the collections below the site; empty for the site itself."""
        return text_of(self.values.get("collections_dir")).strip("/")

    def defaults(self, name: str, kind: str) -> dict[str, Data]:
        """Return the front matter defaults of a file; a longer path has precedence.

        Args:
            name: The path of the file below the site.
            kind: Its type: ``posts``, ``drafts``, ``pages`` or a collection.
        """
        found: list[tuple[int, int, dict[str, Data]]] = []
        entries = self.values.get("defaults")
        for entry in map(mapping, entries if isinstance(entries, list) else []):
            scope = mapping(entry.get("scope"))
            path, wanted = text_of(scope.get("path")).strip("/"), text_of(scope.get("type"))
            is_typed = wanted in {"", kind, kind.rstrip("s")}
            if is_typed and _is_in(name, path):
                found.append((len(path), bool(wanted), mapping(entry.get("values"))))
        merged: dict[str, Data] = {}
        for _length, _typed, values in sorted(found, key=lambda entry: entry[:2]):
            merged |= values
        return merged


def _is_in(name: str, path: str) -> bool:
    if not path or name == path or name.startswith(f"{path}/"):
        return True
    return "*" in path and (fnmatchcase(name, path) or fnmatchcase(name, f"{path}/*"))


def read_config(root: Path, report: Report) -> JekyllConfig:
    """Return the configuration of a site; Jekyll's defaults if it has none.

    Args:
        root: The folder of the site.
        report: Takes files that cannot be read.
    """
    file = next((root / name for name in _NAMES if (root / name).is_file()), None)
    values = mapping(read_or_report(file, report)) if file else {}
    data = _data_files(root / "_data", report)
    authors: dict[str, ImportedAuthor] = {}
    for name in _PEOPLE:
        authors |= authors_of(values.get(name)) if isinstance(values.get(name), dict) else {}
    if "name" in authors:
        authors = {}  # one author described by a mapping
    for name in _PEOPLE:
        authors |= authors_of(data.get(name))
    author = text_of(values.get("author"))
    described = mapping(values.get("author"))
    if name := text_of(described.get("name")):
        author = name
        authors[name] = author_of(name, described)
    separator = text_of(values.get("excerpt_separator"))
    return JekyllConfig(
        values,
        exists=file is not None,
        title=text_of(values.get("title")) or text_of(values.get("name")),
        url=_host(text_of(values.get("url"))),
        baseurl=_path(text_of(values.get("baseurl"))),
        zone=zone_of(text_of(values.get("timezone"))),
        permalink=text_of(_posts_permalink(values)) or "date",
        separator="" if "more" in separator else separator,
        authors=authors,
        author=author,
        data=data,
    )


def _posts_permalink(values: Mapping[str, Data]) -> Data | None:
    collections = mapping(values.get("collections"))
    return mapping(collections.get("posts")).get("permalink") or values.get("permalink")


def _host(url: str) -> str:
    """Return the URL of a site without a slash at its end; empty for a local server."""
    host = address_parts(url).hostname or "" if "://" in url else ""
    return "" if host in {"", "localhost", "127.0.0.1", "0.0.0.0"} else url.rstrip("/")  # noqa: S104


def _path(text: str) -> str:
    return f"/{text.strip('/')}" if text.strip("/") else ""


def _data_files(folder: Path, report: Report) -> dict[str, Data]:
    """Return the content of data files by name; a folder of files is a mapping."""
    found: dict[str, Data] = {}
    if not folder.is_dir() or folder.is_symlink():
        return found
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            found[path.name] = dict(_data_files(path, report))
        elif path.suffix.lower() in DATA_SUFFIXES:
            found[path.stem] = read_or_report(path, report) or {}
    return found
