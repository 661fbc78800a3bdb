"""The books: time and memory of the PDF and the ePub, by phase of the build."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf import PdfReader

from .blog import generated_blog
from .records import COLD, Record
from .session import attempt, versions
from .tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TIMES = "times.log"
# logs the time and the text of each of Sphinx's messages of level INFO and above
CONFIG = f"""
bindery_basename = "blog"
import logging
class Times(logging.Handler):
    def emit(self, record):
        with open({TIMES!r}, "a") as file:
            print(record.created, *record.getMessage().split(), file=file)
def setup(app):
    logging.getLogger("sphinx").addHandler(Times(logging.INFO))
"""
READ = "checking consistency"  # the message after reading


@dataclass(frozen=True)
class Book:
    """A book: its builder, and the phases of its build."""

    name: str
    builder: str
    file: str
    phases: Mapping[str, str]  # after reading: name → prefix of the message at its start
    packages: Sequence[str] = ()


BOOKS = (
    Book(
        name="anthology-pdf",
        builder="pdf",
        file="blog.pdf",
        phases={"assembling": READ, "typesetting": "typesetting"},
        packages=("typst",),
    ),
    Book(
        name="anthology-epub",
        builder="epub",
        file="blog.epub",
        phases={"writing": READ},
    ),
)


def blank(book: Book, chapters: int) -> Record:
    """Return an empty record of a book."""
    return Record("book", book.name, chapters, 1, COLD)


def measure(book: Book, chapters: int, folder: Path, limit: float) -> list[Record]:
    """Build a book and return its record.

    Args:
        book: The book.
        chapters: Its number of chapters.
        folder: Where the project is written; its contents are deleted.
        limit: Time limit of the build, in seconds.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tool = TOOLS["anthology"]
    tool.write(folder, generated_blog(chapters))
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONFIG)
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "2", "-b", book.builder, ".", "out"]
    packages = (*tool.packages, *book.packages)
    about = replace(blank(book, chapters), versions=versions(packages))
    cost = attempt(about, command, folder, limit)
    if isinstance(cost, Record):
        return [cost]
    made = folder / "out" / book.file
    pages = len(PdfReader(made).pages) if made.suffix == ".pdf" else 0
    record = replace(
        about,
        wall=cost.wall,
        cpu=cost.cpu,
        memory=cost.memory,
        pages=pages,
        page_bytes=made.stat().st_size,
        phases=phases(book.phases, (folder / TIMES).read_text(encoding="utf-8"), cost.wall),
    )
    shutil.rmtree(folder)
    return [record]


def phases(begins: Mapping[str, str], log: str, wall: float) -> dict[str, float]:
    """Return the seconds of each phase; the time before the first is called reading."""
    times = [(float(time), text) for time, _, text in (x.partition(" ") for x in log.splitlines())]
    starts = [
        next(time for time, text in times if text.startswith(message))
        for message in begins.values()
    ]
    spans = [after - before for before, after in pairwise([*starts, times[-1][0]])]
    parts = {"reading": wall - sum(spans), **dict(zip(begins, spans, strict=True))}
    return {name: round(seconds, 3) for name, seconds in parts.items()}
