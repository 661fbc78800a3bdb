"""Measure a command: wall time, CPU time and memory of all its processes. Needs Linux."""

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
SHORTEST_PAUSE = 0.02  # seconds between two samples of the memory
PAUSE_PER_SAMPLE = 30  # in durations of a sample, so that sampling costs about 3 %


class FailedError(Exception):
    """Raised for a command that fails, with its output."""


@dataclass(frozen=True)
class Cost:
    """Wall time and CPU time in seconds, and peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


class MemorySampler(threading.Thread):
    """Samples the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._process = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        """Take samples."""
        pause = 0.0
        while not self._ended.wait(pause):
            begin = time.perf_counter()
            self.peak = max(self.peak, memory_of(self._process))
            pause = max(SHORTEST_PAUSE, PAUSE_PER_SAMPLE * (time.perf_counter() - begin))

    def stop(self) -> None:
        """Stop sampling."""
        self._ended.set()
        self.join()


def memory_of(process: psutil.Process) -> int:
    """Return the memory of a process and its children in bytes; shared pages count once (PSS)."""
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.Error:  # the process has ended
        return 0
    for each in family:
        try:
            total += each.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def run(command: Sequence[str], folder: Path, limit: float) -> Cost | None:
    """Run a command in a folder and return its cost, None if it hits the time limit.

    Its output goes to a file in the folder.

    Args:
        command: The command.
        folder: The working directory.
        limit: Time limit in seconds.

    Raises:
        FailedError: If the exit code is not 0.
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
        sampler = MemorySampler(process.pid)
        sampler.start()
        try:
            status = process.wait(limit)
            wall = time.perf_counter() - begin
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            sampler.stop()
    after = os.times()
    if status:
        raise FailedError(output_of(folder))
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Cost(wall, cpu, sampler.peak)


def environment() -> dict[str, str]:
    """Return the environment of a command, in which Python caches bytecode as for users."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def output_of(folder: Path) -> str:
    """Return the output of the last command that ran in a folder."""
    return (folder / LOG).read_text(encoding="utf-8", errors="replace")
