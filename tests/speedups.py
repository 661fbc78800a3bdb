"""The suite with ``bindery_speedups`` off: ``SPEEDUPS=off pytest``.

Run as a program, this module runs another one as ``python -m`` does, with the speedups off.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[1] / "_ext"

SPEEDUPS_ARE_ON = os.environ.get("SPEEDUPS", "on") != "off"

needs_speedups = pytest.mark.skipif(not SPEEDUPS_ARE_ON, reason="tests a speedup")


def turn_speedups_off() -> None:
    """Make False the default value of ``bindery_speedups`` in this process."""
    from sphinx_bindery.options import OPTIONS  # noqa: PLC0415 (found on the path below)

    option = next(option for option in OPTIONS if option.name == "bindery_speedups")
    object.__setattr__(option, "default", False)


def run_module(module: str) -> list[str]:
    """Return the begin of a command that runs a module in a process of its own."""
    return [sys.executable, "-m" if SPEEDUPS_ARE_ON else __file__, module]


if __name__ == "__main__":
    sys.path[0] = ""
    sys.path.append(str(EXTENSIONS))
    turn_speedups_off()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
