"""The metadata at the top of Pelican's files, as YAML with the same line numbers."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.head import Head
from sphinx_anthology.core.values.column_width import column_width
from sphinx_anthology.core.values.yaml_text import yaml_string
from sphinx_anthology.importing.folders.walk import HTML, MARKDOWN
from sphinx_anthology.importing.restructuredtext.plain_text import plain_rst

if TYPE_CHECKING:
    from pathlib import Path

_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r" {4,}(?P<value>.*)")
_FENCE = re.compile(r"-{3}(?:\s.*)?")
_END = re.compile(r"(?:-{3}|\.{3})(?:\s.*)?")
_META = re.compile(r"<meta\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"<title\b[^<>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_MIN_ADORNMENT = 4

LISTS = frozenset({"tags", "authors", "author", "keywords"})
"""The keys whose values are lists, separated by semicolons, else by commas."""


def find_metadata(text: str, path: Path) -> Head:
    """Return the metadata of a file: lines ``Key: value``, a field list, or elements of HTML."""
    suffix = path.suffix.lower()
    if suffix in HTML:
        return _html_head(text)
    return _markdown_head(text) if suffix in MARKDOWN else _rst_head(text)


def _markdown_head(text: str) -> Head:
    """Return the lines ``Key: value`` at the top; they may be between lines of hyphens."""
    lines = text.split("\n")
    number = 1 if _FENCE.fullmatch(lines[0]) else 0
    found: list[str] = []
    values: dict[str, list[str]] = {}
    key_lines: dict[str, int] = {}
    name = ""
    while number < len(lines):
        line = lines[number]
        if not line.strip() or _END.fullmatch(line):
            number += 1
            break
        if pair := _KEY.fullmatch(line):
            name = pair["key"].lower()
            values.setdefault(name, []).append(pair["value"].strip())
            key_lines.setdefault(name, number)
        elif (more := _MORE.fullmatch(line)) and name:
            values[name].append(more["value"].strip())
        else:
            break
        number += 1
    for name, parts in values.items():
        # several lines of tags or authors are a list
        text = ("; " if name in LISTS else " ").join(filter(None, parts))
        found += [""] * (key_lines[name] - len(found))
        found.append(f"{yaml_string(name)}: {yaml_string(text)}")
    return Head("\n".join(found) + "\n", 1, number) if values else Head()


def _rst_head(text: str) -> Head:
    """Return the field list below the title, or at the top of a file without one."""
    lines = text.split("\n")
    start, end, title = _title(lines)
    fields = list(lines[end:])
    above = next((n for n, line in enumerate(fields) if line.strip()), 0)
    yaml = field_list_yaml(fields[above:])
    length = _length(fields, above) if yaml else 0
    written = [""] * start + ([f"title: {yaml_string(title)}"] if title else [])
    written += [""] * (end + above - len(written))
    head = "".join(f"{line}\n" for line in written)
    return Head(f"{head}{yaml}", 1, end + above + length if yaml else 0)


def _length(lines: list[str], start: int) -> int:
    """Return the number of lines of a field list."""
    number = start
    while number < len(lines) and (
        lines[number].startswith(":") or (number > start and lines[number][:1].isspace())
    ):
        number += 1
    return number - start


def _title(lines: list[str]) -> tuple[int, int, str]:
    """Return the first line of the title, the line after it, and its text; empty without one."""
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    # comments and targets may be above the title
    while start < len(lines) and lines[start].startswith(".. "):
        start = next((n for n in range(start + 1, len(lines)) if lines[n][:1].strip()), len(lines))
    above, words, below = (*lines[start : start + 3], "", "", "")[:3]
    if _ADORNMENT.fullmatch(above.rstrip()) and above.rstrip() == below.rstrip() and words.strip():
        return start, start + 3, plain_rst(words)
    is_underlined = _ADORNMENT.fullmatch(words.rstrip()) and above.strip()
    if is_underlined and len(words.rstrip()) >= min(column_width(above), _MIN_ADORNMENT):
        return start, start + 2, plain_rst(above)
    return 0, 0, ""


def _html_head(text: str) -> Head:
    """Return the metadata of the elements ``meta`` and ``title``, up to the line of ``body``."""
    body = _BODY.search(text)
    head = text[: body.start()] if body else text
    found: list[str] = []
    entries = [(title.start(), "title", unescape(title[1])) for title in _TITLE.finditer(head)]
    for element in _META.finditer(head):
        pairs = _ATTRIBUTE.findall(element["attributes"])
        attributes = {name.lower(): double or single for name, double, single in pairs}
        if name := attributes.get("name", "").lower():
            value = unescape(attributes.get("content", ""))
            entries.append((element.start(), "tags" if name == "keywords" else name, value))
    for position, name, value in sorted(entries):
        found += [""] * (text.count("\n", 0, position) - len(found))
        found.append(f"{yaml_string(name)}: {yaml_string(' '.join(value.split()))}")
    end = text.count("\n", 0, body.start()) if body else 0
    return Head("\n".join(found) + "\n" if found else "", 1, end)


def html_body(text: str) -> str:
    """Return the content of the element ``body``; the whole text without one."""
    found = _BODY.search(text)
    return re.sub(r"</body\s*>.*", "", text[found.end() :], flags=re.DOTALL) if found else text
