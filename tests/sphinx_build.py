"""sphinx-build in a process of its own, as a user runs it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.speedups import run_module

if TYPE_CHECKING:
    from pathlib import Path


def sphinx_build(builder: str, source: Path, out: Path, *more: str, doctrees: Path) -> str:
    """Run sphinx-build, warnings as errors, and return what it printed."""
    command = [*run_module("sphinx"), "-q", "-b", builder, "-W", "--keep-going"]
    run = subprocess.run(
        [*command, "-d", doctrees, *more, source, out],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout
