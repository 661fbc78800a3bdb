"""Start a post with its front matter filled in: ``python -m anthology.new "The title"``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .core.slug import slugify
from .options import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def post_text(title: str, date: datetime) -> str:
    """Return the source of a post that has its date and heading, and keys to fill in."""
    # a JSON string is a YAML string too, whatever the title holds
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
    parser = argparse.ArgumentParser(prog="anthology.new", description=__doc__)
    parser.add_argument("title", help="the title of the post")
    parser.add_argument("--folder", type=Path, default=Path("posts"))
    wanted = parser.parse_args(arguments)
    slug = slugify(wanted.title)
    if not slug:
        sys.stderr.write("a title needs a letter or a digit\n")
        return 1
    path: Path = wanted.folder / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(post_text(wanted.title, clock()))
    except FileExistsError:
        sys.stderr.write(f"{path} is there already\n")
        return 1
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
