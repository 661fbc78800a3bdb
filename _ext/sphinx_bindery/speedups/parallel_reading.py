"""Parallel reading with a cost per document that does not grow with their number.

Sphinx forks a process for each of many small chunks of the documents, and each returns a whole
environment, including the documents that were merged before it was forked. Here each of the ``-j``
processes reads one large part.

Gain: 10 % of the time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/sphinx-doc/sphinx/issues/10967, on the size of the chunks. This module
can go once Sphinx lets a project choose it. ``_read_parallel`` is no public method of Sphinx.
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

from sphinx_bindery.common.builders import extend_builders
from sphinx_bindery.speedups.workers import CAN_FORK, Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_bindery.speedups.workers import Report

_logger = logging.getLogger(__name__)

_FEW = 5
_SHARE = 50
"""Up to this number of documents, or 1/50 of all, reading takes less time than forking."""


class ParallelReading(Builder):
    """Mixin of builders that reads a large part of the documents in each process."""

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        if len(docnames) <= max(_FEW, len(self.env.all_docs) // _SHARE):
            self._read_serial(docnames)
            return
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
        sizes = [self.env.doc2path(docname).stat().st_size for docname in docnames]
        parts = partition(docnames, sizes, nproc)
        progress = status_iterator(
            docnames, __("reading sources... "), "purple", len(docnames), self.config.verbosity
        )
        environments: dict[int, bytes] = {}
        with Workers(nproc, lambda _docname: next(progress)) as workers:
            for number, part in enumerate(parts):
                keep = partial(environments.__setitem__, number)
                workers.start(partial(self._read_part, part), keep)
            workers.join()
        _logger.info("")  # ends the progress line
        for number, part in enumerate(parts):
            env = pickle.loads(environments.pop(number))  # noqa: S301 (of our own process)
            self.env.merge_info_from(part, env, self._app)

    def _read_part(self, docnames: Sequence[str], report: Report) -> bytes:
        self.env._app = self._app
        for docname in docnames:
            self.read_doc(docname, _cache=False)
            report(docname)
        return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)


def partition(names: Sequence[str], sizes: Sequence[int], count: int) -> list[Sequence[str]]:
    """Return at most ``count`` parts of names, in their order, of about the same total size."""
    total = sum(sizes) or 1
    parts: list[list[str]] = [[] for _ in range(count)]
    for name, size, end in zip(names, sizes, accumulate(sizes), strict=True):
        middle = end - size / 2
        parts[min(count - 1, int(middle * count / total))].append(name)
    return [part for part in parts if part]


def setup(app: Sphinx) -> None:
    """Extend the builders of this package; without fork, Sphinx decides how to read."""
    if CAN_FORK:
        extend_builders(app, ParallelReading, "html", "dirhtml", "pdf", "epub")
