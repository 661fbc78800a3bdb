"""A progress bar for terminals."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_WIDTH = 40
_STEP = 100
"""Posts between two updates of the line while their total is unknown."""


class Progress(Protocol):
    """A display of the number of posts that are done."""

    def __call__(self, done: int, total: int) -> None:
        """Show the progress; the total is 0 while it is unknown."""
        ...


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


@dataclass(slots=True)
class ProgressBar:
    """A line of a terminal that shows the progress and is replaced by the next one.

    Attributes:
        stream: The terminal.
        shown: The text that it shows.
    """

    stream: TextIO
    shown: str = ""

    def __call__(self, done: int, total: int) -> None:
        """Show the progress if its text has changed."""
        self._show(progress_line(done, total, get_terminal_size().columns))

    def clear(self) -> None:
        """Remove the line."""
        self._show("")

    def _show(self, text: str) -> None:
        if text != self.shown:
            self.stream.write(f"\r{' ' * len(self.shown)}\r{text}")
            self.stream.flush()
            self.shown = text


def progress_line(done: int, total: int, columns: int) -> str:
    """Return the text of a progress bar; it changes by the percent, to be written seldom.

    Args:
        done: The number of posts that are done.
        total: The number of all posts; 0 if it is unknown.
        columns: The width of the terminal, in columns.
    """
    if not total:
        text = f"reading: {done // _STEP * _STEP} posts"
    else:
        percent = min(done, total) * 100 // total
        width = min(_MAX_WIDTH, columns - len("importing [] 100 % "))
        filled = percent * max(width, 0) // 100
        bar = f"[{'#' * filled}{'-' * (width - filled)}] " if width > 0 else ""
        text = f"importing {bar}{percent:3} %"
    # a text as wide as the terminal would begin a second line
    return text[: max(columns - 1, 0)]


@contextmanager
def progress_on(stream: TextIO | None) -> Iterator[Progress]:
    """Yield a progress bar if a stream is a terminal, else :func:`no_progress`.

    The bar is removed at the end, so that later output begins on an empty line.
    """
    if stream is None or stream.closed or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield no_progress
        return
    bar = ProgressBar(stream)
    try:
        yield bar
    finally:
        bar.clear()
