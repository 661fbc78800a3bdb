"""Chromium, for tests that look at a built site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPTS = Path(__file__).with_name("scripts")
MODULES = Path(__file__).parents[1] / "node_modules"
NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def in_the_browser(function: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that looks at the site with Chromium."""
    missing = not (MODULES / "axe-core").exists() or not (MODULES / "playwright-core").exists()
    for mark in (
        pytest.mark.skipif(
            missing,
            reason="axe-core and playwright-core are not there: npm install --ignore-scripts",
        ),
        pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
        pytest.mark.skipif(not NODE, reason="Node.js is not installed"),
        pytest.mark.validator,
    ):
        function = mark(function)
    return function


def lighthouse() -> str | None:
    """Return the command: what the environment says, else the repository's own, else the PATH's.

    It is not in ``package.json``: its packages are as large as all others together.
    """
    own = shutil.which("lighthouse", path=MODULES / ".bin")
    return os.environ.get("LIGHTHOUSE") or own or shutil.which("lighthouse")


def looked_at(script: str, site: Path, *pages: str) -> object:
    """Return what a script in ``tests/scripts`` prints of pages of a site."""
    run = subprocess.run(
        [str(NODE), SCRIPTS / script, site, str(CHROMIUM), *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
