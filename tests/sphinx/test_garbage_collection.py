"""The garbage collector during a build, and when Python exits."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.speedups.garbage_collection import CollectorThreshold

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS = Path(__file__).parents[2] / "_ext"
PROGRAM = """
import atexit, gc
from types import SimpleNamespace
from sphinx_bindery.speedups import garbage_collection
atexit.register(lambda: print("at the end", gc.get_freeze_count() > 0))
app = SimpleNamespace(connect=lambda *_event, **_more: None)
garbage_collection.setup(app)
garbage_collection.setup(app)
print("before", gc.get_freeze_count() > 0)
"""


def test_all_objects_are_frozen_at_exit() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=EXTENSIONS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[:2] == ["before False", "at the end True"]


class Application:
    """Stands for an application that builds nothing."""


@pytest.fixture
def before() -> Iterator[tuple[int, int, int]]:
    found = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*found)


def test_the_threshold_is_restored_when_an_application_goes(before: tuple[int, int, int]) -> None:
    """As after a build that was interrupted."""
    app = Application()
    CollectorThreshold().raise_threshold(app)  # type: ignore[arg-type]
    assert gc.get_threshold()[0] > before[0]
    del app
    assert gc.get_threshold() == before


def test_the_threshold_is_restored_once(before: tuple[int, int, int]) -> None:
    app, threshold = Application(), CollectorThreshold()
    threshold.raise_threshold(app)  # type: ignore[arg-type]
    threshold.restore(app, None)  # type: ignore[arg-type]
    assert gc.get_threshold() == before
    gc.set_threshold(800, 10, 10)
    del app
    assert gc.get_threshold()[0] == 800
