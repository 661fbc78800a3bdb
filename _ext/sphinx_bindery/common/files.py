"""File operations: writing on change, removal with empty folders, modification times."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def has_content(path: Path, data: bytes) -> bool:
    """Return whether a file exists and contains exactly these bytes."""
    return path.is_file() and path.read_bytes() == data


def write_if_changed(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Write a file, and its folder, unless it contains exactly these bytes.

    The file is replaced as a whole: a write that fails or is interrupted leaves the earlier file.

    Args:
        path: The file.
        data: Its content.
        sync: Whether the content must reach the disk before it replaces the earlier file, so that
            a power failure loses neither; it takes milliseconds.

    Raises:
        OSError: The file cannot be written; the earlier file is unchanged.
    """
    unfinished = _unfinished(path)
    if has_content(path, data):
        _discard(unfinished)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        _discard(unfinished)
        raise


def _unfinished(path: Path) -> Path:
    """Return the path at which a file is written, always the same: a killed build leaves it."""
    return path.with_name(f"{path.name}.new")


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def remove_file(path: Path, root: Path) -> None:
    """Remove a file, if it exists, and then its empty parent folders below ``root``."""
    path.unlink(missing_ok=True)
    _discard(_unfinished(path))
    folder = path.parent
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def modification_times(path: Path, suffix: str = "") -> list[tuple[str, int]]:
    """Return the modification times of a file or of all files below a folder, sorted by path.

    Args:
        path: The file or folder.
        suffix: Only files in the folder with this suffix count.

    Returns:
        Pairs of a path and a time in nanoseconds.
    """
    return sorted(_modification_times(path, suffix))


def _modification_times(path: Path, suffix: str) -> Iterator[tuple[str, int]]:
    if path.is_file():
        yield str(path), path.stat().st_mtime_ns
    for parent, _folders, names in os.walk(path):
        for name in names:
            if name.endswith(suffix):
                file = Path(parent, name)
                yield str(file), file.lstat().st_mtime_ns
