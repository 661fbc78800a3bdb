"""A build on a full disk ends with one sentence, and leaves the books of the builds before."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

from sphinx_bindery.full_disk import disk_problem

from .killed_builds import KilledBuilds, contents, differing, write_post, write_project

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Path("/dev/full")
"""A file that has no room: each write to it fails as on a full disk."""
NO_ROOM = r"the build cannot write its files: [\w ]+; make room and build again"
NO_BOOK = r"notes\.\w+: the book cannot be written: [\w ]+; the file is unchanged"
PLACES = {
    "html": (
        "doctrees/posts/p1.doctree", "doctrees/environment.pickle", "html/posts/p1.html",
        "html/atom.xml.new", "html/objects.inv",
    ),
    "epub": ("doctrees/environment.pickle", "epub/notes.epub.new"),
    "pdf": ("doctrees/posts/p1.doctree", "pdf/notes.pdf.new"),
}  # fmt: skip
"""Files that a build writes, but does not read, after a post was edited; one of each kind."""

IN_A_SMALL_FOLDER = """
mount -t tmpfs -o size="$1"k none "$2" || exit 77
shift; folder="$1"; shift
"$@"; status=$?
cp -a "$folder/." "$folder.kept" && exit $status
"""
SIZES = 12


def books(build: KilledBuilds) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in build.output.glob("notes.*")}


def check_sentence(text: str) -> None:
    """Check that the reason of the failure is one sentence."""
    (sentence,) = {*re.findall("sphinx.errors.SphinxError: (.*)", text)}
    assert re.search(f"{NO_ROOM}|{NO_BOOK}", sentence), text


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("builder", list(PLACES))
def test_a_file_that_cannot_be_written(tmp_path: Path, builder: str) -> None:
    write_project(tmp_path / "project")
    build = KilledBuilds(tmp_path / "project", builder, name="full")
    build.run()
    good = books(build)
    for number, place in enumerate(PLACES[builder]):
        write_post(build.project, 1, f"version {number}")
        file = build.output.parent / place
        file.unlink(missing_ok=True)
        file.symlink_to(FULL)
        with build.start() as running:
            text = running.communicate()[0].decode()
        assert running.returncode, (place, text)
        check_sentence(text)
        assert books(build) == good
        file.unlink(missing_ok=True)
    build.run()
    fresh = KilledBuilds(build.project, builder, name="fresh")
    fresh.run()
    assert differing(contents(build.output), contents(fresh.output)) == set()
    assert build.leftovers() == []


def blocks(folder: Path) -> int:
    """Return what the files of a folder take of a disk, in KiB."""
    files = (path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return sum(-(-size // 4096) * 4 for size in files)


def in_a_small_folder(build: KilledBuilds, size: int) -> int:
    """Build in a folder on a disk of a size in KiB, and return the exit code."""
    folder = build.output.parent
    kept = folder.with_name(f"{folder.name}.kept")
    kept.mkdir(parents=True)
    folder.mkdir()
    command: Sequence[str] = ("unshare", "-rm", "sh", "-c", IN_A_SMALL_FOLDER, "sh")
    with build.start([*command, str(size), str(folder)]) as running:
        text = running.communicate()[0].decode()
    if running.returncode == 77:
        pytest.skip("file systems cannot be mounted here")
    if running.returncode:
        check_sentence(text)
    folder.rmdir()
    kept.rename(folder)
    return running.returncode


@pytest.mark.long
@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("builder", list(PLACES))
def test_disks_of_many_sizes(tmp_path: Path, builder: str, processes: int) -> None:
    write_project(tmp_path / "project")
    fresh = KilledBuilds(tmp_path / "project", builder, processes, name="fresh")
    fresh.run()
    most = blocks(fresh.output.parent)
    failed = 0
    for number in range(1, SIZES + 1):
        build = KilledBuilds(fresh.project, builder, processes, name=f"small{number}")
        failed += in_a_small_folder(build, most * number // SIZES) != 0
        assert books(build).items() <= books(fresh).items()
        build.run()
        assert differing(contents(build.output), contents(fresh.output)) == set()
        assert build.leftovers() == []
    assert failed >= SIZES // 2


def caused_by(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (caused_by(ExtensionError("x"), OSError(errno.EFBIG, "x")), True),
        (SphinxParallelError(f"OSError: [Errno {errno.ENOSPC}] x", ""), True),
        (SphinxParallelError(f"OSError: [Errno {errno.EACCES}] x", ""), False),
        (SphinxParallelError("ValueError: x", ""), False),
        (shutil.Error([("a", "b", f"[Errno {errno.ENOSPC}] x")]), True),
        (OSError(errno.EACCES, "x"), False),
        (OSError("x"), False),
        (SphinxError("x"), False),
        (None, False),
    ],
)
def test_what_a_full_disk_is(error: Exception | None, is_full: bool) -> None:
    assert bool(disk_problem(error)) is is_full
