"""Start a post with its front matter filled in."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.clock import clock
from sphinx_anthology.core.values.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST_CHARACTERS = 80
MOST_BYTES = 240  # file systems take 255 in a name; some scripts take four for a character
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control characters, surrogates, line and paragraph breaks
_NONCHARACTERS = "\ufffe\uffff"


def title_problem(title: str) -> str:
    """Return what is wrong with a title, or nothing."""
    for char in title:
        if unicodedata.category(char) in _NO_TEXT or char in _NONCHARACTERS:
            return f"a title is one line of text: U+{ord(char):04X} cannot stand in it"
    return "" if slugify(title) else "a title needs a letter or a digit"


def file_stem(title: str) -> str:
    """Return the slug of a title, cut after its last word that fits into a file's name."""
    slug = slugify(title)
    short = slug[:MOST_CHARACTERS].encode()[:MOST_BYTES].decode(errors="ignore")
    if short == slug or slug[len(short)] == "-":
        return short
    return short.rpartition("-")[0] or short


def post_text(title: str, date: datetime) -> str:
    """Return the source of a post that has its date and title, and keys to fill in.

    Args:
        title: a title in which :func:`title_problem` finds nothing, with single spaces.
        date: the day to write.
    """
    # a JSON string is a YAML string too, but for what title_problem refuses: some control
    # characters and line breaks stand in JSON as they are, and YAML 1.1 (sections 5.1 and 5.4),
    # which PyYAML reads, takes them for a mistake or a space
    return (
        "---\n"
        f"date: {date:%Y-%m-%d}\n"
        "tags: []\n"
        "authors: []\n"
        'description: ""\n'
        "draft: true\n"
        f"title: {json.dumps(title, ensure_ascii=False)}\n"
        "---\n\n"
        "Write here.\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write ``<folder>/<slug>.md`` and print its name; return 1 rather than overwrite a post."""
    parser = argparse.ArgumentParser(prog="sphinx_anthology.commands.new", description=__doc__)
    parser.add_argument("title", help="the title of the post")
    parser.add_argument("--folder", type=Path, default=Path("posts"))
    wanted = parser.parse_args(arguments)
    if problem := title_problem(wanted.title):
        sys.stderr.write(f"{problem}\n")
        return 1
    title = " ".join(wanted.title.split())
    path: Path = wanted.folder / f"{file_stem(title)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(post_text(title, clock()))
    except FileExistsError:
        sys.stderr.write(f"{path} is there already\n")
        return 1
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
