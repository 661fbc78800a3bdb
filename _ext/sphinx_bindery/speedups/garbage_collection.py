"""While a book is built, Python looks for what nobody refers to any more less often.

A build makes millions of objects and keeps most of them, so that looking through them all, which
Python does each time some hundreds are new, is a tenth of its work. What is still found is found
after some documents more. https://docs.python.org/3/library/gc.html#gc.set_threshold

When Python ends it looks once more, through a whole book that the system frees anyway: at 3,000
posts a second. https://docs.python.org/3/library/gc.html#gc.freeze
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING
from weakref import finalize

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NEW_OBJECTS = 50_000
"""As many as a few documents are made of."""


class Collection:
    """Knows, while a build runs, what sets back what was set before."""

    def __init__(self) -> None:
        self._set_back: finalize[..., Sphinx] | None = None

    def put_off(self, app: Sphinx, *_args: object) -> None:
        """Handle ``config-inited``, after which the environment is loaded and a build begins."""
        before = gc.get_threshold()
        if 0 < before[0] < _NEW_OBJECTS:  # 0: it is off already
            gc.set_threshold(_NEW_OBJECTS, *before[1:])
            # at the latest when the application goes, of which a build may not begin or not end
            self._set_back = finalize(app, gc.set_threshold, *before)
            self._set_back.atexit = False

    def restore(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Handle ``build-finished``, with which builds end that are not interrupted."""
        if self._set_back:
            self._set_back()


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    collection = Collection()
    app.connect("config-inited", collection.put_off)
    app.connect("build-finished", collection.restore, priority=999)
    atexit.unregister(gc.freeze)  # once for all applications
    atexit.register(gc.freeze)
