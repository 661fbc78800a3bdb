"""The benchmark runner: ``python -m benchmarks.run --help``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import books, curves, forecast, report, session
from .blog import generated_blog
from .real import real_blog
from .records import COLD, FILE, Record, append, json_line, load
from .tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .blog import Blog

SIZES = (100, 300, 500, 1000, 3000, 10_000)
CHAPTERS = (80, 200, 400, 800)
FOLDER = Path("_build/bench")


@dataclass(frozen=True)
class Unit:
    """A unit of measurement: one tool at one size in one round."""

    about: Record
    measure: Callable[[], list[Record]]

    def is_of(self, record: Record) -> bool:
        """Return whether a record belongs to this unit."""
        mine, its = ((each.blog, each.tool, each.size, each.round) for each in (self.about, record))
        return mine == its


def options() -> ArgumentParser:
    """Return the argument parser."""
    parser = ArgumentParser(
        prog="python -m benchmarks.run",
        description="Measure time and memory of builds. An interrupted run continues.",
    )
    add = parser.add_argument
    add("--into", type=Path, default=FOLDER, help="folder of the results")
    add("--work", type=Path, default=FOLDER / "work", help="folder to build in")
    add("--again", action="store_true", help="discard earlier results")
    add("--sizes", type=int, nargs="*", default=SIZES, help="numbers of posts")
    add("--tools", nargs="*", choices=TOOLS, default=[*TOOLS], help="tools to compare")
    add("--rounds", type=int, default=3, help="rounds of each build")
    add(
        "--once",
        type=float,
        default=100,
        help="a cold build that takes this many seconds is measured once",
    )
    add("--limit", type=float, default=900, help="time limit of a cold build in seconds")
    add("--posts", type=Path, help="also measure a folder of real posts")
    add(
        "--chapters", type=int, nargs="*", default=CHAPTERS, help="numbers of chapters of the books"
    )
    return parser


def main(given: Sequence[str] | None = None) -> None:
    """Measure all units without a record, then write charts and tables."""
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
            print(*map(json_line, records), sep="\n", flush=True)
    curves.write(asked.into, done)
    report.write(asked.into, done)


def units(asked: Namespace, done: Sequence[Record]) -> Iterator[Unit]:
    """Yield the requested units; ``done`` are the records so far, and grows during iteration."""
    for size in asked.sizes:
        yield from units_of(generated_blog(size), asked, done)
    if asked.posts:
        yield from units_of(real_blog(asked.posts), asked, done)
    for chapters in asked.chapters:
        for book in books.BOOKS:
            measure = partial(books.measure, book, chapters, asked.work.absolute(), asked.limit)
            yield Unit(books.blank(book, chapters), measure)


def units_of(blog: Blog, asked: Namespace, done: Sequence[Record]) -> Iterator[Unit]:
    """Yield the units of a blog; the tools are interleaved in each round."""
    made = blog.name == "made"
    for number in range(1, asked.rounds + 1):
        for name in rotated(asked.tools, number):
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


def rotated(tools: Sequence[str], number: int) -> Sequence[str]:
    """Rotate the tools, so that each round begins with another one."""
    first = (number - 1) % len(tools)
    return [*tools[first:], *tools[:first]]


def repeats(about: Record, once: float, done: Sequence[Record]) -> bool:
    """Return whether a cold build succeeds and is quick enough to be repeated."""
    first = Unit(Record(about.blog, about.tool, about.size, 1, COLD), list)
    return any(
        first.is_of(record) and record.step == COLD and not record.note and record.wall < once
        for record in done
    )


if __name__ == "__main__":
    main()
