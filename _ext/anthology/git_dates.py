"""When files were last committed, for posts whose ``updated`` is ``git``."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING

from .core.partial_date import PartialDate, Precision

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


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
    names = {path.resolve().relative_to(top).as_posix(): path for path in files}
    log = _git(top, "log", "-z", "--format=%x01%cI", "--name-only", "--", *names)
    found: dict[Path, PartialDate] = {}
    when: PartialDate | None = None
    for field in log.replace("\n", "\0").split("\0"):
        if field.startswith("\x01"):
            when = PartialDate(datetime.fromisoformat(field[1:]), Precision.DAY)
        elif field in names and when is not None:
            found.setdefault(names[field], when)
    return found


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        msg = "git is not installed"
        raise NoHistoryError(msg)
    run = subprocess.run(  # noqa: S603
        [git, "-C", folder, "-c", "core.quotePath=false", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        msg = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "git failed"
        raise NoHistoryError(msg)
    return run.stdout
