"""The settings of a Pelican site that its posts depend on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.dates import zone_of
from sphinx_anthology.importing.folders.python_settings import PythonSettings, read_settings
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

FILES = ("pelicanconf.py", "publishconf.py")
"""The files of settings; the second imports the first, and sets the address of the site."""

_NEEDED = ("SITEURL", "PATH", "TIMEZONE", "DEFAULT_LANG", "ARTICLE_URL", "AUTHOR", "PAGE_PATHS",
           "ARTICLE_PATHS", "FILENAME_METADATA", "PATH_METADATA", "SLUGIFY_SOURCE")  # fmt: skip
_NAMED_DATE = r"(?P<date>\d{4}-\d{2}-\d{2}).*"


@dataclass(frozen=True, slots=True)
class PelicanSettings:
    """The settings of a site.

    Attributes:
        root: The folder of the site.
        content: The content folder (``PATH``).
        values: The settings whose values are known.
    """

    root: Path
    content: Path
    values: PythonSettings = field(default_factory=PythonSettings)

    @property
    def url(self) -> str:
        """The address of the site without a slash at its end; empty if it is not known."""
        return self.values.text("SITEURL").rstrip("/")

    @property
    def title(self) -> str:
        """The title of the site."""
        return self.values.text("SITENAME")

    @property
    def zone(self) -> tzinfo | None:
        """The time zone of dates."""
        return zone_of(self.values.text("TIMEZONE"))

    @property
    def language(self) -> str:
        """The default language."""
        return language_tag(self.values.text("DEFAULT_LANG", "en"))

    @property
    def article_paths(self) -> tuple[str, ...]:
        """The folders of articles below the content folder."""
        return self.values.texts("ARTICLE_PATHS", ("",))

    @property
    def page_paths(self) -> tuple[str, ...]:
        """The folders of pages below the content folder."""
        return self.values.texts("PAGE_PATHS", ("pages",))

    @property
    def excluded(self) -> tuple[str, ...]:
        """The folders below the content folder without articles."""
        own = {path.strip("/") for path in self.article_paths}
        paths = (*self.values.texts("ARTICLE_EXCLUDES"), *self.page_paths)
        return tuple(path.strip("/") for path in paths if path.strip("/") not in {"", *own})

    @property
    def static_paths(self) -> tuple[str, ...]:
        """The folders of static files, in which HTML files are not articles."""
        return tuple(path.strip("/") for path in self.values.texts("STATIC_PATHS", ("images",)))

    @property
    def patterns(self) -> tuple[tuple[re.Pattern[str], bool], ...]:
        """The patterns of metadata in paths, each with whether it matches the path or the stem."""
        found = [
            (self.values.text("FILENAME_METADATA", _NAMED_DATE), False),
            (self.values.text("PATH_METADATA"), True),
        ]
        compiled = []
        for text, is_path in found:
            try:
                compiled += [(re.compile(text), is_path)] if text else []
            except re.error:
                continue
        return tuple(compiled)

    def address_template(self, name: str, default: str) -> str:
        """Return a template such as ``ARTICLE_URL``, else ``ARTICLE_SAVE_AS``, else the default."""
        template = self.values.text(name) or self.values.text(name.replace("_URL", "_SAVE_AS"))
        return template or default


def read_site(root: Path, report: Report) -> PelicanSettings:
    """Return the settings of a site; Pelican's defaults for a content folder without settings.

    Args:
        root: The folder of the site.
        report: Takes notices about files that cannot be read and settings that are computed.
    """
    values = PythonSettings()
    for name in FILES:
        if (root / name).is_file():
            values = read_settings(root / name, report, values)
    values.report_unknown(_NEEDED, report)
    folders = (root / name for name in (values.text("PATH"), "content") if name)
    inside = (path for path in folders if path.resolve().is_relative_to(root.resolve()))
    return PelicanSettings(root, next((path for path in inside if path.is_dir()), root), values)
