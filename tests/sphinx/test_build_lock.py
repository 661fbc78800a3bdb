"""Builds at once that share a doctree folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from sphinx_bindery.common.build_lock import NAME, BuildLock
from tests.speedups import EXTENSIONS

from .killed_builds import KilledBuilds, contents, differing, ended_well, write_post, write_project

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from sphinx_bindery.common.build_lock import BuildLock
lock = BuildLock()
lock.acquire(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(EXTENSIONS)}


def test_a_build_waits_for_another_process_until_it_ends_or_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], env=ENVIRONMENT, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SphinxError, match=r"another build uses this doctree folder; .* -d$"):
            BuildLock(timeout=0).acquire(tmp_path)
    finally:
        holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        holder.communicate()
    start = time.monotonic()
    lock = BuildLock(timeout=5)
    lock.acquire(tmp_path)
    lock.release()
    assert time.monotonic() - start < 5


def test_a_folder_that_cannot_be_locked_does_not_stop_a_build(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    BuildLock(timeout=0).acquire(tmp_path)
    (tmp_path / "file").touch()
    BuildLock(timeout=0).acquire(tmp_path / "file")


LIVE = ("-t", "live", "-D", "html_baseurl=", "-D", "bindery_search=sphinx")


def builds_of(project: Path, name: str) -> list[KilledBuilds]:
    """Return a build of each output, and a rebuild of ``make live``, with the same doctrees."""
    books = [KilledBuilds(project, builder, 2, name=name) for builder in ("html", "pdf", "epub")]
    return [*books, KilledBuilds(project, "html", 2, LIVE, name=name, folder="live")]


def check_builds_at_once(project: Path, rounds: int) -> None:
    """Run builds at once, edit a post, and again; then compare with a fresh build of each."""
    write_project(project)
    builds = builds_of(project, "shared")
    for number in range(rounds):
        write_post(project, number, f"round {number}")
        running = [build.start() for build in (*builds, builds[0], builds[number % 4])]
        texts = [ended_well(build) for build in running]
        assert any("waiting for another build" in text for text in texts)
    for build, fresh in zip(builds, builds_of(project, "fresh"), strict=True):
        fresh.run()
        kept = {"searchindex.js"} if build.folder == "live" else set()  # of its first build
        assert differing(contents(build.output), contents(fresh.output)) <= kept, build
        assert build.leftovers() == []


def test_builds_at_once_that_share_doctrees_and_outputs(tmp_path: Path) -> None:
    check_builds_at_once(tmp_path / "project", 1)


@pytest.mark.long
def test_many_builds_at_once(tmp_path: Path) -> None:
    check_builds_at_once(tmp_path / "project", 10)
