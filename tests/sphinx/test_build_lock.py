"""Builds at once that share a doctree folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from sphinx_bindery.common.build_lock import NAME, BuildLock

EXTENSIONS = Path(__file__).parents[2] / "_ext"
CONF = """\
project = "Notes"
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
html_theme = "basic"
"""
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
            BuildLock(patience=0).acquire(tmp_path)
    finally:
        holder.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        holder.communicate()
    start = time.monotonic()
    lock = BuildLock(patience=5)
    lock.acquire(tmp_path)
    lock.release()
    assert time.monotonic() - start < 5


def test_a_folder_that_cannot_be_locked_does_not_stop_a_build(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    BuildLock(patience=0).acquire(tmp_path)
    (tmp_path / "file").touch()
    BuildLock(patience=0).acquire(tmp_path / "file")


def test_builds_at_once_that_share_doctrees(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text("# Notes\n\n```{anthology}\n```\n", encoding="utf-8")
    (tmp_path / "posts").mkdir()
    for number in range(20):
        text = f"---\ndate: 2014\n---\n# Post {number}\n\nText.\n"
        (tmp_path / "posts" / f"p{number}.md").write_text(text, encoding="utf-8")
    sphinx = [sys.executable, "-m", "sphinx", "-j", "2", "-d", str(tmp_path / "_build/doctrees")]
    builds = [
        subprocess.Popen(
            [*sphinx, "-b", builder, str(tmp_path), str(tmp_path / "_build" / builder)],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for builder in ("html", "pdf", "epub", "html")
    ]
    outputs = [build.communicate() for build in builds]
    assert [stderr for _stdout, stderr in outputs] == [b""] * 4
    assert [build.returncode for build in builds] == [0] * 4
    assert sum(b"waiting for another build" in stdout for stdout, _stderr in outputs) >= 1
    for name in ("html/posts/p19.html", "pdf/notes.pdf", "epub/notes.epub"):
        assert (tmp_path / "_build" / name).is_file()
