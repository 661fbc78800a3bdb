"""Cold builds that several tests of one module begin with, done once and then copied.

A build is shared where its builder, options, environment and the bytes of all sources are the same,
and nothing was edited since the build folder was empty. Copies keep the times of their files, and
stand at the path of the original, so that a build after an edit goes on from them. A test that
builds the same twice builds twice; one that patches code or counts calls builds all of its own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .conftest import Build

Times = dict[Path, int]
"""When files were last changed, in nanoseconds."""


@dataclass(frozen=True)
class Snapshot:
    """A build folder after a build, the times of the sources, and the build."""

    folder: Path
    times: Times
    build: Build


@dataclass(frozen=True)
class SharedBuilds:
    """The snapshots of one test module, by what they were built from."""

    folder: Path
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    made_once: set[str] = field(default_factory=set)


@dataclass
class BuildHistory:
    """What one test has built of its project, from an empty build folder on."""

    shared: SharedBuilds
    sources: Path
    state: str | None = ""
    """What the build folder is the outcome of; None if sources were edited between builds."""
    times: Times = field(default_factory=dict)
    builders: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def key(self, builder: str, *, fresh: bool, options: Mapping[str, object]) -> str | None:
        """Return what a build is the outcome of, or None if it cannot be shared."""
        times = _times(self.sources)
        if not fresh and not self._goes_on(builder, times):
            self.state = None
            return None
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        described = repr((builder, sorted(options.items()), sorted(environment.items())))
        if sys.getprofile() is not None or " at 0x" in described:
            self.state = self.state if fresh else None
            return None
        digest = hashlib.sha256(described.encode())
        digest.update(b"fresh" if fresh else (self.state or "").encode())
        for path in times:
            content = path.read_bytes()
            digest.update(f"\0{path}\0{len(content)}\0".encode() + content)
        key = digest.hexdigest()
        again = key in self.used
        self.used.add(key)
        if not fresh:
            self.state, self.times = None if again else key, times
            self.builders.add(builder)
        return None if again else key

    def _goes_on(self, builder: str, times: Times) -> bool:
        """Return whether the build folder is as this class left it, and has no such output yet."""
        if self.state == "":
            return not (self.sources / "_build" / "doctrees").exists()
        return self.state is not None and times == self.times and builder not in self.builders

    def restored(self, key: str) -> Build | None:
        """Copy the outcome of the same build of an earlier test into the build folder."""
        snapshot = self.shared.snapshots.get(key)
        if snapshot is None:
            return None
        for child in snapshot.folder.iterdir():
            target = self.sources / "_build" / child.name
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(child, target, symlinks=True)
        if self.state == key:
            for path, time in snapshot.times.items():
                os.utime(path, ns=(time, time))
            self.times = snapshot.times
        return snapshot.build

    def keep(self, key: str, build: Build, *folders: Path) -> None:
        """Copy the outcome of a build for later tests.

        A fresh build beside others is copied when it is made a second time, as most are not.
        """
        if key != self.state and key not in self.shared.made_once:
            self.shared.made_once.add(key)
            return
        folder = self.shared.folder / key
        for built in folders:
            if built.is_dir():
                shutil.copytree(built, folder / built.name, symlinks=True)
        self.shared.snapshots[key] = Snapshot(folder, self.times, build)


def _times(sources: Path) -> Times:
    """Return the times of the files of a project, those of build folders aside."""
    return {
        Path(folder, name): Path(folder, name).stat().st_mtime_ns
        for folder, names, files in os.walk(sources)
        for _ in [names.sort(), "_build" in names and names.remove("_build")]
        for name in sorted(files)
    }
