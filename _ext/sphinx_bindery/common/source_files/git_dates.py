"""The dates of last commits, for posts with ``updated: git`` and for books."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


_MAX_PATHS = 500
"""Maximum number of paths in one command; for more, git lists all files, which is slower."""


class NoHistoryError(Exception):
    """Error for unknown dates; the message states the reason and the remedy."""


def last_commit_dates(folder: Path, files: Collection[Path]) -> dict[Path, PartialDate]:
    """Return the day of the last commit of each file, in the committer's time zone.

    Args:
        folder: A folder in the working tree.
        files: Absolute paths; those never committed are not in the result.

    Raises:
        NoHistoryError: There is no git, no repository, or a shallow clone, which would date every
            older file to the first commit that was fetched.
    """
    _check_depth(folder)
    top = folder.joinpath(_git(folder, "rev-parse", "--show-cdup").strip()).resolve()
    names: dict[str, list[Path]] = {}
    for path in files:
        if path.resolve().is_relative_to(top):
            names.setdefault(path.resolve().relative_to(top).as_posix(), []).append(path)
    few = list(names) if len(names) <= _MAX_PATHS else []
    log = _git(top, "log", "-z", "--format=%x01%cI", "--name-only", "--", *few)
    found: dict[Path, PartialDate] = {}
    when: PartialDate | None = None
    for field in log.replace("\n", "\0").split("\0"):
        if field.startswith("\x01"):
            when = _day(field[1:])
        elif when is not None:
            for path in names.get(field, ()):
                found.setdefault(path, when)
    return found


def newest_commit(folder: Path, files: Collection[Path]) -> datetime:
    """Return the time of the newest commit to any of the files, in the committer's time zone.

    Args:
        folder: A folder in the working tree.
        files: Absolute paths; for more than 500, all files of the folder count.

    Raises:
        NoHistoryError: As for :func:`last_commit_dates`; or none of the files was committed.
    """
    _check_depth(folder)
    few = [str(path) for path in files] if len(files) <= _MAX_PATHS else [str(folder)]
    committed = _git(folder, "log", "-1", "--format=%cI", "--", *few).strip()
    try:
        return datetime.fromisoformat(committed)
    except ValueError:
        msg = "no file was committed"
        raise NoHistoryError(msg) from None


def _check_depth(folder: Path) -> None:
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        msg = "the clone is shallow: fetch its history with git fetch --unshallow"
        raise NoHistoryError(msg)


def _day(committed: str) -> PartialDate | None:
    try:
        return PartialDate(datetime.fromisoformat(committed), Precision.DAY)
    except ValueError:  # git allows years that Python does not
        return None


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        msg = "git is not installed"
        raise NoHistoryError(msg)
    run = subprocess.run(  # noqa: S603
        [git, "-C", folder, "--literal-pathspecs", "-c", "core.quotePath=false", *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    if run.returncode:
        msg = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "git failed"
        raise NoHistoryError(msg)
    return run.stdout
