"""Check the front matter of posts without a build."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind, Problem
from sphinx_anthology.core.frontmatter.scan import scan_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SUFFIXES = (".md", ".rst")


def post_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to check, in the order of their names.

    Args:
        paths: files, or folders whose Markdown and reStructuredText files count, however deep.

    Raises:
        FileNotFoundError: where there is neither file nor folder of that name.
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
    """Yield every mistake in the front matter of files, save those that say they are no posts.

    Raises:
        OSError: where a file cannot be read.
    """
    scans = scan_files(((str(file), file) for file in files), {}, UTC)
    for name, scan in scans.items():
        if scan.post.is_post is not False:
            file = Path(name)
            for problem in (*_encoding_problems(file.read_bytes()), *scan.problems):
                yield file, problem


def _encoding_problems(source: bytes) -> Iterator[Problem]:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        yield Problem(Kind.YAML, line, "the file is not UTF-8: save it in that encoding")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each mistake as ``file:line: message [kind]``; return 1 where there is one.

    Where a file cannot be read nothing is checked: that is said on stderr, and 2 returned.
    """
    parser = argparse.ArgumentParser(prog="sphinx_anthology.commands.check", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="posts, or folders of posts")
    try:
        found = list(find_problems(post_files(parser.parse_args(arguments).paths)))
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path, problem in found:
        line = f"{path}:{problem.line}: {problem.message} [anthology.{problem.kind}]\n"
        sys.stdout.write(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
