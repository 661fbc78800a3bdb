"""Begin a book in a folder, or add the extensions to a Sphinx project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.config import CONFIG_FILENAME

from sphinx_anthology.commands.book_template import DISTRIBUTION, book_files, own_requirement
from sphinx_anthology.commands.new import title_problem
from sphinx_anthology.commands.project_edit import difference, is_for_ablog, with_extensions
from sphinx_bindery.common.dates import current_time

if TYPE_CHECKING:
    import argparse

# the usual source folders of Sphinx projects, below the root of the repository
SOURCE_FOLDERS = ("source", "docs", "doc", "docs/source", "doc/source")
NEXT_STEPS = """
Next, install the package and build:

  python3 -m pip install '{package}'
  sphinx-anthology new "A title"

and name the posts in the root document by the directive `anthology`.
"""
NEXT_STEPS_FOR_ABLOG = """
Next, install the package and build the site as before; its sources stay as they are:

  python3 -m pip install '{package}'

`sphinx_anthology.ablog` reads ABlog's directives and options, and names what has no counterpart.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), help="the book's folder (default: this one)"
    )
    parser.add_argument("--title", help="the title of the book (default: the folder's name)")
    parser.add_argument("--author", help="the author's name (default: git's user.name)")
    parser.add_argument(
        "--package",
        help="what pip installs for this package: a name, or the address of a folder, archive or "
        "repository (default: where this installation came from)",
    )
    parser.add_argument(
        "--yes", action="store_true", help="change an existing conf.py without asking"
    )


def run(options: argparse.Namespace) -> int:
    """Write the files of a book, or change ``conf.py`` after confirmation.

    Returns:
        0; 1 if a title or name is not valid, the project is in another folder, or the change is
        declined; 2 if a file cannot be read or written.
    """
    folder: Path = options.folder
    package = " ".join((options.package or own_requirement()).split())
    if options.package and Path(options.package).is_dir():
        package = f"{DISTRIBUTION} @ {Path(options.package).resolve().as_uri()}"
    try:
        if (folder / CONFIG_FILENAME).exists():
            return _add_to_project(folder, package, consent=options.yes)
        for name in SOURCE_FOLDERS:
            if (folder / name / CONFIG_FILENAME).exists():
                sys.stderr.write(
                    f"{folder / name}: the Sphinx project is here; "
                    f"write: sphinx-anthology init {folder / name}\n"
                )
                return 1
        return _write_book(folder, options.title, options.author, package)
    except (OSError, SyntaxError, ValueError) as error:
        sys.stderr.write(f"{folder}: {error}\n")
        return 2


def _write_book(folder: Path, title: str | None, author: str | None, package: str) -> int:
    if title is None:
        title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    author = author if author is not None else _git_name()
    for name, value in {"title": title, "author": author}.items():
        if problem := title_problem(value):
            sys.stderr.write(f"{name}: {problem}; use --{name}\n")
            return 1
    texts = book_files(
        " ".join(title.split()), " ".join(author.split()), package, current_time().date()
    )
    folder.mkdir(parents=True, exist_ok=True)
    posts = folder / "posts"
    for name, text in texts.items():
        path = folder / name
        # the folder has a root document, or posts, of its own
        kept = (path.stem == "index" and any(folder.glob("index.*"))) or (
            path.parent == posts and posts.is_dir() and any(posts.iterdir())
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not kept:
                with path.open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text)
        except FileExistsError:
            kept = True
        sys.stdout.write(f"{path}{': kept as it is' if kept else ''}\n")
    if "file:" in package:
        sys.stdout.write(
            f"requirements.txt: {package} is on this machine alone; "
            "name a repository by --package for others\n"
        )
    sys.stdout.write(f"The two commands that build the book are in {folder / 'README.md'}\n")
    return 0


def _add_to_project(folder: Path, package: str, *, consent: bool) -> int:
    path = folder / CONFIG_FILENAME
    before = path.read_bytes().decode("utf-8")
    after = with_extensions(before)
    if after == before:
        sys.stdout.write(f"{path}: names the extensions already\n")
        return 0
    sys.stdout.write(difference(before, after, str(path)))
    if not consent and sys.stdin.isatty():
        sys.stdout.write(f"Change {path} so? [y/N] ")
        sys.stdout.flush()
        consent = sys.stdin.readline().strip().lower() in {"y", "yes"}
    if not consent:
        sys.stderr.write(f"{path}: not changed; --yes makes the change\n")
        return 1
    path.write_bytes(after.encode())
    steps = NEXT_STEPS_FOR_ABLOG if is_for_ablog(after) else NEXT_STEPS
    sys.stdout.write(steps.format(package=package))
    return 0


def _git_name() -> str:
    try:
        found = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git that the user has
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return "Anonymous"
    return found.stdout.strip() or "Anonymous"
