"""Parallel writing in which the main process writes pages too.

Sphinx resolves all documents in the main process, keeps the resolved ones until a process is free,
and writes none itself.

Gain: 10 % of the time of a cold build of 1,000 posts (benchmarks/speedups.json).
Upstream: https://github.com/sphinx-doc/sphinx/pull/11746, which resolves documents in parallel too,
and https://github.com/sphinx-doc/sphinx/issues/11448. This module can go once Sphinx does so.
``_write_parallel`` and ``_write_serial`` are no public methods of Sphinx.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from sphinx_bindery.common.builders import extend_builders
from sphinx_bindery.speedups.workers import CAN_FORK, Workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_bindery.speedups.workers import Report

    Resolved: TypeAlias = "tuple[str, nodes.document]"

_logger = logging.getLogger(__name__)

_FEW = 5
"""Up to this number of documents, no other process is started."""

_CHUNK = 96
"""The maximum number of documents a process writes; a fork copies memory that is then written."""


class ParallelWriting(StandaloneHTMLBuilder):
    """Mixin of HTML builders whose main process also writes, while it has nothing to resolve."""

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        if len(docnames) <= _FEW:
            self._write_serial(docnames)
            return
        self._write_serial(docnames[:1])  # compiles the templates for all processes
        waiting = deque(docnames[1:])
        chunk = max(2, min(_CHUNK, len(waiting) // (4 * nproc)))
        resolved: deque[Resolved] = deque()
        progress = status_iterator(
            tuple(waiting),
            __("writing output... "),
            "darkgreen",
            len(waiting),
            self.config.verbosity,
        )
        with Workers(nproc, lambda _docname: next(progress)) as workers:
            while waiting or resolved:
                workers.poll()
                if workers.has_room and (len(resolved) >= chunk or not waiting):
                    size = chunk if waiting else -(-len(resolved) // 2)
                    part = [resolved.popleft() for _ in range(size)]
                    workers.start(partial(self._write_part, part))
                elif waiting and len(resolved) < 2 * chunk:
                    resolved.append(self._resolve(waiting.popleft()))
                else:
                    self._write_part([resolved.popleft()], lambda _docname: None)
                    next(progress)
            workers.join()
        _logger.info("")  # ends the progress line

    def _resolve(self, docname: str) -> Resolved:
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self.write_doc_serialized(docname, doctree)
        return docname, doctree

    def _write_part(self, part: Sequence[Resolved], report: Report) -> None:
        self.phase = BuildPhase.WRITING
        for docname, doctree in part:
            self.write_doc(docname, doctree)
            report(docname)


def setup(app: Sphinx) -> None:
    """Extend the builders of the site; without fork, Sphinx decides how to write."""
    if CAN_FORK:
        extend_builders(app, ParallelWriting, "html", "dirhtml")
