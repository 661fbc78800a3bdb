"""Count the posts and words of a blog, by year, tag and series."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx.errors import ConfigError

from sphinx_anthology.commands.check import add_paths, config_folder, default_config, read_config
from sphinx_anthology.commands.post_files import post_files
from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.scan import scan_files
from sphinx_anthology.core.values.text_length import count_words
from sphinx_anthology.options import with_file_name, zone
from sphinx_anthology.source_suffixes import rst_suffixes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sphinx.config import Config

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of posts of a blog and of words in their sources.

    Attributes:
        posts: The number of posts, drafts included.
        drafts: The number of drafts.
        words: The number of words, without front matter.
        years: The posts by year; those without a date last.
        words_by_year: The words by year.
        tags: The posts by tag, the most used first.
        series: The posts by series, the longest first.
    """

    posts: int
    drafts: int
    words: int
    years: dict[str, int]
    words_by_year: dict[str, int]
    tags: dict[str, int]
    series: dict[str, int]


def count(files: Iterable[Path], config: Config) -> Statistics:
    """Count the posts in files, except those with ``post: false``.

    Raises:
        OSError: If a file cannot be read.
    """
    rst = rst_suffixes(config)
    scans = scan_files(((str(file), file) for file in files), {}, zone(config), rst_suffixes=rst)
    posts = [
        with_file_name(scan.post, config)
        for scan in scans.values()
        if scan.post.is_post is not False
    ]
    years: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for post in posts:
        year = f"{post.date.start.year:04}" if post.date else UNDATED
        years[year] += 1
        words[year] += _words(Path(post.docname), rst)
    return Statistics(
        posts=len(posts),
        drafts=sum(post.draft for post in posts),
        words=words.total(),
        years=dict(sorted(years.items())),
        words_by_year=dict(sorted(words.items())),
        tags=_ranked(tag for post in posts for tag in post.tags),
        series=_ranked(place.name for post in posts for place in post.series),
    )


def _words(file: Path, rst: tuple[str, ...]) -> int:
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    end = find_head(text, is_markdown=not file.name.endswith(rst)).end
    return count_words("\n".join(text.split("\n")[end:]))


def _ranked(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def tables(statistics: Statistics) -> str:
    """Return the statistics as tables in plain text."""
    lines = [f"{statistics.posts} posts ({statistics.drafts} drafts), {statistics.words:,} words"]
    columns = {"Year": statistics.years, "Tag": statistics.tags, "Series": statistics.series}
    for heading, numbers in columns.items():
        if not numbers:
            continue
        width = max(len(name) for name in (heading, *numbers))
        more = statistics.words_by_year if heading == "Year" else {}
        lines += ["", f"{heading:<{width}}  Posts{'      Words' if more else ''}"]
        lines += [
            f"{name:<{width}}  {number:>5}{f'  {more[name]:>9,}' if more else ''}"
            for name, number in numbers.items()
        ]
    return "\n".join(lines) + "\n"


def bar_chart(years: dict[str, int]) -> str:
    """Return the number of posts by year as a bar chart in SVG."""
    bar, gap, height, label = 32, 12, 120, 20
    most = max(years.values(), default=1)
    shapes = []
    for index, (year, number) in enumerate(years.items()):
        left, size = gap + index * (bar + gap), round(height * number / most, 1)
        top, middle = label + height - size, left + bar / 2
        shapes.append(
            f'<rect x="{left}" y="{top:g}" width="{bar}" height="{size:g}" fill="#2a6f97"/>'
            f'<text x="{middle:g}" y="{top - 4:g}">{number}</text>'
            f'<text x="{middle:g}" y="{2 * label + height - 4}">{escape(year)}</text>\n'
        )
    width = gap + max(len(years), 1) * (bar + gap)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {2 * label + height}" '
        'role="img" font-family="sans-serif" font-size="10" text-anchor="middle">\n'
        f"<title>Posts by year</title>\n{''.join(shapes)}</svg>\n"
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    add_paths(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--picture", type=Path, metavar="FILE.svg", help="also write bars of the posts by year"
    )


def run(options: argparse.Namespace) -> int:
    """Print the statistics, and write the picture with ``--picture``.

    Returns:
        0; 2 if a file or ``conf.py`` cannot be read, or the picture cannot be written.
    """
    try:
        config = read_config(Path.cwd()) or default_config()
        statistics = count(post_files(options.paths, config, config_folder(Path.cwd())), config)
        if options.picture:
            options.picture.write_text(bar_chart(statistics.years), encoding="utf-8")
    except (OSError, ConfigError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    as_json = options.format == "json"
    sys.stdout.write(
        json.dumps(asdict(statistics), indent=2, ensure_ascii=False) + "\n"
        if as_json
        else tables(statistics)
    )
    return 0
