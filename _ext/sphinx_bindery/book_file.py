"""The file of a book, written so that a failed build keeps the book of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from sphinx_bindery.common.files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path


def write_book(path: Path, data: bytes) -> None:
    """Write the file of a book, unless it contains exactly these bytes.

    Raises:
        SphinxError: The file cannot be written; the book of an earlier build is unchanged.
    """
    try:
        write_if_changed(path, data, sync=True)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path}: the book cannot be written: {reason}; the file is unchanged"
        raise SphinxError(message) from error
