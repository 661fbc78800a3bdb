"""Processes that work for this one."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxParallelError

from sphinx_bindery.speedups.parallel_reading import in_parts
from sphinx_bindery.speedups.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_said_and_what_comes_of_it_arrive() -> None:
    said: list[object] = []
    results: list[object] = []

    def work(say: Callable[[object], None]) -> int:
        for number in range(3):
            say(number)
        return os.getpid()

    with Workers(2) as workers:
        workers.start(work, results.append)
        workers.start(work, results.append)
        assert not workers.are_free
        workers.join(said.append)
        assert workers.are_free
    assert sorted(map(str, said)) == ["0", "0", "1", "1", "2", "2"]
    assert len(set(results)) == 2
    assert os.getpid() not in results


def test_a_failure_is_told_with_its_cause_and_ends_the_others() -> None:
    def fail(_say: Callable[[object], None]) -> None:
        message = "no such chapter"
        raise LookupError(message)

    def sleep(_say: Callable[[object], None]) -> None:
        time.sleep(600)

    begin = time.monotonic()
    with Workers(2) as workers:
        workers.start(sleep)
        workers.start(fail)
        with pytest.raises(SphinxParallelError) as told:
            workers.join()
    assert str(told.value) == "LookupError: no such chapter"
    assert "in fail" in told.value.traceback
    assert time.monotonic() - begin < 60


def test_a_process_that_was_killed_is_not_waited_for() -> None:
    def die(_say: Callable[[object], None]) -> None:
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
def test_parts_follow_each_other_and_are_alike_in_size(
    sizes: list[int], count: int, parts: list[str]
) -> None:
    names = "abcdef"[: len(sizes)]
    assert ["".join(part) for part in in_parts(names, sizes, count)] == parts
