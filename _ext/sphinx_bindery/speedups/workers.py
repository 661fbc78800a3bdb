"""Worker processes, forked from this one for one task each.

``sphinx.util.parallel.ParallelTasks`` keeps the arguments of all waiting tasks, reports progress
only when a task has ended, and waits forever for a process that was killed
(https://github.com/sphinx-doc/sphinx/issues/11448).
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
import traceback
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self, cast

from sphinx.errors import SphinxParallelError
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Report = Callable[[object], None]
    Task = Callable[[Report], object]
    OnResult = Callable[[Any], object]

CAN_FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
"""Whether processes can be forked: not on Windows, and not safely on macOS."""

_logger = logging.getLogger(__name__)


def _ignore(_value: object) -> None:
    pass


class Workers:
    """Forked processes, each with one task.

    As a context manager, it freezes the objects that the processes share with this one: the garbage
    collector would write to them, so that their memory is copied.
    """

    def __init__(self, limit: int, on_progress: Callable[[Any], object] = _ignore) -> None:
        """Create the pool, without starting a process.

        Args:
            limit: The maximum number of processes that run at a time.
            on_progress: Called in this process with each value that a process reports.
        """
        self._limit = limit
        self._on_progress = on_progress
        self._running: dict[Connection, tuple[BaseProcess, OnResult]] = {}

    @property
    def has_room(self) -> bool:
        """Whether another process may be started."""
        return len(self._running) < self._limit

    def start(self, task: Task, on_result: OnResult = _ignore) -> None:
        """Fork a process for a task.

        Args:
            task: Takes a function that reports progress, and returns a result; reported values
                and the result must be picklable.
            on_result: Called in this process with the result.
        """
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(task, sender))
        process.start()
        sender.close()
        self._running[receiver] = process, on_result

    def poll(self, timeout: float | None = 0) -> None:
        """Handle the messages of the processes.

        Args:
            timeout: The seconds to wait for a message; None waits without a limit.

        Raises:
            SphinxParallelError: A process has failed.
        """
        for ready in wait([*self._running], timeout):
            receiver = cast("Connection", ready)
            process, on_result = self._running[receiver]
            try:
                kind, value, logs = receiver.recv()
            except EOFError:
                process.join()
                kind, logs = "error", ()
                value = f"a process ended with exit code {process.exitcode}", ""
            for record in logs:
                _logger.handle(record)
            if kind == "progress":
                self._on_progress(value)
                continue
            process.join()
            del self._running[receiver]
            if kind == "error":
                raise SphinxParallelError(*value)
            on_result(value)

    def join(self) -> None:
        """Wait until all processes have ended."""
        while self._running:
            self.poll(None)

    def __enter__(self) -> Self:
        gc.freeze()
        return self

    def __exit__(self, *_exception: object) -> None:
        for process, _on_result in self._running.values():  # after an error
            process.terminate()
        self._running.clear()
        gc.unfreeze()


def _run(task: Task, sender: Connection) -> None:
    gc.freeze()  # the objects created since the first process was forked
    collector = logging.LogCollector()
    message: tuple[str, object]
    try:
        with collector.collect():
            message = "result", task(lambda value: sender.send(("progress", value, ())))
    except BaseException as error:  # noqa: BLE001 (raised in the process that waits)
        last_line = traceback.format_exception_only(error)[-1].strip()
        message = "error", (last_line, traceback.format_exc())
    logging.convert_serializable(collector.logs)
    sender.send((*message, tuple(collector.logs)))
