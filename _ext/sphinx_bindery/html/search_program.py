"""Pagefind's program: where it is, and how it reads pages. See https://pagefind.app/docs/."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_bindery.html.search_files import ENTRY, index_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SECTION_WITH_HEADING = re.compile(
    r'(<section\b[^>]*?) id="([^"]+)"([^>]*>\s*(?:<span id="[^"]+"></span>\s*)*<h[2-6])\b'
)


class ProgramError(Exception):
    """The program has made no index; the message tells why."""


def program() -> Path | None:
    """Return Pagefind's program, None where it is not installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None
    found = get_executable()
    return found if found and found.is_file() else None


def index(
    pagefind: Path, pages: Iterable[tuple[str, str]], options: Sequence[str]
) -> dict[str, bytes]:
    """Return the files that a browser asks for, by their paths in the folder of the index.

    Args:
        pagefind: the program.
        pages: the path of each page in the folder of the site, and its text, of which the program
            reads a copy: others that lie there are not in the index.
        options: more options of the program.

    Raises:
        ProgramError: The program fails, or finds nothing in the pages.
    """
    with TemporaryDirectory() as base:
        copies, made = Path(base, "site"), Path(base, "index")
        for name, text in pages:
            copy = copies / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(with_ids_at_headings(text), "utf-8", newline="\n")
        _run(pagefind, ["--site", str(copies), "--output-path", str(made), *options], base)
        if not (made / ENTRY).is_file():
            msg = "no page"
            raise ProgramError(msg)
        return index_files(made)


def _run(pagefind: Path, arguments: list[str], folder: str) -> None:
    try:
        run = subprocess.run(  # noqa: S603
            [pagefind, "--quiet", *arguments],
            cwd=folder,  # a configuration in the caller's folder is not of this site
            env={name: told for name, told in os.environ.items() if "PAGEFIND" not in name},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ProgramError(str(error)) from error
    if run.returncode:
        wrong = " ".join((run.stderr or run.stdout).split())
        raise ProgramError(wrong or f"exit code {run.returncode}")


def with_ids_at_headings(page: str) -> str:
    """Return a page whose headings have the ids of their sections, as Pagefind looks for them."""
    return _SECTION_WITH_HEADING.sub(r'\1\3 id="\2"', page)
