"""Builds in processes of their own, which a test kills in a phase that it chooses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.speedups import EXTENSIONS, run_module
from tests.sphinx.conftest import DOT
from tests.sphinx.searching import without_search_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from random import Random

PHASES: Mapping[str, Sequence[bytes]] = {
    "html": (
        b"loading", b"building [", b"reading sources... [", b"pickling env", b"preparing doc",
        b"copying assets", b"writing output... [", b"generating ind", b"dumping",
    ),
    "epub": (
        b"loading", b"building [", b"reading sources... [", b"pickling env", b"preparing doc",
        b"assets: done", b"writing output... [",
    ),
    "pdf": (
        b"loading", b"building [", b"reading sources... [", b"pickling env", b"translating",
        b"typesetting",
    ),
}  # fmt: skip
"""The beginnings of what Sphinx and our builders report as each phase of a build begins."""

CONF = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_*"]
html_theme = "basic"
html_baseurl = "https://example.org/blog/"
"""
POST = """\
---
date: 2014-11-{day:02}
tags: [all, {parity}]
series: Walks
aliases: [old/{number}]
---

# Post {number} {word}

Text {word} with $a^{number}$ and {{post}}`p{other}`.

![A dot](dot{parity}.png)

## A section

```python
print({number})
```
"""
NUMBER = 8
"""Posts of a project: enough that Sphinx reads and writes them in parallel."""


def environment() -> dict[str, str]:
    """Return the environment of a build: reports without delay or colors, and no bytecode.

    Sphinx writes colors on hosts that set ``CI``, also into a pipe; they divide the reports.
    """
    own = {"PYTHONPATH": str(EXTENSIONS), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    own["NO_COLOR"] = "1"
    return os.environ | own


def write_project(folder: Path) -> None:
    """Write a blog whose posts have pictures, formulas, code, tags, links and old addresses."""
    (folder / "posts").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text("# Notes\n\n```{anthology}\n```\n", encoding="utf-8")
    for parity in ("odd", "even"):
        (folder / "posts" / f"dot{parity}.png").write_bytes(DOT)
    for number in range(NUMBER):
        write_post(folder, number, "first")


def write_post(folder: Path, number: int, word: str) -> None:
    """Write a post with a word in its title and its text."""
    parity = "odd" if number % 2 else "even"
    other = (number + 1) % NUMBER
    text = POST.format(number=number, day=number % 28 + 1, parity=parity, other=other, word=word)
    (folder / "posts" / f"p{number}.md").write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files, except those whose content may differ between builds."""
    return without_search_index(
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
    )


def differing(some: Mapping[str, bytes], others: Mapping[str, bytes]) -> set[str]:
    """Return the names of the files that only one has, or that have other bytes."""
    return {name for name in some.keys() | others.keys() if some.get(name) != others.get(name)}


def ended_well(build: subprocess.Popen[bytes]) -> str:
    """Wait for the end of a build, and return what it reported.

    Raises:
        AssertionError: The build failed.
    """
    with build:
        output, _ = build.communicate()
    text = output.decode()
    assert build.returncode == 0, text
    assert "Traceback" not in text
    return text


@dataclass
class KilledBuilds:
    """Builds of one builder into one folder, some of them killed."""

    project: Path
    builder: str
    processes: int = 1
    options: Sequence[str] = ()
    name: str = "out"
    folder: str = ""
    seconds: dict[bytes, float] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """The folder of the output."""
        return self.project / "_build" / self.name / (self.folder or self.builder)

    @property
    def doctrees(self) -> Path:
        """The folder of the doctrees."""
        return self.project / "_build" / self.name / "doctrees"

    def start(self, prefix: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Start a build, with its workers in a process group of their own.

        Args:
            prefix: A command that runs the command that follows it.
        """
        command = [*run_module("sphinx"), "-b", self.builder, "-j", str(self.processes)]
        folders = ["-d", str(self.doctrees), str(self.project), str(self.output)]
        return subprocess.Popen(
            [*prefix, *command, *self.options, *folders],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self) -> str:
        """Build to the end, and return what was reported.

        Raises:
            AssertionError: The build failed.
        """
        return ended_well(self.start())

    def measure(self) -> None:
        """Build to the end, and note how long each phase takes."""
        begun = {}
        with self.start() as build:
            seen = b""
            while chunk := os.read(self._fileno(build), 65536):
                seen += chunk
                for phase in PHASES[self.builder]:
                    if phase not in begun and phase in seen:
                        begun[phase] = time.monotonic()
        assert build.returncode == 0, seen.decode()
        missing = set(PHASES[self.builder]) - begun.keys() - {b"loading"}
        assert not missing, seen.decode()
        moments = [*sorted(begun.values()), time.monotonic()]
        self.seconds = {
            phase: next(later for later in moments if later > begin) - begin
            for phase, begin in begun.items()
        }

    def kill(self, phase: bytes, random: Random, *, whole: bool = True) -> str:
        """Build, and kill the build at a random moment of a phase.

        A phase that this build leaves out, as nothing is outdated, is waited for in vain.

        Args:
            phase: One of the phases of the builder.
            random: Chooses the moment.
            whole: Whether its workers are killed too, as by a shutdown; else they are orphans.

        Returns:
            What was done, to be shown if a test fails.
        """
        delay = random.random() * self.seconds.get(phase, 0.1)
        with self.start() as build:
            seen = b""
            while phase not in seen and (chunk := os.read(self._fileno(build), 65536)):
                seen += chunk
            time.sleep(delay)
            if build.poll() is None:
                (os.killpg if whole else os.kill)(build.pid, signal.SIGKILL)
        state = "killed" if build.returncode == -signal.SIGKILL else f"ended: {build.returncode}"
        assert build.returncode in {0, -signal.SIGKILL}, seen.decode()
        return f"{self.builder} -j {self.processes}: {phase.decode()} + {delay:.3f} s: {state}"

    def clean(self) -> None:
        """Remove the output and the doctrees."""
        shutil.rmtree(self.output.parent, ignore_errors=True)

    def leftovers(self) -> list[str]:
        """Return temporary files and folders beside the doctrees, which a build has to remove."""
        return [
            path.relative_to(self.doctrees).as_posix()
            for path in self.doctrees.rglob("*")
            if path.suffix in {".new", ".tmp", ".part"} or path.name in {".epub", ".pdf"}
        ]

    @staticmethod
    def _fileno(build: subprocess.Popen[bytes]) -> int:
        assert build.stdout is not None
        return build.stdout.fileno()
