"""Files that a build writes and removes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.common.files import (
    has_content,
    modification_times,
    remove_file,
    write_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_file_is_written_only_if_its_content_differs(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.txt"
    write_if_changed(path, b"one")
    os.utime(path, ns=(1, 1))
    write_if_changed(path, b"one")
    assert path.stat().st_mtime_ns == 1
    write_if_changed(path, b"two")
    assert has_content(path, b"two")
    assert not has_content(path, b"one")
    assert [*path.parent.iterdir()] == [path]


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Let writes beyond 4,000 bytes fail, as those to a full disk do."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
def test_a_write_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"good")
    with pytest.raises(OSError, match="File too large"):
        write_if_changed(path, b"x" * 10_000)
    assert path.read_bytes() == b"good"
    assert [*tmp_path.iterdir()] == [path]


KILLED = """
import os, pathlib, signal, sys
from sphinx_bindery.common.files import write_if_changed
os.fsync = lambda _file: os.kill(os.getpid(), signal.SIGKILL)
write_if_changed(pathlib.Path(sys.argv[1]), b"partial", sync=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_a_killed_write_leaves_the_earlier_file_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"good")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for write in (
        lambda: write_if_changed(path, b"good"),
        lambda: write_if_changed(path, b"newer"),
        lambda: remove_file(path, tmp_path),
    ):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(path)], env=environment, check=False
        )
        assert killed.returncode == -signal.SIGKILL
        assert path.read_bytes() == b"good"
        assert len([*tmp_path.iterdir()]) == 2
        write()
        assert [*tmp_path.iterdir()] == [path] * path.exists()
        path.write_bytes(b"good")


def test_a_removed_file_leaves_no_empty_folder(tmp_path: Path) -> None:
    for name in ("a/b/c.txt", "a/d.txt"):
        write_if_changed(tmp_path / name, b"")
    remove_file(tmp_path / "a/b/c.txt", tmp_path)
    assert [*(tmp_path / "a").iterdir()] == [tmp_path / "a/d.txt"]
    remove_file(tmp_path / "a/d.txt", tmp_path)
    remove_file(tmp_path / "missing.txt", tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_modification_times_are_sorted_by_path(tmp_path: Path) -> None:
    for number, name in enumerate(("b.py", "a/z.py", "a/y.txt")):
        write_if_changed(tmp_path / name, b"")
        os.utime(tmp_path / name, ns=(number, number))
    assert modification_times(tmp_path, ".py") == [
        (str(tmp_path / "a/z.py"), 1),
        (str(tmp_path / "b.py"), 0),
    ]
    assert modification_times(tmp_path / "b.py") == [(str(tmp_path / "b.py"), 0)]
    assert modification_times(tmp_path / "missing") == []
