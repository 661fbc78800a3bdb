"""The files that the commands read: those that a build would read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import compile_matchers

from sphinx_anthology.core.values.notebook import SUFFIX
from sphinx_anthology.source_suffixes import source_suffixes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path, PurePath

    from sphinx.config import Config


def post_files(paths: Iterable[Path], config: Config, source: Path | None = None) -> list[Path]:
    """Return the files of posts, sorted by path.

    Args:
        paths: Files, and folders to search for the source files of a build, except notebooks.
        config: The configuration of the project.
        source: The source folder; its files may be excluded. None without a ``conf.py``.

    Raises:
        FileNotFoundError: If a path does not exist.
    """
    files: set[Path] = set()
    suffixes = tuple(source_suffixes(config).keys() - {SUFFIX})
    source = source.resolve() if source else None
    is_excluded = _exclusion(config)
    for path in paths:
        if path.is_dir():
            root = path.resolve()
            place = root.relative_to(source) if source and root.is_relative_to(source) else None
            for file in path.rglob("*"):
                if not file.name.endswith(suffixes) or not file.is_file():
                    continue
                if place is None or not is_excluded(place / file.relative_to(path)):
                    files.add(file)
        elif path.exists():
            files.add(path)
        else:
            message = f"{path}: no such file or folder"
            raise FileNotFoundError(message)
    return sorted(files)


def _exclusion(config: Config) -> Callable[[PurePath], bool]:
    """Return the predicate for files that a build leaves out, by paths in the source folder."""
    included = compile_matchers(config.include_patterns)
    excluded = compile_matchers(
        [
            *config.exclude_patterns,
            *config.templates_path,
            *config.html_static_path,
            *config.html_extra_path,
            *EXCLUDE_PATHS,
        ]
    )

    def is_excluded(path: PurePath) -> bool:
        name, *folders = (each.as_posix() for each in (path, *path.parents[:-1]))
        return not any(matches(name) for matches in included) or any(
            matches(each) for matches in excluded for each in (name, *folders)
        )

    return is_excluded
