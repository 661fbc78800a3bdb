"""Measure a tool on a blog: a cold build, then a build after each change."""

from __future__ import annotations

import os
import platform
import re
import shutil
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from .blog import generated_blog
from .changes import STEPS
from .forecast import duration
from .measure import FailedError, output_of, run
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
MAX_REASON = 300  # characters


def measure(
    tool: Tool,
    blog: Blog,
    number: int,
    folder: Path,
    *,
    limit: float,
    steps: Mapping[str, Change] = STEPS,
) -> list[Record]:
    """Measure a round: return a record for each step, up to the first that fails.

    Args:
        tool: The tool.
        blog: The blog to build.
        number: The number of the round.
        folder: Where the project is written; its contents are deleted.
        limit: Time limit of a build, in seconds.
        steps: The changes after the cold build.
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
    """Build a blog of two posts, so that caches are warm for all measurements."""
    measure(tool, generated_blog(2), 0, folder, limit=limit, steps={})


def build(tool: Tool, folder: Path, blank: Record, limit: float) -> Record:
    """Run the command of a tool and return its record."""
    before = Output.of(folder / tool.output)
    cost = attempt(blank, tool.command, folder, limit)
    if isinstance(cost, Record):
        return cost
    after = Output.of(folder / tool.output)
    if not after.pages:
        return replace(blank, note=f"does not build: {reason(output_of(folder), folder)}")
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
        output_lines=len(output_of(folder).splitlines()),
    )


def attempt(about: Record, command: Sequence[str], folder: Path, limit: float) -> Cost | Record:
    """Run a command and return its cost, or a record that says why it failed."""
    try:
        cost = run(command, folder, limit)
    except FailedError as error:
        return replace(about, note=f"does not build: {reason(str(error), folder)}")
    return cost or replace(about, wall=limit, note=f"ended after {duration(limit)}")


def reason(text: str, folder: Path) -> str:
    """Return the output of a failed tool from the first error on, else its end."""
    plain = " ".join(STYLED.sub("", text).replace(f"{folder}{os.sep}", "").split())
    found = ERROR.search(plain)
    text = plain[found.start() :][:MAX_REASON] if found else plain[-MAX_REASON:]
    return text or "without output"


def versions(packages: Sequence[str]) -> str:
    """Return the versions of packages and Python, and the number of cores."""
    cores = len(os.sched_getaffinity(0))
    named = [f"{package} {version(package)}" for package in packages]
    return ", ".join([*named, f"Python {platform.python_version()}, {cores} cores"])
