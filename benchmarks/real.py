"""A blog of real posts: Markdown files with front matter, of whatever tool."""

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
    """Return the blog of all Markdown files in a folder, in the order of their names.

    Title, date, tags and the first author are told to each tool in its own way; texts stay as they
    are, with what they have of another tool's syntax. The post that is written later is made up.

    Raises:
        ValueError: If there is no such file.
    """
    posts = [real_post(path) for path in sorted(folder.glob("*.md"))]
    if not posts:
        message = f"{folder} has no Markdown files"
        raise ValueError(message)
    return Blog("real", len(posts), lambda number: [*posts, make_post(0)][number])


def real_post(path: Path) -> BlogPost:
    """Return the post of a file; what it does not tell, its name does."""
    text = path.read_text(encoding="utf-8")
    found = FRONT_MATTER.match(text)
    facts = facts_of(found[1]) if found else {}
    return BlogPost(
        name=path.stem,
        title=" ".join(str(facts.get("title") or path.stem).split()),
        day=day_of(facts.get("date")) or day_of(path.stem) or FIRST_DAY,
        tags=texts(facts.get("tags")),
        author=next(iter(texts(facts.get("authors") or facts.get("author"))), ""),
        text=text[found.end() :] if found else text,
    )


def facts_of(text: str) -> Mapping[str, object]:
    """Return what a block of YAML tells, nothing if it is none; tabs are spaces, as in Jekyll."""
    try:
        told = yaml.safe_load(text.expandtabs())
    except yaml.YAMLError:
        return {}
    return told if isinstance(told, dict) else {}


def day_of(value: object) -> date | None:
    """Return the day with which a value begins, in whatever precision and zone it is written."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    found = DAY.match(str(value))
    return date.fromisoformat(found[0]) if found else None


def texts(value: object) -> list[str]:
    """Return the texts of a list, or of one text with commas."""
    values = value if isinstance(value, list) else str(value or "").split(",")
    return [text for each in values if (text := " ".join(str(each).split()))]
