"""What a command costs: time, processor and memory of all its processes. Needs Linux."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOG = "build.log"
SHORTEST_PAUSE = 0.02  # seconds between two looks at the memory
PAUSE_A_LOOK = 30  # and so many times what a look took, so that looking costs about 3 %


class FailedError(Exception):
    """A command that failed, with what it said."""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock and of the processors, and bytes at the peak."""

    wall: float
    cpu: float
    memory: int


class Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._process = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        pause = 0.0
        while not self._ended.wait(pause):
            begin = time.perf_counter()
            self.peak = max(self.peak, memory_of(self._process))
            pause = max(SHORTEST_PAUSE, PAUSE_A_LOOK * (time.perf_counter() - begin))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def memory_of(process: psutil.Process) -> int:
    """Return the bytes of a process and its children; what they share counts once."""
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.Error:  # it has just ended
        return 0
    for each in family:
        try:
            total += each.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def run(command: Sequence[str], folder: Path, limit: float) -> Cost | None:
    """Run a command in a folder; return its cost, or None if it takes more seconds than that.

    What it says stands in a file of the folder.

    Raises:
        FailedError: If it fails.
    """
    before = os.times()
    begin = time.perf_counter()
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = Watch(process.pid)
        watch.start()
        try:
            status = process.wait(limit)
            wall = time.perf_counter() - begin
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            watch.stop()
    after = os.times()
    if status:
        raise FailedError(said(folder))
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Cost(wall, cpu, watch.peak)


def environment() -> dict[str, str]:
    """Return the environment of a command: compiled modules are kept, as users keep them."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def said(folder: Path) -> str:
    """Return what the last command said that ran in a folder."""
    return (folder / LOG).read_text(encoding="utf-8", errors="replace")
