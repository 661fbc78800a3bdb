"""Pagefind's program, and one run of it over the pages in a folder (https://pagefind.app/docs/)."""

from __future__ import annotations

import os
import shutil
import subprocess
import weakref
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = "pagefind.js"
"""The JavaScript API, in the root of every index."""

_OTHER_INTERFACES = ("pagefind-*.js", "pagefind-*.css")
"""Pagefind's own search boxes, highlighting and web worker, half a megabyte that no page loads."""


class PagefindError(Exception):
    """A failure of Pagefind to index the pages."""


def pagefind_program() -> Path | None:
    """Return the path of Pagefind's program, or None if it is not installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 (an optional dependency)
    except ImportError:
        return None
    program = get_executable()
    return program if program and program.is_file() else None


class PagefindRun:
    """A process that indexes the pages in a folder.

    The process ends with the run or with this process.

    Args:
        program: The program.
        pages: The folder.
        options: Other arguments of the program.

    Raises:
        PagefindError: The program cannot be started.
    """

    def __init__(self, program: Path, pages: Path, options: Sequence[str]) -> None:
        resources = ExitStack()
        self.close = weakref.finalize(self, resources.close)
        folder = Path(resources.enter_context(TemporaryDirectory()))
        self._index, self._log = folder / "index", folder / "log"
        command = [program, "--quiet", "--site", pages, "--output-path", self._index]
        with self._log.open("wb") as log:
            try:
                self._process = subprocess.Popen(  # noqa: S603
                    [*map(str, command), *options],
                    cwd=folder,  # no configuration file of the caller's folder applies
                    env={k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")},
                    stdout=log,
                    stderr=log,
                )
            except OSError as error:
                self.close()
                raise PagefindError(str(error)) from error
        resources.callback(self._process.wait)
        resources.callback(self._process.kill)

    def finish(self, folder: Path) -> None:
        """Wait for the process, and move the index to a folder that does not exist.

        Raises:
            PagefindError: The program failed, for example because the pages have no text.
        """
        status = self._process.wait()
        if status or not (self._index / SCRIPT).is_file():
            output = " ".join(self._log.read_text("utf-8", errors="replace").split())
            self.close()
            raise PagefindError(output or f"exit code {status}")
        for pattern in _OTHER_INTERFACES:
            for file in self._index.glob(pattern):
                file.unlink()
        engines = {file.name: file for file in self._index.glob("wasm.*.pagefind")}
        if len(engines) > 1:  # one for the site's language, and one for unknown languages
            engines["wasm.unknown.pagefind"].unlink()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(self._index, folder)
        self.close()
