"""Files that a build writes and removes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import (
    has_content,
    modification_times,
    remove_file,
    write_if_changed,
)

if TYPE_CHECKING:
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
