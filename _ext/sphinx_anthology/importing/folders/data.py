"""Values of front matter, configurations and data files: texts, lists and mappings."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.data_formats import toml_yaml
from sphinx_anthology.core.frontmatter.markdown import UnreadableError, parse
from sphinx_anthology.importing.records import NoticeKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

Data = str | list["Data"] | dict[str, "Data"]
"""A value. Scalars are strings as written: YAML 1.1 would read ``no`` as a Boolean."""

DATA_SUFFIXES = (".yml", ".yaml", ".toml", ".json", ".csv")
"""Suffixes of data files that can be read."""

_LIST = re.compile(r"(?:[ \t]*(?:#.*)?\n)*-(?:\s|$)")
_NULL = "tag:yaml.org,2002:null"


def data_of(node: yaml.Node | None, known: dict[int, Data] | None = None) -> Data:
    """Return a YAML node as data; null is the empty string.

    Args:
        node: The node.
        known: The data of the nodes so far by ``id()``, since aliases are the same node.
    """
    known = {} if known is None else known
    if node is None or isinstance(node, yaml.ScalarNode):
        return "" if node is None or node.tag == _NULL else str(node.value)
    if id(node) in known:
        return known[id(node)]
    if isinstance(node, yaml.SequenceNode):
        items: list[Data] = []
        known[id(node)] = items
        items.extend(data_of(item, known) for item in node.value)
        return items
    values: dict[str, Data] = {}
    known[id(node)] = values
    for key, value in node.value:
        name = data_of(key, known)
        found = data_of(value, known)
        if name == "<<" and isinstance(found, dict):
            values |= {inner: found[inner] for inner in found if inner not in values}
        elif isinstance(name, str):
            values[name] = found
    return values


def yaml_data(text: str) -> dict[str, Data]:
    """Return a YAML mapping as data; empty for an empty text.

    Raises:
        UnreadableError: The text is not YAML, or not a mapping.
    """
    found = data_of(parse(text, 1))
    return found if isinstance(found, dict) else {}


def read_data(path: Path) -> Data:
    """Return the content of a data file: YAML, TOML, JSON or CSV by its suffix.

    Raises:
        ValueError: The file cannot be read; the message is what follows the path in a notice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        match path.suffix.lower():
            case ".json":
                return _plain(json.loads(text))
            case ".toml":
                tomllib.loads(text)
                return yaml_data(toml_yaml(text, 1))
            case ".csv":
                return [
                    {str(key): str(value or "") for key, value in row.items()}
                    for row in csv.DictReader(text.splitlines())
                ]
            case _:
                return _yaml_file(text)
    except UnreadableError as error:
        message = f"{error} (line {error.problem.line})"
        raise ValueError(message) from None
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        message = f"cannot be read ({error}); correct it"
        raise ValueError(message) from None


def read_or_report(path: Path, report: Report) -> Data | None:
    """Return the content of a data file; None, and a notice, if it cannot be read."""
    try:
        return read_data(path)
    except ValueError as error:
        report.note(NoticeKind.UNREADABLE, Place(str(path)), f"{path.name}: {error}")
        return None


def _yaml_file(text: str) -> Data:
    """Return the first document of a YAML file, which may be a list."""
    lines = text.split("\n")
    start = 1 if lines[0].startswith("---") else 0
    ends = (number for number, line in enumerate(lines) if number >= start and _is_end(line))
    text = "\n".join(lines[start : next(ends, len(lines))])
    if not _LIST.match(text):
        return yaml_data(text)
    indented = "\n".join(f"  {line}" for line in text.split("\n"))
    return yaml_data(f"items:\n{indented}")["items"]


def _is_end(line: str) -> bool:
    return line.rstrip() in {"---", "..."}


def _plain(value: object) -> Data:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def mapping(value: Data | None) -> dict[str, Data]:
    """Return a value if it is a mapping, else an empty mapping."""
    return value if isinstance(value, dict) else {}


def text_of(value: Data | None) -> str:
    """Return a string as one line; empty for lists and mappings."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def first_text(values: Mapping[str, Data], keys: Iterable[str]) -> str:
    """Return the first text that is not empty among the values of some keys; empty without one."""
    return next(filter(None, (text_of(values.get(key)) for key in keys)), "")


def texts_of(value: Data | None) -> tuple[str, ...]:
    """Return the strings of a list, or a string alone, each as one line."""
    items: Iterable[Data] = value if isinstance(value, list) else [value] if value else []
    return tuple(filter(None, map(text_of, items)))
