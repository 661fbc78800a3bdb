"""The progress bar of ``sphinx-anthology import``."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.importing.progress import no_progress, progress_line, progress_on
from tests.feed_exports import RSS

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("done", "total", "columns", "text"),
    [
        (0, 4, 29, "importing [----------]   0 %"),
        (1, 4, 29, "importing [##--------]  25 %"),
        (4, 4, 29, "importing [##########] 100 %"),
        (9, 4, 29, "importing [##########] 100 %"),
        (3, 4, 18, "importing  75 %"),
        (3, 4, 12, "importing  7"),
        (1, 4, 0, ""),
        (99, 0, 80, "reading: 0 posts"),
        (250, 0, 80, "reading: 200 posts"),
    ],
)
def test_the_bar_fits_its_terminal(done: int, total: int, columns: int, text: str) -> None:
    assert progress_line(done, total, columns) == text[: max(columns - 1, 0)]


def test_a_terminal_shows_the_progress_and_is_clean_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    assert main(["import", str(tmp_path / "feed.xml"), "--to", str(tmp_path / "posts")]) == 0
    lines = [line for line in terminal.getvalue().split("\r") if line.strip()]
    assert lines[0] == "reading: 0 posts"
    assert [line[-5:] for line in lines[1:]] == [" 25 %", " 50 %", " 75 %", "100 %"]
    *_others, last, end = terminal.getvalue().split("\r")
    assert (set(last), end) == ({" "}, "")


def test_the_bar_is_removed_before_an_error(tmp_path: Path) -> None:
    terminal = Terminal()

    def fail() -> None:
        with progress_on(terminal) as progress:
            progress(1, 2)
            (tmp_path / "missing").read_bytes()

    with pytest.raises(FileNotFoundError):
        fail()
    assert terminal.getvalue().endswith(" \r")


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_other_streams_show_nothing(stream: io.StringIO | None) -> None:
    with progress_on(stream) as progress:
        assert progress is no_progress


def test_a_dumb_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with progress_on(Terminal()) as progress:
        assert progress is no_progress
