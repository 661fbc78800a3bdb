"""When Python looks for what nobody refers to any more."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.speedups.garbage_collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS = Path(__file__).parents[2] / "_ext"
PROGRAM = """
import atexit, gc
from types import SimpleNamespace
from sphinx_bindery.speedups import garbage_collection as collection
atexit.register(lambda: print("at the end", gc.get_freeze_count() > 0))
app = SimpleNamespace(connect=lambda *_event, **_more: None)
collection.setup(app)
collection.setup(app)
print("before", gc.get_freeze_count() > 0)
"""


def test_python_looks_through_nothing_when_it_ends() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=EXTENSIONS,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n")[:2] == ["before False", "at the end True"]


class Application:
    """What takes part in no build."""


@pytest.fixture
def before() -> Iterator[tuple[int, int, int]]:
    found = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*found)


def test_what_was_set_is_set_back_when_an_application_goes(before: tuple[int, int, int]) -> None:
    """As after a build that was interrupted."""
    app = Application()
    Collection().put_off(app)  # type: ignore[arg-type]
    assert gc.get_threshold()[0] > before[0]
    del app
    assert gc.get_threshold() == before


def test_it_is_set_back_once(before: tuple[int, int, int]) -> None:
    app, collection = Application(), Collection()
    collection.put_off(app)  # type: ignore[arg-type]
    collection.restore(app, None)  # type: ignore[arg-type]
    assert gc.get_threshold() == before
    gc.set_threshold(800, 10, 10)
    del app
    assert gc.get_threshold()[0] == 800
