"""A garbage collector that runs less often during a build.

A build creates millions of objects and keeps most of them. Python's collector, which runs after
every 700 new ones, traverses them again and again. Here it runs after 50,000. At exit, Python would
traverse the whole environment once more; freezing it prevents that.
See https://docs.python.org/3/library/gc.html#gc.set_threshold and ``gc.freeze`` there.

Gain: 16 % of the time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/sphinx-doc/sphinx/issues/12181 and
https://github.com/python/cpython/issues/124567, on the collector's cost in Sphinx. This module
can go once Sphinx sets the threshold, or with a Python whose collector costs a build nothing.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING
from weakref import finalize

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NEW_OBJECTS = 50_000
"""The threshold: about the number of objects in a few documents."""


class CollectorThreshold:
    """The threshold of the garbage collector, raised during a build."""

    def __init__(self) -> None:
        self._restore: finalize[..., Sphinx] | None = None

    def raise_threshold(self, app: Sphinx, *_args: object) -> None:
        """Handle ``config-inited``, before the environment is loaded."""
        before = gc.get_threshold()
        if 0 < before[0] < _NEW_OBJECTS:  # 0: the collector is off
            gc.set_threshold(_NEW_OBJECTS, *before[1:])
            # an application may be created and never build, or its build may be interrupted
            self._restore = finalize(app, gc.set_threshold, *before)
            self._restore.atexit = False

    def restore(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Handle ``build-finished``."""
        if self._restore:
            self._restore()


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    threshold = CollectorThreshold()
    app.connect("config-inited", threshold.raise_threshold)
    app.connect("build-finished", threshold.restore, priority=999)
    atexit.unregister(gc.freeze)  # once for all applications
    atexit.register(gc.freeze)
