"""Bring posts in from another blog: exports, feeds, and the folders of other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.importing.ablog.source import ABLOG
from sphinx_anthology.importing.feeds.blogger import BLOGGER
from sphinx_anthology.importing.feeds.feed import FEED
from sphinx_anthology.importing.ghost import GHOST
from sphinx_anthology.importing.hugo.source import HUGO
from sphinx_anthology.importing.importer import import_posts
from sphinx_anthology.importing.jekyll.source import JEKYLL
from sphinx_anthology.importing.pelican.source import PELICAN
from sphinx_anthology.importing.progress import progress_on
from sphinx_anthology.importing.report import Report
from sphinx_anthology.importing.source import SourceError, find_format
from sphinx_anthology.importing.target import Target, TargetError
from sphinx_anthology.importing.wordpress.wxr import WXR
from sphinx_anthology.importing.xml_items import check_head

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sphinx_anthology.importing.source import SourceFormat

FORMATS = (WXR, GHOST, BLOGGER, FEED, JEKYLL, HUGO, PELICAN, ABLOG)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("source", type=Path, help="the export, the feed or the folder")
    parser.add_argument(
        "--to", type=Path, default=Path("posts"), metavar="DIR", help="the folder (default: posts)"
    )
    parser.add_argument(
        "--format",
        default="",
        choices=[entry.name for entry in FORMATS],
        help="the format (default: recognized)",
    )
    parser.add_argument(
        "--media", type=Path, action="append", default=[], metavar="DIR",
        help="a folder with the pictures of the blog, such as wp-content/uploads",
    )  # fmt: skip
    parser.add_argument("--pages", action="store_true", help="import pages too")
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
    parser.add_argument(
        "--report", type=Path, metavar="FILE.json", help="write the whole report as JSON"
    )


def run(options: argparse.Namespace) -> int:
    """Import the posts and print the report.

    Returns:
        0; 1 if something cannot be read or written.
    """
    report = Report()
    try:
        source_format = _format_of(options.source, options.format)
        _check_folders(options.media)
        source = source_format.open(options.source, report)
        media = [*options.media, *source_format.media_folders(options.source)]
        target = Target.open(options.to, is_dry_run=options.dry_run)
        with progress_on(sys.stderr) as progress:
            import_posts(
                source,
                target,
                report,
                media,
                with_pages=options.pages,
                name=options.source.resolve().name,
                progress=progress,
            )
        if options.report:
            options.report.write_text(report.as_json(), encoding="utf-8")
    except (SourceError, TargetError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        path = error.filename or options.to
        sys.stderr.write(f"{path}: {error.strerror}; check the path and its permissions\n")
        return 1
    sys.stdout.write(report.as_text(is_dry_run=options.dry_run))
    return 1 if report.has_failed else 0


def _format_of(path: Path, name: str) -> SourceFormat:
    try:
        return find_format(path, name, FORMATS)
    except SourceError:
        if path.is_file() and path.suffix.lower() != ".json":
            check_head(path)  # its error says why XML is not recognized, such as entities in it
        raise


def _check_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            message = f"--media: {folder} is not a folder; write the folder of the pictures"
            raise SourceError(message)
