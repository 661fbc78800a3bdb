"""The outside validators: EPUBCheck and the Nu HTML checker (need Java), Ace by DAISY (Node)."""

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


def nu_html_checker(site: Path) -> list[str]:
    """Return page and text of every error and warning about the pages of a site."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.exists():
        pytest.skip("the Nu HTML checker needs `npm install --ignore-scripts` here, and Java")
    run = subprocess.run(
        [java, "-jar", jar, "--skip-non-html", "--format", "json", site],
        check=False,
        capture_output=True,
        text=True,
    )
    messages = json.loads(run.stderr)["messages"]
    # a slash in <br /> is information only: docutils writes HTML that is XML too
    grave = [m for m in messages if m["type"] != "info" or m.get("subType") == "warning"]
    return [f"{m['url']}: {m['message']}" for m in grave]


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
