"""``make live``: Sphinx and what a project loads stay in memory between builds.

``python -m sphinx_bindery.live`` takes the arguments of ``sphinx-autobuild`` and serves like it.
``sphinx-autobuild`` starts Python and loads Sphinx, the theme and the extensions for each build;
here each build is a fork of a process that has them loaded.
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

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


class WarmBuilder(Builder):  # type: ignore[misc]
    """Builds in forks of this process.

    ``sphinx-autobuild`` calls it once here, and for each change in a process forked from this one.
    """

    _loaded_at = 0.0

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build."""
        commands = self.pre_build_commands or self.post_build_commands
        if commands or "fork" not in multiprocessing.get_all_start_methods():
            super().__call__(changed_paths=changed_paths)
        elif not self._loaded_at:
            self._load()
        elif any(changed_since(self._loaded_at, module) for module in [*sys.modules.values()]):
            super().__call__(changed_paths=changed_paths)  # from the new files of an extension
        else:
            self._build()

    def _build(self) -> None:
        begin = time.monotonic()
        status = sphinx_build(self.sphinx_args)
        seconds = time.monotonic() - begin
        if status:
            show_message(f"The build failed: what is shown is as it was. (exit code {status})")
        else:
            show_message(f"Built in {seconds:.1f} s, serving on {self.uri}")

    def _load(self) -> None:
        """Build in another process first, and load here what it has loaded."""
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(1, mp_context=fork) as pool:
            names, sys.path[:] = pool.submit(self._build_and_tell).result()
        self._loaded_at = time.time()
        for name in names:
            with suppress(Exception):
                importlib.import_module(name)
        gc.collect()
        gc.freeze()  # so that no fork copies it

    def _build_and_tell(self) -> tuple[list[str], list[str]]:
        self._build()
        return sorted(sys.modules), sys.path


def changed_since(moment: float, module: ModuleType) -> bool:
    """Tell whether the file of a module is newer than a moment, in seconds of the epoch."""
    file = getattr(module, "__file__", None)
    try:
        return file is not None and Path(file).stat().st_mtime > moment
    except OSError:
        return False


def main() -> None:
    """Serve, and build at each change."""
    # There is no other way to bring a builder of one's own: see ``main`` of sphinx-autobuild,
    # https://github.com/sphinx-doc/sphinx-autobuild/blob/main/sphinx_autobuild/__main__.py
    autobuild.Builder = WarmBuilder
    autobuild.main()


if __name__ == "__main__":
    main()
