"""``make live``: builds in forks of a process that has Sphinx and the project's modules loaded.

``python -m sphinx_bindery.live`` takes the arguments of ``sphinx-autobuild``, which would start
Python and load Sphinx, the theme and the extensions again for each build.

The site is built with the tag ``live`` and without a public address: no feeds, no link previews,
and a search index that is not updated.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_autobuild.__main__ as autobuild
from sphinx.cmd.build import main as sphinx_build
from sphinx_autobuild.build import Builder
from sphinx_autobuild.utils import show_message

from sphinx_bindery.html.builder import LIVE_TAG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_DEFAULTS = {"html_baseurl": "", "bindery_search": "sphinx"}
"""Options of live builds, unless the arguments set them."""


class WarmBuilder(Builder):  # type: ignore[misc]
    """Builder of ``sphinx-autobuild`` that builds in forks of this process.

    The server calls it once in this process, and for each change in a fork of this process.
    """

    _loaded_at = 0.0

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build the site."""
        commands = self.pre_build_commands or self.post_build_commands
        if commands or "fork" not in multiprocessing.get_all_start_methods():
            super().__call__(changed_paths=changed_paths)
        elif not self._loaded_at:
            self._load()
        elif any(is_newer(module, self._loaded_at) for module in [*sys.modules.values()]):
            super().__call__(changed_paths=changed_paths)  # an extension has changed
        else:
            self._build()

    def _build(self) -> None:
        begin = time.monotonic()
        status = sphinx_build(self.sphinx_args)
        seconds = time.monotonic() - begin
        if status:
            show_message(f"Build failed with exit code {status}; the last site is still served.")
        else:
            show_message(f"Built in {seconds:.1f} s, serving on {self.uri}")

    def _load(self) -> None:
        """Build in a child process, then import the modules that it has imported."""
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(1, mp_context=fork) as pool:
            names, sys.path[:] = pool.submit(self._build_and_list_modules).result()
        self._loaded_at = time.time()
        for name in names:
            with suppress(Exception):
                importlib.import_module(name)
        gc.collect()
        gc.freeze()  # keeps the collector from writing to, and so copying, the shared memory

    def _build_and_list_modules(self) -> tuple[list[str], list[str]]:
        self._build()
        return sorted(sys.modules), sys.path


def is_newer(module: ModuleType, moment: float) -> bool:
    """Return whether a module's file was modified after a time, in seconds since the epoch."""
    file = getattr(module, "__file__", None)
    try:
        return file is not None and Path(file).stat().st_mtime > moment
    except OSError:
        return False


def main() -> None:
    """Serve the site, and rebuild it after each change."""
    # ``main`` of sphinx-autobuild takes no builder as an argument:
    # https://github.com/sphinx-doc/sphinx-autobuild/blob/main/sphinx_autobuild/__main__.py
    autobuild.Builder = WarmBuilder
    arguments = [*sys.argv[1:], "-t", LIVE_TAG]
    for name, value in _DEFAULTS.items():
        if not any(f"{name}=" in argument for argument in arguments):
            arguments += ["-D", f"{name}={value}"]
    autobuild.main(arguments)


if __name__ == "__main__":
    main()
