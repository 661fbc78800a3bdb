"""When Python looks for what nobody refers to any more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXTENSIONS = Path(__file__).parents[2] / "_ext"
PROGRAM = """
import atexit, gc
from types import SimpleNamespace
from bindery import collection
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
