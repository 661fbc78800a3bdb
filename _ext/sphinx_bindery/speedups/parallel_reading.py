"""Reading in several processes, at the same cost for each document however many there are.

Sphinx forks a process for each of many small parts of a book; each returns all that it knows: its
own documents and those that were read before it was forked. What is sent grows faster than the
book. Here each of few processes reads one large part.
"""

from __future__ import annotations

import pickle
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.display import status_iterator

from sphinx_bindery.speedups.settings_cache import look_up_settings_once
from sphinx_bindery.speedups.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_bindery.speedups.workers import Say

_logger = logging.getLogger(__name__)

_FEW = 5
_PART = 50
"""So few documents, or such a part of all, are read before processes are forked and heard."""


class ParallelReading(Builder):
    """A builder whose documents are read so."""

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        if len(docnames) <= max(_FEW, len(self.env.all_docs) // _PART):
            self._read_serial(docnames)
            return
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
        sizes = [self.env.doc2path(docname).stat().st_size for docname in docnames]
        parts = in_parts(docnames, sizes, nproc)
        progress = status_iterator(
            docnames,
            __("reading sources... "),
            "purple",
            len(docnames),
            self.config.verbosity,
        )
        environments: dict[int, bytes] = {}
        with Workers(nproc) as workers:
            for number, part in enumerate(parts):
                keep = partial(environments.__setitem__, number)
                workers.start(partial(self._read_part, part), keep)
            workers.join(lambda _docname: next(progress))
        _logger.info("")  # ends the line of progress
        for number, part in enumerate(parts):
            env = pickle.loads(environments.pop(number))  # noqa: S301 (of our own process)
            self.env.merge_info_from(part, env, self._app)

    def _read_part(self, docnames: Sequence[str], say: Say) -> bytes:
        look_up_settings_once()
        self.env._app = self._app
        for docname in docnames:
            self.read_doc(docname, _cache=False)
            say(docname)
        return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)


def in_parts(names: Sequence[str], sizes: Sequence[int], count: int) -> list[Sequence[str]]:
    """Return names in so many parts at most, in their order, of about the same size in all.

    Args:
        names: what is parted.
        sizes: of each, at least 0.
        count: of parts, at least 1.
    """
    whole = sum(sizes)
    # the part in which the middle of each lies
    parts: list[list[str]] = [[] for _ in range(count)]
    for name, size, end in zip(names, sizes, accumulate(sizes), strict=True):
        parts[min(count - 1, (2 * end - size) * count // (2 * whole or 1))].append(name)
    return [part for part in parts if part]
