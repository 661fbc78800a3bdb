"""Start a post with its front matter filled in."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_bindery.common.dates import current_time
from sphinx_bindery.common.slugs import slugify

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

MAX_CHARACTERS = 80
MAX_BYTES = 240  # most file systems allow 255; a character takes up to four
_NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control characters, surrogates, line and paragraph breaks
_NONCHARACTERS = "\ufffe\uffff"


def title_problem(title: str) -> str:
    """Return the error message for a title; empty if the title is valid."""
    for char in title:
        if unicodedata.category(char) in _NO_TEXT or char in _NONCHARACTERS:
            return f"the character U+{ord(char):04X} is not allowed; write one line of text"
    return "" if slugify(title) else "it has no letter or digit; write at least one"


def file_stem(title: str) -> str:
    """Return the slug of a title, truncated at a word boundary to fit into a file name."""
    slug = slugify(title)
    short = slug[:MAX_CHARACTERS].encode()[:MAX_BYTES].decode(errors="ignore")
    if short == slug or slug[len(short)] == "-":
        return short
    return short.rpartition("-")[0] or short


def post_text(title: str, date: datetime) -> str:
    """Return the source text of a new draft.

    Args:
        title: A title that :func:`title_problem` accepts, with single spaces.
        date: The date to write.
    """
    # JSON strings are YAML strings, except for the characters that title_problem rejects: some are
    # errors or line breaks in YAML 1.1 (sections 5.1 and 5.4), which PyYAML implements
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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("title", help="the title of the post")
    parser.add_argument(
        "--folder", type=Path, default=Path("posts"), help="where to write it (default: posts)"
    )


def run(options: argparse.Namespace) -> int:
    """Write ``<folder>/<slug>.md`` and print its path; standard error says that it is a draft.

    Returns:
        0; 1 if the title is not valid or the file exists, which is never overwritten.
    """
    if problem := title_problem(options.title):
        sys.stderr.write(f"title: {problem}\n")
        return 1
    title = " ".join(options.title.split())
    path: Path = options.folder / f"{file_stem(title)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(post_text(title, current_time()))
    except FileExistsError:
        sys.stderr.write(f"{path}: the file exists; choose another title\n")
        return 1
    sys.stdout.write(f"{path}\n")
    sys.stderr.write("It is a draft: to publish it, remove the line `draft: true`.\n")
    return 0
