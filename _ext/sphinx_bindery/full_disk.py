"""A full disk as an error in one sentence, where Sphinx would report an exception."""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError, SphinxParallelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NUMBER = re.compile(r"\[Errno (\d+)\]")
_LOGGERS = ("sphinx.sphinx.builders.html", "sphinx.sphinx.builders._epub_base")
"""Where Sphinx warns about a page, image or static file that it cannot write."""


def disk_problem(error: BaseException | None) -> str:
    """Return the system's message if an error or its cause is a full disk, else an empty string."""
    found = next((number for number in _error_numbers(error) if number in _FULL), None)
    return "" if found is None else os.strerror(found)


def _error_numbers(error: BaseException | None) -> Iterator[int]:
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            yield error.errno
        elif isinstance(error, SphinxParallelError | shutil.Error):
            # worker processes and shutil.copytree report only the texts of their errors
            yield from (int(number) for number in _NUMBER.findall(str(error)))
        error = error.__cause__


class _ErrorFilter(logging.Filter):
    """Logging filter that raises the error of a full disk, about which Sphinx would only warn."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a record, unless it is about a full disk.

        Raises:
            OSError: The disk is full.
        """
        for value in record.args if isinstance(record.args, tuple) else ():
            if isinstance(value, OSError) and disk_problem(value):
                raise value
        return True


_FILTER = _ErrorFilter()


def _watch(_app: Sphinx) -> None:
    """Handle ``builder-inited``: install the filter."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)


def _report(_app: Sphinx, error: Exception | None) -> None:
    """Handle ``build-finished``: replace the error of a full disk by one in a sentence.

    Raises:
        SphinxError: The build failed because the disk is full.
    """
    for name in _LOGGERS:
        logging.getLogger(name).removeFilter(_FILTER)
    if type(error) is not SphinxError and (problem := disk_problem(error)):
        message = (
            f"the build cannot write its files: {problem}; make room and build again, "
            "the books of earlier builds are unchanged"
        )
        raise SphinxError(message) from error


def setup(app: Sphinx) -> None:
    """Connect the handlers; the second runs after those of others, which clean up."""
    app.connect("builder-inited", _watch)
    app.connect("build-finished", _report, priority=2000)
