"""Measures: ``python -m benchmarks.run --help``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import books, curves, forecast, report, session
from .blog import made_blog
from .real import real_blog
from .records import COLD, FILE, Record, append, load, told
from .tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .blog import Blog

SIZES = (100, 300, 500, 1000, 3000, 10_000)
CHAPTERS = (80, 200, 400, 800)
FOLDER = Path("_build/bench")


@dataclass(frozen=True)
class Unit:
    """What is measured at one go."""

    about: Record
    measure: Callable[[], list[Record]]

    def is_of(self, record: Record) -> bool:
        """Return whether a record is one of this unit's."""
        mine, its = ((each.blog, each.tool, each.size, each.round) for each in (self.about, record))
        return mine == its


def options() -> ArgumentParser:
    """Return the options of the command."""
    parser = ArgumentParser(
        prog="python -m benchmarks.run",
        description="Measure what it costs to publish posts. A run that was stopped goes on.",
    )
    add = parser.add_argument
    add("--into", type=Path, default=FOLDER, help="folder of what is written")
    add("--work", type=Path, default=FOLDER / "work", help="folder to build in")
    add("--again", action="store_true", help="forget what is measured already")
    add("--sizes", type=int, nargs="*", default=SIZES, help="numbers of posts")
    add("--tools", nargs="*", choices=TOOLS, default=[*TOOLS], help="those compared")
    add("--rounds", type=int, default=3, help="how often each build is measured")
    add("--once", type=float, default=100, help="seconds from which a cold build is not repeated")
    add("--limit", type=float, default=900, help="seconds that a cold build may take")
    add("--posts", type=Path, help="folder of real posts to measure as well")
    add("--chapters", type=int, nargs="*", default=CHAPTERS, help="lengths of the books")
    return parser


def main(given: Sequence[str] | None = None) -> None:
    """Measure what is asked for and not recorded yet; then draw it, and tell it in tables."""
    asked = options().parse_args(given)
    file = asked.into / FILE
    if asked.again:
        file.unlink(missing_ok=True)
    done = load(file)
    warm: set[str] = set()
    for unit in units(asked, done):
        if not any(map(unit.is_of, done)):
            name = unit.about.tool
            if name in TOOLS and name not in warm:
                session.warm_up(TOOLS[name], asked.work.absolute(), asked.limit)
                warm.add(name)
            records = unit.measure()
            append(file, records)
            done += records
            print(*map(told, records), sep="\n", flush=True)
    curves.write(asked.into, done)
    report.write(asked.into, done)


def units(asked: Namespace, done: Sequence[Record]) -> Iterator[Unit]:
    """Yield what is asked for; ``done`` is what is measured so far, and grows meanwhile."""
    for size in asked.sizes:
        yield from units_of(made_blog(size), asked, done)
    if asked.posts:
        yield from units_of(real_blog(asked.posts), asked, done)
    for chapters in asked.chapters:
        for book in books.BOOKS:
            measure = partial(books.measure, book, chapters, asked.work.absolute(), asked.limit)
            yield Unit(books.blank(book, chapters), measure)


def units_of(blog: Blog, asked: Namespace, done: Sequence[Record]) -> Iterator[Unit]:
    """Yield the rounds of a blog, in each of which the tools take turns."""
    made = blog.name == "made"
    for number in range(1, asked.rounds + 1):
        for name in turned(asked.tools, number):
            tool = TOOLS[name]
            if made and tool.sizes and blog.size not in tool.sizes:
                continue
            about = Record(blog.name, name, blog.size, number, COLD)
            if number > 1 and not repeats(about, asked.once, done):
                continue
            seconds = forecast.expected(done, name, blog.size) if made else None
            if seconds and seconds > asked.limit:
                yield Unit(about, partial(forecast.left_out, about, seconds))
            else:
                folder = asked.work.absolute()
                yield Unit(
                    about, partial(session.measure, tool, blog, number, folder, limit=asked.limit)
                )


def turned(tools: Sequence[str], number: int) -> Sequence[str]:
    """Return the tools, in each round with another one first."""
    first = (number - 1) % len(tools)
    return [*tools[first:], *tools[:first]]


def repeats(about: Record, once: float, done: Sequence[Record]) -> bool:
    """Return whether a cold build is quick enough to be measured again, and builds at all."""
    first = Unit(Record(about.blog, about.tool, about.size, 1, COLD), list)
    return any(
        first.is_of(record) and record.step == COLD and not record.note and record.wall < once
        for record in done
    )


if __name__ == "__main__":
    main()
