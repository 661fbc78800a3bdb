"""TOML and JSON front matter, as YAML with the same line numbers.

Hugo and Zola write TOML between lines of ``+++``; Hugo and Eleventy also take a JSON object.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.frontmatter.markdown import UnreadableError
from sphinx_anthology.core.values.yaml_text import yaml_flow

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCE = re.compile(r"\+\+\+[ \t]*\n?")
_TOML_LINE = re.compile(r"at line (\d+)")
_TOML_DATE = re.compile(
    r"^(?P<key>[ \t]*[\w.\"'-]+[ \t]*=[ \t]*)"
    r"(?P<date>\d{4}-[\dTtZz:.+-]+(?: [\dZz:.+-]+)?)(?=\s|$)",
    re.MULTILINE,
)
_SPACE = re.compile(r"[ \t\r\n]*")

_Entry = tuple[int, str, Any]
"""The line of a key from 0, the key, and its value."""


def toml_block(lines: list[str]) -> str | None:
    """Return the TOML at the top of a file, None without both fences."""
    if not lines or not _FENCE.fullmatch(lines[0]):
        return None
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return "".join(lines[1:number])
    return None


def toml_yaml(text: str, first_line: int) -> str:
    """Return TOML as YAML.

    Args:
        text: The TOML.
        first_line: The line of the file, from 1, on which it begins.

    Raises:
        UnreadableError: If the text is not TOML.
    """
    text = text.replace("\r\n", "\n")
    try:
        values = _toml_values(text)
        return _yaml((_toml_line(text, key), key, value) for key, value in values.items())
    except (ValueError, RecursionError) as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) - 1 if found else max(text.count("\n") - 1, 0)
        message = "front matter: this line is not TOML; write one such as 'title = \"A title\"'"
        raise UnreadableError(line + first_line, message) from None


def _toml_values(text: str) -> dict[str, Any]:
    """Parse TOML; an invalid date becomes text, which is reported later as an invalid date."""
    try:
        return tomllib.loads(text)
    except ValueError:
        quoted = _TOML_DATE.sub(r'\g<key>"\g<date>"', text)
        if quoted == text:
            raise
        return tomllib.loads(quoted)


def json_block(source: str) -> tuple[list[_Entry], int] | None:
    """Return the entries of the JSON object at the start of a file, and the offset of its end.

    Return None if there is no object, or if text follows it on its last line.
    """
    if not source.startswith("{"):
        return None
    decoder = json.JSONDecoder()
    entries: list[_Entry] = []
    position, separator = 0, "{"
    try:
        while separator in {"{", ","}:
            start = _skip_space(source, position + 1)
            if separator == "{" and source[start] == "}":
                position = start
                break
            key, end = decoder.raw_decode(source, start)
            colon = _skip_space(source, end)
            if not isinstance(key, str) or source[colon] != ":":
                return None
            value, end = decoder.raw_decode(source, _skip_space(source, colon + 1))
            entries.append((source.count("\n", 0, start), key, value))
            position = _skip_space(source, end)
            separator = source[position]
    except (ValueError, IndexError, RecursionError):
        return None
    line_end = source.find("\n", position)
    rest = source[position + 1 : line_end if line_end >= 0 else len(source)]
    if source[position] != "}" or rest.strip():
        return None
    return entries, position + 1


def json_yaml(entries: Iterable[_Entry], first_line: int) -> str:
    """Return JSON as YAML.

    Args:
        entries: The entries that :func:`json_block` returns.
        first_line: The line of the file, from 1, on which it begins.

    Raises:
        UnreadableError: If a value is nested too deep, or a number is too long.
    """
    try:
        return _yaml(entries)
    except (ValueError, RecursionError):
        message = "front matter: a value is nested too deep; flatten it"
        raise UnreadableError(first_line, message) from None


def metadata_yaml(metadata: Iterable[tuple[int, str, object]]) -> str:
    """Return metadata of a Jupyter notebook as YAML.

    Args:
        metadata: The lines, from 0, keys and values.
    """
    entries = [*metadata]
    return _yaml(entries) if entries else ""


def _yaml(entries: Iterable[_Entry]) -> str:
    """Return a flow mapping with each key on its line."""
    text = "{"
    for line, key, value in sorted(entries, key=lambda entry: entry[0]):
        text += "\n" * (line - text.count("\n"))
        text += f" {yaml_flow(key)}: {yaml_flow(value, _iso)},"
    return f"{text} }}\n"


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _toml_line(text: str, key: str) -> int:
    """Return the line, from 0, that first assigns a key or opens its table."""
    name = rf"[\"']?{re.escape(key)}[\"']?[ \t]*"
    found = re.search(rf"^[ \t]*(?:{name}[=.]|\[+[ \t]*{name}[\].])", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) if found else 0


def _skip_space(source: str, position: int) -> int:
    found = _SPACE.match(source, position)
    return found.end() if found else position
