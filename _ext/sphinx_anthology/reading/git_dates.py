"""When files were last committed, for posts whose ``updated`` is ``git``."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

from sphinx_bindery.common.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


_MOST_PATHS = 500
"""Paths that one command names; with more, git tells of all files, which is slower and as good."""


class NoHistoryError(Exception):
    """The dates cannot be known here; the message says why, and what to do."""


def last_commits(folder: Path, files: Collection[Path]) -> dict[Path, PartialDate]:
    """Return the day of the last commit of each file, in the committer's zone.

    Args:
        folder: a folder in the working tree.
        files: absolute paths; one that was never committed is not in the answer.

    Raises:
        NoHistoryError: there is no git, no repository, or only a part of the history, which would
            date every older file to the first commit that was fetched.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        msg = "the clone is shallow: fetch all of its history (git fetch --unshallow)"
        raise NoHistoryError(msg)
    top = folder.joinpath(_git(folder, "rev-parse", "--show-cdup").strip()).resolve()
    names: dict[str, list[Path]] = {}
    for path in files:
        if path.resolve().is_relative_to(top):
            names.setdefault(path.resolve().relative_to(top).as_posix(), []).append(path)
    few = list(names) if len(names) <= _MOST_PATHS else []
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


def _day(committed: str) -> PartialDate | None:
    try:
        return PartialDate(datetime.fromisoformat(committed), Precision.DAY)
    except ValueError:  # git knows years that Python does not
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
