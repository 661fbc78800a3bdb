"""Processes forked from this one, that see all it knows and say what they have done."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from sphinx.errors import SphinxParallelError
from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Say = Callable[[object], None]
    Work = Callable[[Say], object]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    kind: Literal["said", "ended", "failed"]
    value: Any
    logs: tuple[Any, ...] = ()


class Workers:
    """Those of one task, each with its work.

    Sphinx's own ``ParallelTasks`` holds everything that waits for a process, hears of none before
    it has ended, and waits without end for one that was killed.

    most: how many may work at a time. end_with_this: end them when this process ends, however it
    does; then they can fork none themselves.
    """

    def __init__(self, most: int, *, end_with_this: bool = False) -> None:
        self._most = most
        self._daemon = end_with_this
        self._working: dict[Connection, tuple[multiprocessing.process.BaseProcess, Any]] = {}

    @property
    def are_free(self) -> bool:
        """Tell whether one more may be started."""
        return len(self._working) < self._most

    def start(
        self,
        work: Work,
        when_ended: Callable[[Any], object] = lambda _result: None,
    ) -> None:
        """Fork a process for some work.

        Args:
            work: takes a function by which the process says something at any time, and returns a
                result; both must be such that they can be pickled.
            when_ended: takes the result, here.
        """
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_do, args=(work, sender), daemon=self._daemon)
        process.start()
        sender.close()
        self._working[receiver] = process, when_ended

    def listen(
        self,
        when_said: Callable[[Any], object] = lambda _said: None,
        *,
        patiently: bool = False,
    ) -> None:
        """Take in what has been said, and what has ended.

        Args:
            when_said: takes what a process says.
            patiently: wait until there is something, if any process works.

        Raises:
            SphinxParallelError: If a process has failed.
        """
        for ready in wait([*self._working], None if patiently else 0):
            receiver = cast("Connection", ready)
            process, when_ended = self._working[receiver]
            try:
                message: _Message = receiver.recv()
            except EOFError:
                process.join()
                del self._working[receiver]
                told = f"a process ended by itself, with exit code {process.exitcode}"
                raise SphinxParallelError(told, "") from None
            for record in message.logs:
                _logger.handle(record)
            if message.kind == "said":
                when_said(message.value)
                continue
            process.join()
            del self._working[receiver]
            if message.kind == "failed":
                raise SphinxParallelError(*message.value)
            when_ended(message.value)

    def join(self, when_said: Callable[[Any], object] = lambda _said: None) -> None:
        """Listen until all have ended."""
        while self._working:
            self.listen(when_said, patiently=True)

    def __enter__(self) -> Self:
        """Return itself.

        What is there now is kept from garbage collection, which would write to it, so that each
        process would have a copy of its own.
        """
        gc.freeze()
        return self

    def __exit__(self, *_exception: object) -> None:
        """End those that still work, after an error."""
        self.stop()
        gc.unfreeze()

    def stop(self) -> None:
        """End those that still work."""
        for process, _when_ended in self._working.values():
            process.terminate()
        self._working.clear()


def _do(work: Work, sender: Connection) -> None:
    gc.freeze()  # what it did not make itself, see above
    collector = logging.LogCollector()
    message: _Message
    try:
        with collector.collect():
            result = work(lambda said: sender.send(_Message("said", said)))
        message = _Message("ended", result)
    except BaseException as error:  # noqa: BLE001 (told to the process that waits)
        last = traceback.format_exception_only(error)[-1].strip()
        message = _Message("failed", (last, traceback.format_exc()))
    logging.convert_serializable(collector.logs)
    sender.send(_Message(message.kind, message.value, tuple(collector.logs)))
