"""The outside validators of an ePub: EPUBCheck (needs Java) and Ace by DAISY (needs Node)."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parents[1] / "node_modules"


def epubcheck(file: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Return severity, id and text of everything that EPUBCheck says, hints of usage too."""
    found = importlib.util.find_spec("epubcheck")
    java = shutil.which("java")
    if found is None or found.origin is None or java is None:
        pytest.skip("EPUBCheck needs the package epubcheck, and Java")
    jar = Path(found.origin).with_name("epubcheck.jar")
    report = folder / "epubcheck.json"
    subprocess.run(
        [java, "-jar", jar, file, "-u", "-q", "--json", report], check=False, capture_output=True
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    messages = [
        (m["severity"], m["ID"], m["message"]) for m in said["messages"] if m["severity"] != "INFO"
    ]
    counts = [said["checker"][count] for count in ("nFatal", "nError", "nWarning", "nUsage")]
    assert sum(counts) == 0 or messages, counts
    return messages


def ace(file: Path, folder: Path) -> list[tuple[str, str, str, str]]:
    """Return page, impact, rule and markup of every violation that Ace finds."""
    command = _ace()
    browser = _browser()
    if command is None or browser is None:
        pytest.skip("Ace needs `npm install --ignore-scripts` here, and Chromium")
    run = subprocess.run(
        [command, "-E", "-f", "-s", "-o", folder / "ace", file],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
        env=os.environ | {"PUPPETEER_EXECUTABLE_PATH": browser},
    )
    report = folder / "ace" / "report.json"
    assert report.is_file(), run.stdout + run.stderr
    said = json.loads(report.read_text(encoding="utf-8"))
    return [
        (
            page["earl:testSubject"]["url"],
            found["earl:test"]["earl:impact"],
            found["earl:test"]["dct:title"],
            str(found["earl:result"].get("html", "")),
        )
        for page in said["assertions"]
        for found in page.get("assertions", ())
    ]


def _ace() -> str | None:
    """Return the command: what the environment says, else the repository's own, else the PATH's."""
    own = shutil.which("ace-cli", path=MODULES / ".bin")
    return os.environ.get("ACE_CLI") or own or shutil.which("ace-cli")


def _browser() -> str | None:
    told = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    return told or shutil.which("chromium") or shutil.which("chromium-browser")
