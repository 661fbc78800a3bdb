"""A small YAML writer, several times as fast as that of PyYAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PLAIN = re.compile(r"[^\W\d_](?:[\w./,()'+&=?%~@;-]|:(?=[\w/])| (?=\S))*")
"""Plain scalars, which need no quotes: text without YAML's indicator characters."""

_NOT_STRINGS = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Plain scalars that YAML 1.1 or 1.2 resolves to a boolean or null, in any case."""

_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that JSON allows, but that YAML excludes (1.2.2, 5.1) or treats as line breaks."""


def yaml_text(values: Mapping[str, object]) -> str:
    """Return a mapping, in its order, as a YAML block mapping.

    Keys are plain scalars; values are strings, integers, mappings, and lists of these.
    """
    return "".join(f"{line}\n" for line in _mapping(values))


def _mapping(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif isinstance(value, list):
            yield f"{key}:"
            yield from _items(value)
        else:
            yield f"{key}: {_scalar(value)}"


def _items(values: list[object]) -> Iterator[str]:
    for value in values:
        lines = _mapping(value) if isinstance(value, dict) else iter((_scalar(value),))
        yield f"- {next(lines)}"
        yield from (f"  {line}" for line in lines)


def _scalar(value: object) -> str:
    """Return a number, a plain string, or a string that needs quotes as a JSON string."""
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_STRINGS:
        return value
    return yaml_string(value)


def yaml_string(text: str) -> str:
    """Return a string as a double-quoted scalar."""
    return yaml_flow(text)


def yaml_flow(value: object, default: Callable[[object], str] | None = None) -> str:
    """Return a value as YAML on one line, which is JSON with more characters escaped.

    Args:
        value: A string, number, boolean, None, or a list or dictionary of these.
        default: Returns the text of any other value.
    """
    text = json.dumps(value, ensure_ascii=False, default=default)
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
