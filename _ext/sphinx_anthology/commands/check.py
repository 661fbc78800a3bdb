"""Check the front matter of posts without a build."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.scan import scan_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from sphinx_anthology.core.frontmatter.problem import Problem

SUFFIXES = (".md", ".rst")


def post_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to check, sorted by path.

    Args:
        paths: Files, and folders to search for Markdown and reStructuredText files.

    Raises:
        FileNotFoundError: If a path does not exist.
    """
    files: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = (file for suffix in SUFFIXES for file in path.rglob(f"*{suffix}"))
            files.update(file for file in found if file.is_file())
        elif path.exists():
            files.add(path)
        else:
            message = f"{path}: no such file or folder"
            raise FileNotFoundError(message)
    return sorted(files)


def find_problems(files: Iterable[Path]) -> Iterator[tuple[Path, Problem]]:
    """Yield each problem in the front matter of files, except those with ``post: false``.

    Raises:
        OSError: If a file cannot be read.
    """
    scans = scan_files(((str(file), file) for file in files), {}, UTC)
    for name, scan in scans.items():
        if scan.post.is_post is not False:
            for problem in scan.problems:
                yield Path(name), problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        default=[Path("posts")],
        help="posts, or folders of posts (default: posts)",
    )


def run(options: argparse.Namespace) -> int:
    """Print each problem as ``file:line: message [anthology.kind]``.

    Returns:
        0 without problems, 1 with problems, 2 if a file cannot be read: then nothing is checked,
        and the reason is written to standard error.
    """
    try:
        problems = list(find_problems(post_files(options.paths)))
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path, problem in problems:
        line = f"{path}:{problem.line}: {problem.message} [anthology.{problem.kind}]\n"
        sys.stdout.write(line)
    return 1 if problems else 0
