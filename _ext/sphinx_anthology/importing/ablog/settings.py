"""The settings of an ABlog site that its posts depend on."""

from __future__ import annotations

from dataclasses import dataclass, field
from glob import glob
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_anthology.core.ablog.dialect import ABlogDialect
from sphinx_anthology.importing.folders.python_settings import PythonSettings, read_settings
from sphinx_anthology.importing.records import ImportedAuthor
from sphinx_bindery.common.addresses import web_address_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

CONF = "conf.py"
FOLDERS = ("", "docs", "source", "doc", "src", "blog")
"""The usual source folders of a repository."""

_NEEDED = ("blog_baseurl", "blog_authors", "blog_post_pattern", "post_date_format")


@dataclass(frozen=True, slots=True)
class ABlogSettings:
    """The settings of a site.

    Attributes:
        root: The source folder.
        values: The settings whose values are known.
        dialect: The translation of front matter by these settings.
        authors: The authors by id.
    """

    root: Path
    values: PythonSettings
    dialect: ABlogDialect
    authors: Mapping[str, ImportedAuthor] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the site without a slash at its end; empty if it is not known."""
        return (self.values.text("blog_baseurl") or self.values.text("html_baseurl")).rstrip("/")

    @property
    def title(self) -> str:
        """The title of the blog."""
        return self.values.text("blog_title") or self.values.text("project")

    @property
    def image_number(self) -> str:
        """The number of the image in the text that is the image of a post; empty if not set."""
        return str(self.values.values.get("post_auto_image") or "")

    def is_excluded(self, name: str) -> bool:
        """Return whether a file matches ``exclude_patterns``."""
        patterns = self.values.texts("exclude_patterns")
        paths = [PurePosixPath(name), *PurePosixPath(name).parents]
        return any(str(path) == p.strip("/") or path.match(p) for path in paths for p in patterns)


def find_sources(path: Path) -> Path | None:
    """Return the source folder of an ABlog site, None if there is none below a folder."""
    for name in FOLDERS:
        conf = path / name / CONF
        if conf.is_file() and b"ablog" in conf.read_bytes():
            return path / name
    return None


def read_site(root: Path, report: Report) -> ABlogSettings:
    """Return the settings of a site.

    Args:
        root: The source folder.
        report: Takes notices about files that cannot be read and settings that are computed.
    """
    values = PythonSettings()
    if (root / CONF).is_file():
        values = read_settings(root / CONF, report)
    values.report_unknown(_NEEDED, report)
    authors = {}
    for name, (full, link) in _pairs(values, "blog_authors").items():
        url = "" if web_address_problem(link) else link
        authors[name] = ImportedAuthor(name, full, url)
    dialect = ABlogDialect(
        date_format=values.text("post_date_format", "%d %B %Y"),
        matched=frozenset(_matched(root, values.texts("blog_post_pattern"))),
        always_section=values.flag("post_always_section", default=False),
        languages={name: full for name, (full, _link) in _pairs(values, "blog_languages").items()},
        locations={name: full for name, (full, _link) in _pairs(values, "blog_locations").items()},
        author=values.texts("blog_default_author"),
        language=values.texts("blog_default_language"),
        location=values.texts("blog_default_location"),
    )
    return ABlogSettings(root, values, dialect, authors)


def _pairs(values: PythonSettings, name: str) -> dict[str, tuple[str, str]]:
    """Return the names and addresses by key in a setting such as ``blog_authors``."""
    found = {}
    for key, entry in values.mapping(name).items():
        parts = [part if isinstance(part, str) else "" for part in entry] if (
            isinstance(entry, list)
        ) else [str(entry)]  # fmt: skip
        found[key] = ((parts[:1] or [key])[0] or key, (parts[1:2] or [""])[0])
    return found


def _matched(root: Path, patterns: tuple[str, ...]) -> set[str]:
    """Return the docnames of the files that patterns match."""
    return {
        str(PurePosixPath(path).with_suffix(""))
        for pattern in patterns
        for path in glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 (its rules)
    }
