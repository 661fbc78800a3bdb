"""One tool on one blog: a cold build, then each change and what the build after it costs."""

from __future__ import annotations

import os
import platform
import re
import shutil
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from .blog import made_blog
from .changes import STEPS
from .forecast import duration
from .measure import FailedError, run, said
from .output import Output
from .records import COLD, Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .blog import Blog
    from .changes import Change
    from .measure import Cost
    from .tools import Tool

ERROR = re.compile(r"\b\w*error\b", re.IGNORECASE)
STYLED = re.compile(r"\x1b\[[\d;]*m")
TOLD = 300  # characters of the reason why a tool does not build


def measure(
    tool: Tool,
    blog: Blog,
    number: int,
    folder: Path,
    *,
    limit: float,
    steps: Mapping[str, Change] = STEPS,
) -> list[Record]:
    """Return what a round gave: a record for each step, up to one that has no figure.

    Args:
        tool: what builds.
        blog: what is built.
        number: the number of the round.
        folder: where the project is written; what stands there is lost.
        limit: the seconds after which a build is ended.
        steps: what happens after the cold build.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tool.write(folder, blog)
    blank = Record(blog.name, tool.name, blog.size, number, COLD)
    records = [replace(build(tool, folder, blank, limit), versions=versions(tool.packages))]
    for step, change in steps.items():
        if records[-1].note:
            break
        if change:
            tool.write_post(folder, change(blog))
        records.append(build(tool, folder, replace(blank, step=step), limit))
    shutil.rmtree(folder)
    return records


def warm_up(tool: Tool, folder: Path, limit: float) -> None:
    """Build a blog of two posts, so that no build that is measured is the first of a tool."""
    measure(tool, made_blog(2), 0, folder, limit=limit, steps={})


def build(tool: Tool, folder: Path, blank: Record, limit: float) -> Record:
    """Run a tool's command, and fill in the record of it."""
    before = Output.of(folder / tool.output)
    cost = attempt(blank, tool.command, folder, limit)
    if isinstance(cost, Record):
        return cost
    after = Output.of(folder / tool.output)
    if not after.pages:
        return replace(blank, note=f"does not build: {reason(said(folder), folder)}")
    written = after.written_since(before)
    kept = folder / tool.environment
    return replace(
        blank,
        wall=cost.wall,
        cpu=cost.cpu,
        memory=cost.memory,
        files_written=len(written.files),
        files_changed=len(after.changed_since(before).files),
        pages_written=len(written.pages),
        pages=len(after.pages),
        page_bytes=sum(page.size for page in after.pages.values()),
        environment=kept.stat().st_size if tool.environment else 0,
        said=len(said(folder).splitlines()),
    )


def attempt(about: Record, command: Sequence[str], folder: Path, limit: float) -> Cost | Record:
    """Return what a command cost, or the record that tells why there is no figure."""
    try:
        cost = run(command, folder, limit)
    except FailedError as error:
        return replace(about, note=f"does not build: {reason(str(error), folder)}")
    return cost or replace(about, wall=limit, note=f"ended after {duration(limit)}")


def reason(text: str, folder: Path) -> str:
    """Return why a tool failed: what it says from the first error on, else at the end."""
    plain = " ".join(STYLED.sub("", text).replace(f"{folder}{os.sep}", "").split())
    found = ERROR.search(plain)
    told = plain[found.start() :][:TOLD] if found else plain[-TOLD:]
    return told or "it says nothing"


def versions(packages: Sequence[str]) -> str:
    """Return the versions of packages, and where they run."""
    cores = len(os.sched_getaffinity(0))
    named = [f"{package} {version(package)}" for package in packages]
    return ", ".join([*named, f"Python {platform.python_version()}, {cores} cores"])
