"""Blogs of real posts: Markdown files with the front matter of any tool."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import yaml

from .blog import FIRST_DAY, Blog, BlogPost, make_post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def real_blog(folder: Path) -> Blog:
    """Return the blog of all Markdown files in a folder, sorted by name.

    Title, date, tags and first author are converted for each tool; texts are unchanged, with the
    syntax of other tools. The post added later is generated.

    Raises:
        ValueError: If the folder has no Markdown files.
    """
    posts = [real_post(path) for path in sorted(folder.glob("*.md"))]
    if not posts:
        message = f"{folder} has no Markdown files"
        raise ValueError(message)
    return Blog("real", len(posts), lambda number: [*posts, make_post(0)][number])


def real_post(path: Path) -> BlogPost:
    """Read a post; title and date default to those in its file name."""
    text = path.read_text(encoding="utf-8")
    found = FRONT_MATTER.match(text)
    values = front_matter_of(found[1]) if found else {}
    return BlogPost(
        name=path.stem,
        title=" ".join(str(values.get("title") or path.stem).split()),
        day=day_of(values.get("date")) or day_of(path.stem) or FIRST_DAY,
        tags=texts(values.get("tags")),
        author=next(iter(texts(values.get("authors") or values.get("author"))), ""),
        text=text[found.end() :] if found else text,
    )


def front_matter_of(text: str) -> Mapping[str, object]:
    """Parse YAML, empty if it is invalid; tabs are expanded, as Jekyll does."""
    try:
        values = yaml.safe_load(text.expandtabs())
    except yaml.YAMLError:
        return {}
    return values if isinstance(values, dict) else {}


def day_of(value: object) -> date | None:
    """Return the date at the start of a value, whatever its precision and time zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    found = DAY.match(str(value))
    return date.fromisoformat(found[0]) if found else None


def texts(value: object) -> list[str]:
    """Return the items of a list or of a comma-separated text."""
    values = value if isinstance(value, list) else str(value or "").split(",")
    return [text for each in values if (text := " ".join(str(each).split()))]
