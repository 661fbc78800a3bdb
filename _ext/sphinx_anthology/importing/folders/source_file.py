"""A file of a site: its front matter as data, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.head import Head, find_head
from sphinx_anthology.core.frontmatter.markdown import UnreadableError, parse
from sphinx_anthology.importing.folders.data import data_of, mapping
from sphinx_anthology.importing.folders.walk import HTML, MARKDOWN
from sphinx_anthology.importing.records import Markup, NoticeKind, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.report import Report

_KEY = re.compile(r"[\"']?[\w.-]+[\"']?[ \t]*:(?=\s|$)")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a site.

    Attributes:
        path: The file.
        name: Its path below the folder of the site, with slashes.
        head: Its front matter as data.
        lines: The lines of the keys of the front matter, from 1.
        source: Its front matter as YAML text.
        body: Its text without the front matter.
        first_line: The line of the file, from 1, on which the body begins.
        is_readable: Whether the whole front matter could be read.
    """

    path: Path
    name: str
    head: dict[str, Data] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    source: Head = field(default_factory=Head)
    body: str = ""
    first_line: int = 1
    is_readable: bool = True

    @property
    def markup(self) -> Markup:
        """Its markup language, by its suffix."""
        suffix = self.path.suffix.lower()
        if suffix in HTML:
            return Markup.HTML
        return Markup.MARKDOWN if suffix in MARKDOWN else Markup.RESTRUCTUREDTEXT

    def place(self, key: str = "") -> Place:
        """Return the place of a key of the front matter, or of the file without one."""
        return Place(str(self.path), self.lines.get(key, 0))


def source_head(text: str, path: Path) -> Head:
    """Return the front matter of a text: YAML, TOML, JSON, or a field list of reStructuredText."""
    return find_head(text, is_markdown=path.suffix.lower() in MARKDOWN | HTML)


def read_source(
    root: Path, path: Path, report: Report, find: Callable[[str, Path], Head] = source_head
) -> SourceFile | None:
    """Read a file of a site; None if it cannot be read.

    Args:
        root: The folder of the site.
        path: The file.
        report: Takes notices.
        find: Returns the front matter of a text, for programs with a syntax of their own.
    """
    name = path.relative_to(root).as_posix()
    try:
        text = _decoded(path, report)
    except OSError as error:
        message = f"{name}: cannot be read ({error.strerror}); it is left out"
        report.note(NoticeKind.UNREADABLE, Place(str(path)), message)
        return None
    head = find(text, path)
    lines = text.split("\n")
    if head.problem and not head.text:
        place = Place(str(path), head.problem.line)
        report.note(NoticeKind.UNREADABLE, place, head.problem.message)
    body = "\n".join(lines[head.end :])
    found: dict[str, Data] = {}
    key_lines: dict[str, int] = {}
    is_readable = not head.problem
    try:
        root_node = parse(head.text, head.first_line)
    except UnreadableError as error:
        message = f"{error.problem.message}; what can be read of it is imported"
        report.note(NoticeKind.UNREADABLE, Place(str(path), error.problem.line), message)
        is_readable = False
        for start, part in _parts(head.text):
            key, value = _part(part)
            found[key] = value
            key_lines[key] = start + head.first_line
    else:
        found = mapping(data_of(root_node))
        if root_node is not None:
            for key_node, _value in root_node.value:
                key_lines[str(key_node.value)] = key_node.start_mark.line + head.first_line
    return SourceFile(path, name, found, key_lines, head, body, head.end + 1, is_readable)


def _decoded(path: Path, report: Report) -> str:
    data = path.read_bytes()
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "is not encoded in UTF-8; it is read as Windows-1252, check its accents"
        report.note(NoticeKind.FILE, Place(str(path), line), f"{path.name}: {message}")
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parts(text: str) -> list[tuple[int, list[str]]]:
    """Split YAML with an error by top-level keys: the number of the first line, and the lines."""
    parts: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        if _KEY.match(line):
            parts.append((number, [line]))
        elif parts and line.strip():
            parts[-1][1].append(line)
    return parts


def _part(lines: list[str]) -> tuple[str, Data]:
    """Return a key and its value; a value that is not YAML is returned as text."""
    key, _, value = lines[0].partition(":")
    key = key.strip().strip("\"'")
    try:
        found = mapping(data_of(parse("\n".join(lines), 1)))
        return key, found[key]
    except (UnreadableError, KeyError):
        text = " ".join([value, *lines[1:]])
        return key, " ".join(text.split()).strip("\"'")
