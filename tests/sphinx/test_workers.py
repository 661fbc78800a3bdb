"""Worker processes, and the parts of the work that they get."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxParallelError

from sphinx_bindery.speedups.parallel_reading import partition
from sphinx_bindery.speedups.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable


def test_progress_and_results_arrive() -> None:
    progress: list[object] = []
    results: list[object] = []

    def task(report: Callable[[object], None]) -> int:
        for number in range(3):
            report(number)
        return os.getpid()

    with Workers(2, progress.append) as workers:
        workers.start(task, results.append)
        workers.start(task, results.append)
        assert not workers.has_room
        workers.join()
        assert workers.has_room
    assert sorted(map(str, progress)) == ["0", "0", "1", "1", "2", "2"]
    assert len(set(results)) == 2
    assert os.getpid() not in results


def test_a_failure_is_raised_with_its_cause_and_ends_the_others() -> None:
    def fail(_report: Callable[[object], None]) -> None:
        message = "no such chapter"
        raise LookupError(message)

    def sleep(_report: Callable[[object], None]) -> None:
        time.sleep(600)

    begin = time.monotonic()
    with Workers(2) as workers:
        workers.start(sleep)
        workers.start(fail)
        with pytest.raises(SphinxParallelError) as raised:
            workers.join()
    assert str(raised.value) == "LookupError: no such chapter"
    assert "in fail" in raised.value.traceback
    assert time.monotonic() - begin < 60


def test_a_killed_process_is_an_error() -> None:
    def die(_report: Callable[[object], None]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with Workers(1) as workers:
        workers.start(die)
        with pytest.raises(SphinxParallelError, match="exit code -9"):
            workers.join()


@pytest.mark.parametrize(
    ("sizes", "count", "parts"),
    [
        ([1, 1, 1, 1], 2, ["ab", "cd"]),
        ([9, 1, 1, 1], 2, ["a", "bcd"]),
        ([1, 1, 1, 9], 2, ["abc", "d"]),
        ([5], 3, ["a"]),
        ([0, 0, 0], 2, ["abc"]),
        ([1, 1, 1, 1, 1, 1], 3, ["ab", "cd", "ef"]),
        ([], 2, []),
    ],
)
def test_parts_keep_the_order_and_are_of_about_the_same_size(
    sizes: list[int], count: int, parts: list[str]
) -> None:
    names = "abcdef"[: len(sizes)]
    assert ["".join(part) for part in partition(names, sizes, count)] == parts
