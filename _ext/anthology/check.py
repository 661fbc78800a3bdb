"""Check the front matter of posts without building: ``python -m anthology.check posts``."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from .scan import scan_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .core.problem import Problem


def find_problems(paths: Iterable[Path]) -> Iterator[tuple[Path, Problem]]:
    """Yield every mistake in the front matter of Markdown files, in the order of their names.

    Args:
        paths: files, or folders whose files count, however deep.
    """
    files: set[Path] = set()
    for path in paths:
        files |= set(path.rglob("*.md")) if path.is_dir() else {path}
    scans = scan_files(((str(file), file) for file in sorted(files)), {}, UTC)
    for name, scan in scans.items():
        for problem in scan.problems:
            yield Path(name), problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each mistake as ``file:line: message [kind]``; return 1 where there is one."""
    parser = argparse.ArgumentParser(prog="anthology.check", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="posts, or folders of posts")
    found = list(find_problems(parser.parse_args(arguments).paths))
    for path, problem in found:
        line = f"{path}:{problem.line}: {problem.message} [anthology.{problem.kind}]\n"
        sys.stdout.write(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
